import type { ItemId } from "../instrument/item.ts";
import { KEY_IDS, type KeyId } from "../instrument/key.ts";
import { VARIANTS } from "../instrument/variant.ts";
import { groupBy } from "../lib/group-by.ts";
import { once } from "../lib/memo.ts";
import { visibleLine } from "../lib/visible-text.ts";
import { releasedAnswers } from "../release/released-answers.ts";
import type { ReleasedModel } from "../release/released-model.ts";
import { releasedAnswer, releasedRun } from "../release/released-run.ts";
import { isScoredUnder, isShortForm, shortFormText } from "../release/short-form.ts";
import type { Response, Run } from "../runs/answer.ts";
import { collectionNotes } from "../runs/collection-notes.ts";
import { runsOf } from "../runs/run-file.ts";
import type { StoredRunFile } from "../runs/run-folder.ts";
import { momentOf } from "../runs/run-identity.ts";
import { tellRunsApart } from "../runs/run-names.ts";
import { countAnswers } from "../scoring/score/count-answers.ts";
import { type ItemValues, itemRatings } from "../scoring/score/item-ratings.ts";
import type { AnswerCounts } from "../scoring/score/profile.ts";

/** Whose answers a profile is made of. */
export const PROFILE_KINDS = ["model", "run", "human"] as const;
export type ProfileKind = (typeof PROFILE_KINDS)[number];

/** Someone who answered items: a released model, a model of a run file, or people. */
export type ProfileEntry = {
  /** `<kind>/<slug>`, safe in a URL. */
  readonly id: string;
  readonly kind: ProfileKind;
  /** As the release or the run calls it, with what tells it from other runs of the same. */
  readonly name: string;
  /** Who answered; several runs may be of one. */
  readonly subject: string;
  /** Who made it, or when it was asked. */
  readonly origin: string;
  /** The answers themselves, of all items or some; undefined for people, of whom only means of many are given. */
  readonly run: RunOf | undefined;
  /** Two entries with the same id and stamp have the same answers. */
  readonly stamp: string;
  readonly summary: () => AnswerSummary;
  /** Whether it has scores under a key: a short form has none under most. */
  readonly isScored: (key: KeyId) => boolean;
  /** What must be known of the answers, in our words only. */
  readonly notes: readonly string[];
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

export const HUMAN_ID = "human/raters";

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
        subject: model.model,
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

/** People: each item's rating is the mean over its raters. */
export function humanEntry(
  items: readonly { readonly id: ItemId; readonly human: { readonly mean: number } }[],
  raters: number,
): ProfileEntry {
  const values = new Map(items.map(({ id, human }) => [id, human.mean]));
  return {
    id: HUMAN_ID,
    kind: "human",
    name: "people who rated the same items",
    subject: "human",
    origin: `${raters} raters, each of 40 or 80 items`,
    run: undefined,
    stamp: "released",
    isScored: () => true,
    notes: [],
    summary: () => ({ values, counts: undefined, partial: new Set() }),
  };
}

/** The models of some run files, newest run first. Of two files of one eval the first is taken. */
export function runEntries(files: readonly StoredRunFile[]): ProfileEntry[] {
  const newestFirst = files.toSorted((one, other) => other.file.created.localeCompare(one.file.created));
  const found = newestFirst.flatMap(({ name, file, stamp }) => {
    const slugs = slugsOf(file.models.map(({ subject }) => subject));
    return file.models.map((model, index) => ({
      id: `run/${slugOf(file.evalId)}~${slugs[index]}`,
      subject: model.subject,
      identity: { subject: model.subject, files: [name], evalId: file.evalId, date: momentOf(file.created) },
      file,
      model,
      stamp,
    }));
  });
  const distinct = [...new Map(found.toReversed().map((one) => [one.id, one])).values()].toReversed();
  return tellRunsApart(distinct).map(({ id, subject, identity, file, model, stamp }) => {
    const [asked = { subject, responses: [] }] = runsOf({ ...file, models: [model] });
    return entryOf({
      id,
      kind: "run",
      name: plain(subject),
      subject: plain(identity.subject),
      origin: `eval ${plain(file.evalId)}, ${plain(file.created)}`,
      stamp,
      isScored: scoredUnder(asked),
      notes: [
        ...(isShortForm(asked) ? [`note: ${shortFormText(asked)}`] : []),
        ...(file.found === undefined ? [] : collectionNotes({ ...file.found, unshared: [] })),
      ],
      run: (wanted) => {
        const [run] = runsOf({ ...file, models: [model] });
        const responses = (run?.responses ?? []).filter(({ item }) => wanted?.has(item) ?? true);
        return { subject, identity, responses, ...(wanted === undefined ? { planned: run?.planned } : {}) };
      },
    });
  });
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

/** A name as a part of an id: lower case, without what a URL would escape. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9._~-]+/g, "-")
    .slice(0, 100);
}

/** Slugs of names that differ: those that come out alike are numbered, as names in other scripts do. */
function slugsOf(names: readonly string[]): string[] {
  const slugs = names.map(slugOf);
  return slugs.map((slug, index) => {
    const before = slugs.slice(0, index).filter((other) => other === slug).length;
    return before === 0 ? slug : `${slug}~${before + 1}`;
  });
}

/** One line in which nothing acts: names in run files are anyone's. */
function plain(name: string): string {
  return visibleLine(name).slice(0, 100);
}
