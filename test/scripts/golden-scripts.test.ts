import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const FOLDER = new URL("../golden/", import.meta.url);
const scripts = globSync("*.py", { cwd: FOLDER }).filter((name) => name !== "released.py");
const names = new Set(
  [...readFileSync(new URL("released.py", FOLDER), "utf8").matchAll(/^(?:def )?(\w+)(?=\(| =)/gm)].map(
    ([, name]) => name,
  ),
);

describe("the scripts that make golden numbers", () => {
  it.each(scripts)("%s imports what the release offers", (script) => {
    const text = readFileSync(new URL(script, FOLDER), "utf8");
    const imported = [...text.matchAll(/^from released import (.+)$/gm)].flatMap(([, list]) =>
      (list ?? "").split(",").map((name) => name.trim().split(" as ")[0]),
    );
    expect(imported.filter((name) => !names.has(name))).toEqual([]);
  });
});
