import { expect, test } from "vitest";
import { codeOf } from "../../src/lib/input-error.ts";
import { renamePatiently } from "../../src/lib/rename-patiently.ts";

/** A file system that refuses so many times, and what it saw. */
function refusing(times: number, code: string) {
  const seen = { renames: 0, waited: 0 };
  const effects = {
    rename: () => {
      seen.renames += 1;
      if (seen.renames <= times) throw Object.assign(new Error(`${code}: no`), { code });
    },
    pause: (milliseconds: number) => {
      seen.waited += milliseconds;
    },
  };
  return { seen, effects };
}

test.each(["EPERM", "EBUSY", "EACCES"])(
  "%s, as while another program has the file open, is waited out",
  (code) => {
    const { seen, effects } = refusing(5, code);
    renamePatiently("a", "b", effects);
    expect(seen).toEqual({ renames: 6, waited: 155 });
  },
);

test("a refusal that does not pass is thrown, after less than a second", () => {
  const { seen, effects } = refusing(Number.POSITIVE_INFINITY, "EPERM");
  expect(() => renamePatiently("a", "b", effects)).toThrow("EPERM: no");
  expect(seen).toEqual({ renames: 8, waited: 635 });
});

test("any other failure is thrown at once", () => {
  const { seen, effects } = refusing(1, "ENOSPC");
  expect(() => renamePatiently("a", "b", effects)).toThrow("ENOSPC: no");
  expect(seen).toEqual({ renames: 1, waited: 0 });
});

test("a file that is not there cannot be renamed", () => {
  let code = "";
  try {
    renamePatiently("/nowhere/a", "/nowhere/b");
  } catch (error) {
    code = codeOf(error);
  }
  expect(code).toBe("ENOENT");
});
