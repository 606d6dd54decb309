import { expect, test } from "vitest";
import { jsonDocument } from "../../src/lib/json-document.ts";

test("a document says first what it is, whatever the order in which it was made", () => {
  expect(jsonDocument({ rows: [1], version: 2, format: "x/y" })).toBe(
    '{\n  "format": "x/y",\n  "version": 2,\n  "rows": [\n    1\n  ]\n}\n',
  );
});
