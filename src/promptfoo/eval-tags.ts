import { MISSING_METRIC } from "../contract/metric-names.ts";
import { labelOf, VALUES } from "../instrument/dimensions.ts";
import { SHORT_FORM_KEY } from "../release/short-form.ts";
import type { Outline } from "../scoring/analysis/outline-run.ts";
import { SCREEN_VERDICT_LABELS, SCREEN_VERDICTS, type ScreenVerdict } from "../scoring/screen/screen.ts";
import { reasonText } from "../scoring/uncertainty/interval.ts";

type Tags = Readonly<Record<string, string>>;

/**
 * An eval's tags with ours, which promptfoo shows over the table: the verdict on each model, worst first and with its
 * reasons, which models are scored under another key than the released one, and which have values that are not measured or lack answers. A column header has room for numbers
 * only, so that ten scores would stand there without. Other tags stay.
 * @example
 * withEvalTags({}, outlines); // => { "DO NOT INTERPRET": "gpt-4o-mini (many refusals)", "missing answers": "…" }
 */
export function withEvalTags(tags: Tags, outlines: readonly Outline[]): Record<string, string> {
  const others = Object.entries(tags).filter(([name]) => !OURS.includes(name));
  const ours = [
    ...SCREEN_VERDICTS.toReversed().map((verdict) => [tagOf(verdict), underVerdict(verdict, outlines)]),
    [OTHER_KEY, underOtherKey(outlines)],
    [NOT_MEASURED, notMeasured(outlines)],
    [MISSING_METRIC, missing(outlines)],
  ].filter(([, text]) => text !== "");
  return Object.fromEntries([...ours, ...others]);
}

function tagOf(verdict: ScreenVerdict): string {
  return SCREEN_VERDICT_LABELS[verdict].toUpperCase();
}

const NOT_MEASURED = reasonText("not_measured");
const OTHER_KEY = `key ${SHORT_FORM_KEY}`;
const OURS: readonly string[] = [...SCREEN_VERDICTS.map(tagOf), OTHER_KEY, NOT_MEASURED, MISSING_METRIC];

/** Short forms, which the released key does not score. */
function underOtherKey(outlines: readonly Outline[]): string {
  return outlines
    .flatMap(({ profile: { key, subject } }) => (key === SHORT_FORM_KEY ? [`${subject} (short form)`] : []))
    .join(", ");
}

function underVerdict(verdict: ScreenVerdict, outlines: readonly Outline[]): string {
  return outlines
    .flatMap(({ profile, screen }) => {
      if (screen.verdict !== verdict) return [];
      return screen.causes === "" ? profile.subject : `${profile.subject} (${screen.causes})`;
    })
    .join(", ");
}

/** Values with a score and no error: their numbers in the header say nothing. */
function notMeasured(outlines: readonly Outline[]): string {
  return outlines
    .flatMap(({ profile, intervals }) => {
      const values = VALUES.filter(
        (value) => profile.scores[value] !== undefined && intervals.dimensions[value].kind === "undefined",
      );
      const names = values.length === VALUES.length ? "all values" : values.map(labelOf).join(", ");
      return values.length === 0 ? [] : `${profile.subject} (${names})`;
    })
    .join(", ");
}

function missing(outlines: readonly Outline[]): string {
  return outlines
    .flatMap(({ profile: { subject, counts } }) => {
      const { planned, rating } = counts;
      return planned > rating ? [`${subject} ${planned - rating} of ${planned}`] : [];
    })
    .join(", ");
}
