import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findProfile, findProfiles, isNamed } from "../../src/mcp/find-profile.ts";
import { type ProfileEntry, runEntries } from "../../src/mcp/profiles.ts";
import { humanEntry } from "../../src/mcp/unscreened-profiles.ts";
import type { StoredRunFile } from "../../src/runs/run-folder.ts";
import { hostileLabel } from "../fixtures/hostile-labels.ts";
import { mcpContext } from "../fixtures/mcp-context.ts";

const NOW = Date.parse("2026-11-20T00:00:00Z");
const EMBEDDED = mcpContext().profiles();

type Asked = {
  readonly subject: string;
  readonly evalId?: string;
  readonly created?: string;
  readonly answer?: number;
};

/** A run file of its own for each run, with one answer that tells which it is. */
function filesOf(runs: readonly Asked[]): StoredRunFile[] {
  return runs.map(
    (
      { subject, evalId = "eval-abc-2026-11-01T10:00:00", created = "2026-11-01T10:00:00Z", answer = 1 },
      index,
    ) => ({
      name: `${index}.json`,
      stamp: String(index),
      file: {
        format: "value-portrait/run",
        version: 1,
        evalId,
        created,
        promptfoo: "0.123.1",
        key: "released",
        models: [{ subject, provider: "p", items: ["1008/1"], answers: { v1: [String(answer)] } }],
      },
    }),
  );
}

const entriesOf = (runs: readonly Asked[]) => runEntries(filesOf(runs), { now: NOW });
const withEmbedded = (runs: readonly Asked[]) => [...EMBEDDED, ...entriesOf(runs)];
const idOf = (text: string, entries: readonly ProfileEntry[]) => findProfile(text, entries).id;

const TWINS = [
  ["gpt-4o-mini · 看護師", "gpt-4o-mini · 医師"],
  ["m (temp 0)", "m [temp 0]"],
  ["m 👍", "m 👎"],
  ["M", "m"],
  ["m", "m\u200b"],
  ["caf\u00e9", "cafe\u0301"],
  [`${"x".repeat(100)}a`, `${"x".repeat(100)}b`],
  ["a\nb", "a\\nb"],
  ["t=0.5", "t=05"],
  ["\u05d0\u05d1", "\u202e\u05d0\u05d1"],
] as const;

describe.each(TWINS)("%j and %j", (one, other) => {
  const entries = withEmbedded([{ subject: one }, { subject: other, answer: 2 }]);

  test("are two profiles, each found by its id and by its name", () => {
    for (const subject of [one, other]) {
      const own = entries.find(({ names }) => names[0] === subject);
      expect(own?.run?.().responses[0]?.answer).toEqual({ kind: "rating", rating: subject === one ? 1 : 2 });
      expect(idOf(own?.id ?? "", entries)).toBe(own?.id);
      expect(idOf(encodeURIComponent(own?.id ?? ""), entries)).toBe(own?.id);
      expect(idOf(subject, entries)).toBe(own?.id);
    }
  });

  test("alone, neither is found by the other's name", () => {
    for (const [there, asked] of [
      [one, other],
      [other, one],
    ]) {
      const alone = withEmbedded([{ subject: there ?? "" }]);
      if (!isSpelledAlike(one, other)) expect(() => findProfile(asked ?? "", alone)).toThrow("no profile");
    }
  });

  test("keep their ids when other runs come", () => {
    const alone = entriesOf([{ subject: one }])[0]?.id;
    for (const runs of [
      [{ subject: one }, { subject: other }],
      [{ subject: other, created: "2026-11-19T00:00:00Z" }, { subject: one }],
      [{ subject: other, evalId: "eval-other" }, { subject: one }],
    ])
      expect(entriesOf(runs).find(({ names }) => names[0] === one)?.id).toBe(alone);
  });
});

/** Names that differ in case, composition, brackets or what cannot be seen: who asks for one may be given the other. */
function isSpelledAlike(one: string, other: string): boolean {
  const plain = (name: string) =>
    name
      .normalize()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{S}]/gu, "");
  return (plain(one) === plain(other) && one !== "t=0.5") || one === "a\nb";
}

test("names that lose nothing in an id keep the ids that they have", () => {
  expect(
    entriesOf([{ subject: "my-model_v1.2" }, { subject: "m", evalId: "e.1" }]).map(({ id }) => id),
  ).toEqual(["run/eval-abc-2026-11-01t10-00-00~my-model_v1.2", "run/e.1~m"]);
});

test("two runs of one eval and name with other answers are both there, and neither has the id without digits", () => {
  const entries = entriesOf([{ subject: "m" }, { subject: "m", answer: 2 }, { subject: "m" }]);
  expect(entries).toHaveLength(2);
  const plain = "run/eval-abc-2026-11-01t10-00-00~m";
  for (const { id } of entries) expect(id).toMatch(new RegExp(`^${plain}~[0-9a-f]{8}$`));
  expect(() => findProfile(plain, entries)).toThrow(`nearest: ${plain}~`);
});

describe("a run takes nobody's place", () => {
  test.each(["people", "human", "Raters", "latest", "last run", "gpt-4o-2024-05-13"])(
    "called %s",
    (subject) => {
      const entries = withEmbedded([
        { subject, evalId: "eval-old" },
        { subject: "newer", created: "2026-11-02T10:00:00Z" },
      ]);
      const message = messageOf(() => findProfile(subject, entries));
      expect(message).toContain(`run/eval-old~`);
      expect(message).toMatch(/human\/raters|~newer|model\/gpt-4o-2024-05-13/);
      expect(idOf("human/raters", entries)).toBe("human/raters");
    },
  );

  test.each(["model/gpt-4o-2024-05-13", "human/raters"])("called %s", (subject) => {
    const entries = withEmbedded([{ subject }]);
    expect(idOf(subject, entries)).toBe(subject);
    expect(idOf(encodeURIComponent(subject), entries)).toBe(subject);
  });
});

describe("parts of names", () => {
  const entries = withEmbedded([
    { subject: "openai:chat:gpt-4o-mini · nurse", created: "2026-11-02T10:00:00Z" },
    { subject: "openai:chat:gpt-4o · 看護師", evalId: "eval-b" },
    { subject: "m", evalId: "eval-future", created: "9999-01-01T00:00:00Z" },
    { subject: "n", evalId: "eval-no-day", created: "2026-02-30T00:00:00Z" },
    { subject: "o", evalId: "eval-undated", created: "zzz" },
  ]);
  const nurse = entries.find(({ name }) => name.endsWith("nurse"))?.id;

  test.each([
    "nurse",
    "4o mini nurse",
    "Nurse gpt4o",
    "run nurse",
    "run/nurse",
    "last run",
    "Latest",
    "newest run",
  ])("%s", (text) => expect(idOf(text, entries)).toBe(nurse));

  test("also of scripts without spaces, and of origins", () => {
    expect(idOf("看護", entries)).toContain("run/eval-b~");
    expect(idOf("eval no day", entries)).toContain("eval-no-day");
    expect(idOf("llama 405b", entries)).toBe("model/llama-3.1-405b-instruct");
  });

  test("that several have are listed, and none is taken", () => {
    expect(messageOf(() => findProfile("4o", entries))).toMatch(
      /^several profiles are called "4o": .* and \d more\. Ask by id/,
    );
    expect(messageOf(() => findProfile("claude", entries)).length).toBeLessThan(1000);
  });

  test("that only begin a word are none, and the nearest of all kinds are named", () => {
    expect(messageOf(() => findProfile("gpt-4", withEmbedded([])))).toMatch(/^(no|several)/);
    expect(messageOf(() => findProfile("run/qwen-maxx", entries))).toContain("model/qwen-max");
    expect(messageOf(() => findProfile("看護婦", entries))).toContain("看護師");
  });
});

test("a run has a date that can be, or none", () => {
  const [run] = entriesOf([{ subject: "m", created: "9999-01-01T00:00:00Z" }]);
  expect(run?.origin).toBe("eval eval-abc-2026-11-01T10:00:00, date not usable");
  expect(() => findProfile("latest", [...EMBEDDED, ...(run === undefined ? [] : [run])])).toThrow(
    "no profile",
  );
});

test("a list in one text is taken apart where it is no name", () => {
  const entries = withEmbedded([{ subject: "a, b" }, { subject: "m (temp 0)" }]);
  const ids = (text: string) => findProfiles([text], entries, 6).map(({ id }) => id);
  expect(ids("a, b")).toEqual([expect.stringContaining("a-b")]);
  expect(ids("m (temp 0), qwen-max")).toEqual([expect.stringContaining("m-temp-0"), "model/qwen-max"]);
  expect(ids("qwen-max qwen-plus")).toEqual(["model/qwen-max", "model/qwen-plus"]);
  expect(() => findProfiles(["qwen-max, qwen-plus"], entries, 1)).toThrow("at most 1");
});

test("a list is narrowed by words of any script", () => {
  const [one, other] = entriesOf([{ subject: "看護師" }, { subject: "医師", evalId: "e" }]);
  if (one === undefined || other === undefined) throw new Error("two runs");
  expect([isNamed(one, "看護師"), isNamed(other, "看護師")]).toEqual([true, false]);
});

/** Names that are made to be taken for each other. */
const hostileName: fc.Arbitrary<string> = fc
  .oneof(
    hostileLabel,
    fc.constantFrom(...TWINS.flat()),
    fc.constantFrom(
      "people",
      "latest",
      "model/qwen-max",
      "model%2Fqwen-max",
      "human/raters",
      "qwen-max",
      "run/e~m",
      "%",
    ),
    fc.string({
      unit: fc.constantFrom(
        "m",
        "M",
        " ",
        "~",
        "-",
        "[",
        "é",
        "e\u0301",
        "看",
        "א",
        "\u200d",
        "\u202e",
        "👩🏽‍🚀",
        "%",
        "2F",
      ),
    }),
    fc.string({ unit: "grapheme" }).map((end) => "long ".repeat(30) + end),
  )
  .filter((name) => name !== "");

test("in any set of runs each id is found as its own, and each name that only one has", () => {
  const runs = fc.uniqueArray(
    fc.record({
      subject: hostileName,
      evalId: fc.oneof(fc.constantFrom("e", "E", "e~m"), hostileName),
      answer: fc.integer({ min: 1, max: 6 }),
    }),
    { maxLength: 8, selector: ({ subject, evalId }) => JSON.stringify([subject, evalId]) },
  );
  fc.assert(
    fc.property(runs, (asked) => {
      const entries = withEmbedded(asked);
      const ids = entries.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const entry of entries) {
        expect(entry.id).toMatch(/^(model|run|average|open_weight|human)\/[a-z0-9._~-]{1,196}$/);
        expect(findProfile(entry.id, entries)).toBe(entry);
        const encoded = foundOr(undefined, () => findProfile(encodeURIComponent(entry.id), entries));
        if (encoded !== undefined || !asked.some(({ subject }) => subject.includes("%")))
          expect(encoded).toBe(entry);
        for (const name of entry.names) {
          const owners = entries.filter(
            ({ id, names, aliases }) =>
              id === name ||
              id === decodedOr(name) ||
              names.includes(name) ||
              aliases.includes(name.normalize().toLowerCase()),
          );
          const found = foundOr(undefined, () => findProfile(name, entries));
          if (owners.length === 1 && !/^(last|latest|newest|most recent)( run)?$/i.test(name))
            expect(found).toBe(entry);
          else if (found !== undefined) expect(found.id === name || owners.length === 1).toBe(true);
        }
      }
      // Without the others each has the same id.
      for (const one of asked) for (const { id } of entriesOf([one])) expect(ids).toContain(id);
    }),
    { numRuns: 150 },
  );
});

function messageOf(run: () => unknown): string {
  return foundOr("", () => {
    throw new Error(String(run()));
  });
}

function foundOr<T>(otherwise: T, run: () => T): T {
  try {
    return run();
  } catch (error) {
    return typeof otherwise === "string" && error instanceof Error ? (error.message as T) : otherwise;
  }
}

function decodedOr(text: string): string {
  return foundOr("", () => decodeURIComponent(text));
}

test("people are one of those whom words may mean", () => {
  const people = humanEntry([], 559);
  for (const text of ["people", "Human", "raters", "human/raters", "559 raters"])
    expect(findProfile(text, [people])).toBe(people);
});
