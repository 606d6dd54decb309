import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RunIdentity } from "../../src/runs/run-identity.ts";
import { isSameRun, momentOf } from "../../src/runs/run-identity.ts";
import { answersTo, tellRunsApart } from "../../src/runs/run-names.ts";

const runOf = (identity: Partial<RunIdentity>) => {
  const whole = { subject: "m", files: ["out.jsonl"], ...identity };
  return { subject: whole.subject, responses: [], identity: whole };
};
const namesOf = (...identities: readonly Partial<RunIdentity>[]) =>
  tellRunsApart(identities.map(runOf)).map(({ subject }) => subject);

describe("runs are named by what tells them apart:", () => {
  test("the subject alone, where it is the only run of it", () => {
    expect(namesOf({ subject: "a" }, { subject: "b" })).toEqual(["a", "b"]);
  });

  test("their files, and of those the shortest end that differs", () => {
    expect(namesOf({ files: ["monday.json"] }, { files: ["tuesday.jsonl"] })).toEqual([
      "m (monday.json)",
      "m (tuesday.jsonl)",
    ]);
    expect(namesOf({ files: ["/runs/1/out.json"] }, { files: ["2/out.json"] })).toEqual([
      "m (1/out.json)",
      "m (2/out.json)",
    ]);
    expect(namesOf({ files: ["C:\\a\\out.json"] }, { files: ["C:\\b\\out.json"] })).toEqual([
      "m (a/out.json)",
      "m (b/out.json)",
    ]);
  });

  test("in one file their dates, as far as it takes, or else their evals", () => {
    const at = (date: string, evalId = date) => ({ date, evalId });
    expect(namesOf(at("2026-11-01T10:00:00Z"), at("2026-11-02T10:00:00Z"))).toEqual([
      "m (2026-11-01)",
      "m (2026-11-02)",
    ]);
    expect(namesOf(at("2026-11-01T10:00:01Z"), at("2026-11-01T10:00:02Z"))).toEqual([
      "m (2026-11-01 10:00:01)",
      "m (2026-11-01 10:00:02)",
    ]);
    expect(namesOf(at("2026-11-01T10:00:00Z", "eval-a"), at("2026-11-01T10:00:00Z", "eval-b"))).toEqual([
      "m (eval-a)",
      "m (eval-b)",
    ]);
    expect(
      namesOf({ evalId: "eval-a" }, { evalId: "eval-b" }, { files: ["b.jsonl"] }, { files: ["c.jsonl"] }),
    ).toEqual([
      "m (out.jsonl, eval-a)",
      "m (out.jsonl, eval-b)",
      "m (b.jsonl, eval unknown)",
      "m (c.jsonl, eval unknown)",
    ]);
  });

  test("a released model from a run of one's own", () => {
    expect(namesOf({ files: [] }, {})).toEqual(["m (released)", "m (out.jsonl)"]);
  });

  test("never by the name of another model", () => {
    expect(namesOf({ files: ["a"] }, { files: ["b"] }, { subject: "m (a)", files: ["x"] })).toEqual([
      "m (a, eval unknown)",
      "m (b, eval unknown)",
      "m (a)",
    ]);
  });

  test("one run that is there twice keeps one name", () => {
    expect(namesOf({}, {})).toEqual(["m", "m"]);
  });
});

const identities = fc.record({
  subject: fc.constantFrom("m", "n"),
  files: fc.uniqueArray(fc.constantFrom("a.json", "x/a.json", "b.jsonl"), { minLength: 1 }),
  evalId: fc.constantFrom("eval-a", "eval-b", "eval-c"),
  date: fc.constantFrom(undefined, "2026-11-01T10:00:00Z", "2026-11-02T10:00:00Z"),
});

test("different runs never share a name, and what is printed means the run that it was printed of", () => {
  fc.assert(
    fc.property(fc.array(identities, { maxLength: 6 }), (many) => {
      const runs = many.map(runOf);
      const named = tellRunsApart(runs);
      for (const [index, run] of named.entries()) {
        const alike = named.filter(({ subject }) => subject === run.subject);
        expect(new Set(alike.map(({ identity }) => JSON.stringify(identity))).size).toBe(1);
        if (!/ \(\d\)$/.test(run.subject))
          expect(answersTo(runs[index] ?? run, run.subject), run.subject).toBe(true);
      }
    }),
  );
});

test("a name means no run that is called otherwise", () => {
  expect(answersTo(runOf({ files: ["a.json"] }), "m (b.json)")).toBe(false);
  expect(answersTo(runOf({ files: ["a.json"] }), "n")).toBe(false);
});

test("outputs of one eval are one run, and files that tell no eval are one each", () => {
  const [a, b] = [runOf({ files: ["a.json"], evalId: "e" }), runOf({ files: ["b.jsonl"], evalId: "e" })];
  expect(isSameRun(a, b)).toBe(true);
  expect(isSameRun(runOf({ files: ["a.json"] }), runOf({ files: ["b.jsonl"] }))).toBe(false);
});

test("only a moment in UTC is a date", () => {
  expect(momentOf("2026-11-01T10:00:00.123Z")).toBe("2026-11-01T10:00:00.123Z");
  for (const text of [
    "yesterday",
    "2026-11-01",
    "2026-11-01T10:00:00Z\u001b[2J",
    "9999-01-01T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-11-01T25:00:00Z",
    "",
    undefined,
  ])
    expect(momentOf(text)).toBeUndefined();
});
