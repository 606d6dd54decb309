import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { databaseFolder, storageProblem } from "../../src/extensions/database-folder.ts";
import { newFolder } from "../fixtures/texts-folder.ts";

test("the folder is promptfoo's own", () => {
  expect(databaseFolder({ PROMPTFOO_CONFIG_DIR: "/here" })).toBe(path.resolve("/here"));
  expect(path.basename(databaseFolder({ PROMPTFOO_CONFIG_DIR: "" }))).toBe(".promptfoo");
});

test("nothing is wrong with a folder that takes what is written, and it is left as it was", () => {
  const folder = newFolder();
  expect(storageProblem(folder)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

test("nothing is known of a folder that is not there yet", () => {
  expect(storageProblem(path.join(newFolder(), "none"))).toBeUndefined();
});

test("what takes nothing is named with the reason", () => {
  const file = path.join(newFolder(), "file");
  writeFileSync(file, "");
  expect(storageProblem(file)).toBe(
    `The folder of promptfoo's database (${file}) cannot be written to: ENOTDIR: not a directory. Mend that`,
  );
});
