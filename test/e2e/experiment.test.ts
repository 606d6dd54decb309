/** A respondent with built-in effects is asked through promptfoo, and the experiment finds each effect where it is. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { personaPromptLabel } from "../../src/contract/prompt-label.ts";
import { PROMPT_LABEL } from "../../src/contract/test-metadata.ts";
import type { Value } from "../../src/instrument/dimensions.ts";
import type { ItemId } from "../../src/instrument/item.ts";
import { LABELS, type Rating } from "../../src/instrument/scale.ts";
import { seededRandom } from "../../src/lib/random.ts";
import { loadKey, loadPeople } from "../../src/release/data.ts";
import { findTexts, renderPrompt } from "../../src/texts/texts.ts";
import { type ChatServer, startChatServer } from "../fixtures/chat-server.ts";
import { cli } from "../fixtures/run-cli.ts";
import { type PromptfooRun, portraitConfig, runEval, sourceReference } from "../fixtures/run-promptfoo.ts";
import { NEEDS_UPSTREAM, UPSTREAM } from "../fixtures/upstream.ts";

/** What each system prompt does to the items of a value, in points: all raise Security, one Tradition besides. */
const EFFECTS: Readonly<Record<string, Partial<Record<Value, number>>>> = {
  anyone: { Security: 1 },
  pious: { Security: 1, Tradition: 2 },
  clerk: { Security: 1 },
  cook: { Security: 1 },
};

type Row = {
  readonly dimension: string;
  readonly difference: number;
  readonly test: { readonly verdict: string };
};
type Document = {
  readonly generic: { readonly differences: readonly Row[] };
  readonly placeboFromBaseline: readonly Row[];
  readonly conditions: readonly {
    readonly condition: string;
    readonly fromBaseline: readonly Row[];
    readonly fromPlacebo: readonly Row[];
    readonly own: readonly Row[];
  }[];
};

describe.skipIf(UPSTREAM === undefined)(`a respondent with known effects${NEEDS_UPSTREAM}`, () => {
  let server: ChatServer;
  let run: PromptfooRun;
  let found: Document;

  beforeAll(async () => {
    const texts = findTexts({ VALUE_PORTRAIT_TEXTS: UPSTREAM });
    if (texts === undefined) throw new Error("no texts in VALUE_PORTRAIT_UPSTREAM");
    const people = loadPeople();
    const itemOf = new Map([...people.keys()].map((item) => [renderPrompt(texts, item, "v1"), item]));
    server = await startChatServer((prompt, _, messages) => {
      const item = itemOf.get(prompt);
      if (item === undefined) return { status: 400 };
      const system = messages.length === 2 ? (messages[0]?.content ?? "") : "";
      return { content: LABELS[answerOf(item, people.get(item) ?? 3, system)] };
    });
    const id = sourceReference("provider-prompts/prompt.ts:valuePortraitPrompt");
    run = await runEval(
      {
        ...portraitConfig(
          [{ id: "openai:chat:fake", label: "fake", config: { apiBaseUrl: server.url, apiKey: "none" } }],
          { variants: ["v1"] },
        ),
        prompts: [
          { id, label: PROMPT_LABEL },
          ...Object.keys(EFFECTS).map((system) => ({
            id,
            label: personaPromptLabel(system),
            config: { system },
          })),
        ],
      },
      { env: { VALUE_PORTRAIT_TEXTS: UPSTREAM } },
    );
    const { stdout } = await cli(
      ...["experiment", run.output, "--baseline", "fake", "--placebo", "fake · anyone"],
      ...["--resamples", "2000", "--format", "json"],
    );
    found = JSON.parse(stdout);
  });
  afterAll(() => server.close());

  test("has three conditions beside baseline and placebo", () => {
    expect(found.conditions.map(({ condition }) => condition)).toEqual([
      "fake · pious",
      "fake · clerk",
      "fake · cook",
    ]);
  });

  test("has Security as the generic change, which is gone against the placebo and in what is each condition's own", () => {
    expect(verdictOf(found.generic.differences, "Security")).toBe("higher");
    expect(verdictOf(found.placeboFromBaseline, "Security")).toBe("higher");
    for (const { fromPlacebo, own } of found.conditions) {
      expect(verdictOf(fromPlacebo, "Security")).not.toBe("higher");
      expect(verdictOf(own, "Security")).not.toBe("higher");
    }
  });

  test("has Tradition as one condition's own, and no other's", () => {
    const higher = (rows: readonly Row[]) => verdictOf(rows, "Tradition") === "higher";
    expect(found.conditions.map(({ own }) => higher(own))).toEqual([true, false, false]);
    expect(found.conditions.map(({ fromPlacebo }) => higher(fromPlacebo))).toEqual([true, false, false]);
  });
});

/** As people rate the item, with noise of its own for each system prompt, and the prompt's effects. */
function answerOf(item: ItemId, human: number, system: string): Rating {
  const key = loadKey("released");
  const effects = Object.entries(EFFECTS[system] ?? {});
  const raised = effects.filter(
    // The keys of `EFFECTS` are values.
    ([value]) => key.kind === "tagging" && key.items[value as Value].some((keyed) => keyed.item === item),
  );
  const seed = [...`${system} ${item}`].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) % 1e6, 7);
  const noise = 1.6 * (seededRandom(seed)() - 0.5);
  const rating = human + noise + raised.reduce((sum, [, up]) => sum + up, 0);
  // A whole number from 1 to 6.
  return Math.min(6, Math.max(1, Math.round(rating))) as Rating;
}

function verdictOf(rows: readonly Row[], dimension: Value): string | undefined {
  return rows.find((row) => row.dimension === dimension)?.test.verdict;
}
