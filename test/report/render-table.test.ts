import { describe, expect, test } from "vitest";
import { renderTables } from "../../src/report/render-table.ts";
import { cellText, type Table } from "../../src/report/table.ts";

const TABLE: Table = {
  title: "Scores",
  note: "A note that goes on for rather longer than the eighty columns that a terminal has, and says nothing.",
  columns: [{ header: "Value" }, { header: "Score", digits: 2, signed: true }],
  rows: [
    ["Power, and more", 0.456],
    ["Tradition", -0.001],
  ],
};

describe("a table", () => {
  test("is aligned text with a wrapped note", () => {
    expect(renderTables([TABLE], "table")).toMatchInlineSnapshot(`
      "Scores
      A note that goes on for rather longer than the eighty columns that a terminal
      has, and says nothing.
      Value            Score
      Power, and more  +0.46
      Tradition         0.00
      "
    `);
  });

  test("is markdown", () => {
    expect(renderTables([TABLE], "markdown")).toMatchInlineSnapshot(`
      "### Scores

      A note that goes on for rather longer than the eighty columns that a terminal has, and says nothing.

      | Value           | Score |
      | :-------------- | ----: |
      | Power, and more | +0.46 |
      | Tradition       |  0.00 |
      "
    `);
  });
});

describe("a cell", () => {
  test.each([
    [0.4658, { header: "", digits: 2, signed: true }, "+0.47"],
    [-0.4658, { header: "", digits: 2, signed: true }, "-0.47"],
    [-0.001, { header: "", digits: 2, signed: true }, "0.00"],
    [2.2e-16, { header: "", scientific: true }, "2.2e-16"],
    [0, { header: "", scientific: true }, "0"],
    [undefined, { header: "", digits: 2 }, ""],
    ["text", { header: "" }, "text"],
  ])("%s reads %j", (cell, column, text) => {
    expect(cellText(cell, column)).toBe(text);
  });
});
