import { createHash } from "node:crypto";
import type { Dimension } from "../instrument/dimensions.ts";
import type { ItemId } from "../instrument/item.ts";
import { KEY_IDS, type KeyId } from "../instrument/key.ts";
import { VARIANTS } from "../instrument/variant.ts";
import { groupBy } from "../lib/group-by.ts";
import { makeCache, once } from "../lib/memo.ts";
import { shortened, visibleLine } from "../lib/visible-text.ts";
import { releasedAnswers } from "../release/released-answers.ts";
import type { ReleasedModel } from "../release/released-model.ts";
import { releasedAnswer, releasedRun } from "../release/released-run.ts";
import { isScoredUnder, isShortForm, shortFormText } from "../release/short-form.ts";
import type { Response, Run } from "../runs/answer.ts";
import { collectionNotes, repeatNotes } from "../runs/collection-notes.ts";
import { runsOf } from "../runs/run-file.ts";
import type { StoredRunFile } from "../runs/run-folder.ts";
import { momentOf, timeOf } from "../runs/run-identity.ts";
import { tellRunsApart } from "../runs/run-names.ts";
import { countAnswers } from "../scoring/score/count-answers.ts";
import { type ItemValues, itemRatings } from "../scoring/score/item-ratings.ts";
import type { AnswerCounts } from "../scoring/score/profile.ts";
import { identitiesOf, type RunKey, runIds, shownName, slugOf } from "./profile-names.ts";

/** Whose answers a profile is made of; of an open-weight model only scores are public. */
export const PROFILE_KINDS = ["model", "run", "average", "open_weight", "human"] as const;
export type ProfileKind = (typeof PROFILE_KINDS)[number];

/** Someone who answered items: a released model, a model of a run file, several models, or people. */
export type ProfileEntry = {
  /** `<kind>/<slug>`, safe in a URL. */
  readonly id: string;
  readonly kind: ProfileKind;
  /** As the release or the run calls it, with what tells it from other runs of the same; safe to show. */
  readonly name: string;
  /** All that it is called, as it is: who answered, the same with what tells several runs of one apart, and `name`. */
  readonly names: readonly string[];
  /** Words by which anyone may ask for it, in any case. */
  readonly aliases: readonly string[];
  /** Of a run: the eval, and who answered, as the run file says. */
  readonly asked?: { readonly evalId: string; readonly subject: string };
  /** When a run was asked, as `timeOf` says; undefined of others. */
  readonly time: number | undefined;
  /** Who made it, or when it was asked. */
  readonly origin: string;
  /** The answers themselves, of all items or some; undefined where there are only means, or scores. */
  readonly run: RunOf | undefined;
  /** Two entries with the same id and stamp have the same answers. */
  readonly stamp: string;
  readonly summary: () => AnswerSummary;
  /** Of what is no single respondent, whom the validity screen is about: what it is instead. */
  readonly unscreened?: Unscreened;
  /** Published scores where no answers are public; then there are no intervals, and nothing can be compared. */
  readonly published?: Readonly<Partial<Record<Dimension, number>>>;
  /** Whether it has scores under a key: a short form has none under most. */
  readonly isScored: (key: KeyId) => boolean;
  /** What must be known of the answers, in our words only. */
  readonly notes: readonly string[];
};

/** What is told in place of a screen: a verdict, a sentence on what the profile is, and of whose answers it is made. */
type Unscreened = {
  readonly verdict: "reference" | "not_examined";
  readonly text: string;
  readonly answers: () => string;
};

/** Decoded anew at each call, because 34 released models' answers as objects would take as much memory as all else. */
type RunOf = (items?: ReadonlySet<ItemId>) => Run;

/** What scoring needs of the answers. */
type AnswerSummary = {
  readonly values: ItemValues;
  readonly counts: AnswerCounts | undefined;
  /** The items that have not just one answer under each of the six prompts, all of them ratings. */
  readonly partial: ReadonlySet<ItemId>;
};

/** The released models, in the order of the release. */
export function modelEntries(
  models: readonly ReleasedModel[],
  items: readonly { readonly id: ItemId }[],
): ProfileEntry[] {
  return models.map((model) =>
    entryOf(
      {
        id: `model/${slugOf(model.model)}`,
        kind: "model",
        name: model.model,
        names: [model.model],
        aliases: [],
        time: undefined,
        origin: `${model.developer}${model.complete ? "" : ", incomplete: one of three wordings"}`,
        stamp: "released",
        isScored: () => true,
        notes: [],
        run: (wanted) => (wanted === undefined ? releasedRun(model) : someAnswers(model, items, wanted)),
      },
      () => releasedSummary(model, items),
    ),
  );
}

/** As `summaryOf` makes it of the run. */
function releasedSummary(model: ReleasedModel, items: readonly { readonly id: ItemId }[]): AnswerSummary {
  const { ratings, usable, counts } = releasedAnswers(model);
  const partial = items.flatMap(({ id }) => (usable.get(id) === VARIANTS.length ? [] : [id]));
  return { values: ratings, counts, partial: new Set(partial) };
}

/**
 * The models of some run files, newest run first; those whose files tell no moment that can be come last. Of two files
 * with the same answers of one eval and subject the first is taken.
 */
export function runEntries(
  files: readonly StoredRunFile[],
  { now, keep = makeCache() }: RunEntryOptions = {},
): ProfileEntry[] {
  const found = files.flatMap(({ name, file }) => {
    const time = timeOf(file.created, now);
    return file.models.map((model) => ({
      subject: model.subject,
      evalId: file.evalId,
      content: () => JSON.stringify([model.planned, model.items, model.answers]),
      identity: {
        subject: model.subject,
        files: [name],
        evalId: file.evalId,
        date: momentOf(file.created, now),
      },
      file,
      model,
      time,
    }));
  });
  const newestFirst = found.toSorted(
    (one, other) => (other.time ?? Number.NEGATIVE_INFINITY) - (one.time ?? Number.NEGATIVE_INFINITY) || 0,
  );
  const runs = tellRunsApart(distinct(newestFirst));
  const ids = runIds(runs.map(({ evalId, model, content }) => ({ evalId, subject: model.subject, content })));
  return runs.map(({ subject, identity, content, file, model, time }, index) => {
    const name = shownName(subject);
    const stamp = createHash("sha256").update(content()).digest("base64url");
    // A run file that is read again, or lies there under another name, is not looked through again.
    const { isScored, notes } = keep(`run ${name} ${stamp}`, () => {
      const [asked = { subject, responses: [] }] = runsOf({ ...file, models: [model] });
      return {
        isScored: scoredUnder(asked),
        notes: [
          ...repeatNotes({ ...asked, subject: name }),
          ...(isShortForm(asked) ? [`note: ${shortFormText(asked)}`] : []),
        ],
      };
    });
    return entryOf({
      id: ids[index] ?? "",
      kind: "run",
      name,
      names: [...new Set([model.subject, subject, name])],
      aliases: [],
      asked: { evalId: file.evalId, subject: model.subject },
      time,
      origin: `${evalText(file.evalId)}, ${time === undefined ? "date not usable" : new Date(time).toISOString()}`,
      stamp,
      isScored,
      notes: [
        ...notes,
        ...(file.found === undefined ? [] : collectionNotes({ ...file.found, unshared: [] })),
      ],
      run: (wanted) => {
        const [run] = runsOf({ ...file, models: [model] });
        const responses = (run?.responses ?? []).filter(({ item }) => wanted?.has(item) ?? true);
        return {
          subject: name,
          identity,
          responses,
          ...(wanted === undefined ? { planned: run?.planned } : {}),
        };
      },
    });
  });
}

/** Of which eval a run is, in a few words that are safe to show. */
export function evalText(evalId: string): string {
  return `eval ${shortened(visibleLine(evalId), 60)}`;
}

type RunEntryOptions = {
  /** As `timeOf` takes it. */
  readonly now?: number;
  /** Where what is found out about answers is kept between calls. */
  readonly keep?: ReturnType<typeof makeCache>;
};

/** The first of those with one identity. */
function distinct<Keyed extends RunKey>(runs: readonly Keyed[]): Keyed[] {
  const identities = identitiesOf(runs);
  const first = new Map(identities.map((identity, index) => [identity, index] as const).toReversed());
  return runs.filter((_, index) => first.get(identities[index] ?? "") === index);
}

/** Keeps which keys score a run and not the run, which takes much memory. */
function scoredUnder(run: Run): (key: KeyId) => boolean {
  const scored = new Set(KEY_IDS.filter((key) => isScoredUnder(run, key)));
  return (key) => scored.has(key);
}

/** Answers to one item, in the order in which they were asked. */
export function responsesTo(entry: ProfileEntry, items: ReadonlySet<ItemId>): readonly Response[] {
  return entry.run?.(items).responses ?? [];
}

function entryOf(
  entry: Omit<ProfileEntry, "summary" | "run"> & { readonly run: RunOf },
  summarise: () => AnswerSummary = () => summaryOf(entry.run()),
): ProfileEntry {
  return { ...entry, summary: once(summarise) };
}

function summaryOf(run: Run): AnswerSummary {
  const { responses } = run;
  return { values: itemRatings(responses), counts: countAnswers(run), partial: partialItems(responses) };
}

function someAnswers(
  model: ReleasedModel,
  items: readonly { readonly id: ItemId }[],
  wanted: ReadonlySet<ItemId>,
): Run {
  const responses = items.flatMap(({ id }, index) =>
    wanted.has(id)
      ? VARIANTS.flatMap((variant): Response[] => {
          const answer = releasedAnswer(model, variant, index);
          return answer === undefined ? [] : [{ item: id, variant, repeat: 0, answer }];
        })
      : [],
  );
  return { subject: model.model, responses };
}

function partialItems(responses: readonly Response[]): ReadonlySet<ItemId> {
  const answers = groupBy(responses, ({ item }) => item);
  const isWhole = (own: readonly Response[]) =>
    own.length === VARIANTS.length &&
    own.every(({ answer }) => answer.kind === "rating") &&
    new Set(own.map(({ variant }) => variant)).size === VARIANTS.length;
  return new Set([...answers].flatMap(([item, own]) => (isWhole(own) ? [] : [item])));
}
