import { describe, expect, test } from "vitest";
import type { StoredRunFile } from "../../src/runs/run-folder.ts";
import { runSeries, subjectsOf } from "../../src/runs/run-series.ts";
import { runFileOf } from "../fixtures/run-file.ts";

function stored(name: string, created: string, subject = "my-model", items?: number): StoredRunFile {
  const file = runFileOf("qwen-max", { created }, subject);
  const models = file.models.map((model) => ({
    ...model,
    items: model.items.slice(0, items),
    answers: Object.fromEntries(
      Object.entries(model.answers).map(([variant, lines]) => [
        variant,
        lines?.map((line) => line.slice(0, items)),
      ]),
    ),
  }));
  return { name, stamp: name, file: { ...file, models } };
}

const ids = (files: readonly StoredRunFile[], since?: string) =>
  runSeries(files, "my-model", since).runs.map(({ id }) => id);

describe("the runs of a series", () => {
  test("stand in the order of their dates, in whatever time zone they are written", () => {
    const files = [
      stored("c", "2026-11-03T01:00:00+02:00"),
      stored("a", "2026-11-01T10:00:00.000Z"),
      stored("b", "2026-11-02T22:00:00.000Z"),
    ];
    expect(ids(files)).toEqual(["a", "b", "c"]);
  });

  test("are those of one model", () => {
    const files = [stored("a", "2026-11-01T10:00:00Z"), stored("b", "2026-11-02T10:00:00Z", "other")];
    expect(ids(files)).toEqual(["a"]);
    expect(subjectsOf(files)).toEqual(["my-model", "other"]);
  });

  test("asked what the newest did: a series starts anew with another plan", () => {
    const files = [
      stored("a", "2026-11-01T10:00:00Z"),
      stored("b", "2026-11-02T10:00:00Z", "my-model", 100),
      stored("c", "2026-11-03T10:00:00Z", "my-model", 100),
    ];
    const { runs, skipped } = runSeries(files, "my-model");
    expect(runs.map(({ id }) => id)).toEqual(["b", "c"]);
    expect(skipped).toEqual([{ name: "a", reason: expect.stringContaining("asked other items") }]);
  });

  test("start at a date", () => {
    const files = [stored("a", "2026-11-01T10:00:00Z"), stored("b", "2026-11-02T10:00:00Z")];
    expect(ids(files, "2026-11-02")).toEqual(["b"]);
  });

  test("say when they were made, or are left out", () => {
    const { runs, skipped } = runSeries([stored("a", "yesterday")], "my-model");
    expect(runs).toEqual([]);
    expect(skipped).toEqual([{ name: "a", reason: "does not say when it was made" }]);
  });

  test.each(["9999-12-31T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-06T00:00:01Z"])(
    "were made when that can be: not %s",
    (created) => {
      const now = Date.parse("2026-11-05T00:00:00Z");
      const files = [stored("a", created, "my-model", 100), stored("b", "2026-11-05T23:00:00Z")];
      const { runs, skipped } = runSeries(files, "my-model", undefined, now);
      expect(runs.map(({ id }) => id)).toEqual(["b"]);
      expect(skipped).toEqual([{ name: "a", reason: "says that it was made when that cannot be" }]);
    },
  );
});
