import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { productionPackages } from "../../scripts/production-packages.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(ROOT, file), "utf8"));

test("follows dependencies of dependencies, to the copy that Node would find", () => {
  const packages = {
    "": { dependencies: { a: "1" }, devDependencies: { tool: "1" }, peerDependencies: { peer: "1" } },
    "node_modules/a": { dependencies: { b: "2", c: "1" } },
    "node_modules/a/node_modules/b": { dependencies: { c: "1" } },
    "node_modules/b": {},
    "node_modules/c": { dependencies: { "@scope/d": "1" } },
    "node_modules/@scope/d": { dependencies: { a: "1" } },
    "node_modules/peer": {},
    "node_modules/tool": {},
  };
  expect(productionPackages({ packages })).toEqual([
    "node_modules/@scope/d",
    "node_modules/a",
    "node_modules/a/node_modules/b",
    "node_modules/c",
  ]);
});

test("names the dependency that a lock does not hold", () => {
  expect(() => productionPackages({ packages: { "": { dependencies: { a: "1" } } } })).toThrow(
    "package-lock.json holds no a, which the project needs",
  );
});

test("all dependencies of the package are there and installed, and nothing that only develops or evaluates", () => {
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(readJson("package.json"));
  const found = productionPackages(readJson("package-lock.json"));
  expect(found).toEqual(
    expect.arrayContaining(Object.keys(dependencies).map((name) => `node_modules/${name}`)),
  );
  expect(found.filter((folder) => !existsSync(path.join(ROOT, folder)))).toEqual([]);
  expect(found.filter((folder) => /\/(promptfoo|typescript|vitest)$/.test(folder))).toEqual([]);
});
