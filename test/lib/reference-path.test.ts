import { describe, expect, test } from "vitest";
import { referencePaths } from "../../src/lib/reference-path.ts";

describe("the file that a reference means", () => {
  test.each([
    ["file://prompts/a b#1 100%.txt", "/project/prompts/a b#1 100%.txt"],
    ["file:///srv/a#b/100%/c.txt", "/srv/a#b/100%/c.txt"],
  ])("is what is written there, not read as a URL: %s", (reference, file) => {
    expect(referencePaths(reference, "/project", "linux")[0]).toBe(file);
  });

  test("may be a URL that a program made", () => {
    expect(referencePaths("file:///srv/a%20b.txt", "/project", "darwin")).toEqual([
      "/srv/a%20b.txt",
      "/srv/a b.txt",
    ]);
  });

  test.each([
    ["file://prompts\\nurse.txt", "D:\\work\\prompts\\nurse.txt"],
    ["file://C:\\team\\nurse.txt", "C:\\team\\nurse.txt"],
    ["file://C:/team/nurse.txt", "C:\\team\\nurse.txt"],
    ["file:///C:/my%20team/nurse.txt", "C:\\my team\\nurse.txt"],
    ["file:///team/nurse.txt", "D:\\team\\nurse.txt"],
    ["file://\\\\server\\share\\nurse.txt", "\\\\server\\share\\nurse.txt"],
    ["file:////server/share/nurse.txt", "\\\\server\\share\\nurse.txt"],
    ["file://server/share/nurse.txt", "\\\\server\\share\\nurse.txt"],
  ])("is found on Windows: %s", (reference, file) => {
    expect(referencePaths(reference, "D:\\work", "win32")).toContain(file);
  });
});
