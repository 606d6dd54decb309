import type { Rating } from "../../instrument/scale.ts";
import { type ParsedAnswer, rated, unusable } from "../parsed-answer.ts";
import { undecorate } from "./fold-text.ts";
import { isRefusal } from "./is-refusal.ts";
import { leadInForm } from "./lead-in-form.ts";
import { type GivenAnswer, isGiven, type ReadSentence } from "./read-sentences.ts";
import { withoutLabel } from "./without-label.ts";

/**
 * What a text says as a whole, from what its sentences say. `hasReasoning` says that the text still begins with
 * reasoning of unknown length, so that only what ends it is trusted.
 */
export function decide(
  sentences: readonly ReadSentence[],
  folded: string,
  hasReasoning: boolean,
): ParsedAnswer {
  const given = sentences.filter(isGiven);
  if (given.length === 0) return (hasReasoning && refusalAtEnd(sentences)) || withoutLabel(folded, sentences);
  const chosen = chooseAnswer(sentences, folded, hasReasoning);
  if (chosen === undefined) {
    const isUnanimous = new Set(given.map(({ answer }) => answer.rating)).size === 1;
    return unusable("ambiguous", isUnanimous ? UNMARKED : SEVERAL);
  }
  const { start, answer } = chosen;
  if (takesBack(sentences.slice(sentences.indexOf(chosen) + 1), answer.rating))
    return unusable("ambiguous", TAKEN_BACK);
  return rated(answer.rating, [start + answer.start, start + answer.end]);
}

/** Reasoning speaks of labels, so that a refusal below it is looked for in the last line only. */
function refusalAtEnd(sentences: readonly ReadSentence[]): ParsedAnswer | undefined {
  const lastLine = sentences.filter(({ line }) => line === sentences.at(-1)?.line);
  const ending = withoutLabel(lastLine.map(({ text }) => text).join(" "), lastLine);
  return ending.answer.kind === "refusal" ? ending : undefined;
}

const SEVERAL = "Several labels, and none of them settles it.";
const UNMARKED = "A label in the middle of a text, not marked as the answer.";
const TAKEN_BACK = "States a label and takes it back or names another.";

/**
 * The sentence that settles the rating of a text; undefined when there is none, or when two disagree. It opens the
 * text, or it ends the text on a line of its own, or it is marked as the answer. An echoed scale (three or more
 * labels, each on a line of its own) does not count beside a marked answer. With `hasReasoning` the text begins with
 * reasoning of unknown length, so that its last line decides if it is an answer.
 */
function chooseAnswer(
  sentences: readonly ReadSentence[],
  folded: string,
  hasReasoning: boolean,
): GivenAnswer | undefined {
  const last = sentences.at(-1);
  if (hasReasoning && last && isGiven(last) && last.answer.form !== "led" && isWholeLine(last)) return last;
  const answers = withoutEchoedScale(sentences.filter(isGiven));
  const rating = answers[0]?.answer.rating;
  if (rating === undefined || answers.some(({ answer }) => answer.rating !== rating)) return undefined;
  if (hasReasoning && isRefusal(folded)) return undefined;
  if (hasReasoning) return answers.find(({ answer, startsLine }) => answer.form !== "led" && startsLine);
  const marked = answers.findLast(({ answer }) => answer.form === "marked");
  if (marked || sentences.some((sentence) => startsWithAnother(sentence, rating))) return marked;
  return answers.find((answer) => opensText(answer, sentences, folded) || closesText(answer, sentences));
}

/** "Very much like me: ..." as the heading of a line. */
function startsWithAnother({ text, mentions }: ReadSentence, rating: Rating): boolean {
  const [mention] = mentions;
  if (mention?.rating === undefined || mention.rating === rating || mention.start > 20) return false;
  return leadInForm(text.slice(0, mention.start), "") === "bare";
}

function opensText(answer: GivenAnswer, sentences: readonly ReadSentence[], folded: string): boolean {
  return (
    answer === sentences[0] && undecorate(folded.slice(0, answer.start)).replace(/[\s#>=–-]/g, "") === ""
  );
}

function closesText(answer: GivenAnswer, sentences: readonly ReadSentence[]): boolean {
  if (answer !== sentences.at(-1)) return false;
  if (answer.answer.form !== "bare") return answer.startsLine || /[.!]["'*_`)\]\s]*$/.test(answer.text);
  const before = sentences.at(-2);
  return isWholeLine(answer) && (before === undefined || introduces(before.text.slice(-200)));
}

function isWholeLine({ startsLine, endsLine }: ReadSentence): boolean {
  return startsLine && endsLine;
}

/** Whether a line is complete, so that the label below it stands alone: "This is not", line break, "like me" does not. */
function introduces(line: string): boolean {
  const words = undecorate(line);
  if (/^(?:no|nope|not|never)\b.{0,20}$/.test(words)) return false;
  if (/\b(?:not|never|no|cannot|wrong|incorrect|except|avoid|example|format|\w+n't)\b[^.!?]*:$/.test(words))
    return false;
  return (
    /[.!?:;)…]$/.test(words) ||
    /^[#*_\s]*(?:my |final |the )*(?:answer|rating|choice|conclusion)[*_\s]*$/.test(line)
  );
}

function withoutEchoedScale(answers: readonly GivenAnswer[]): readonly GivenAnswer[] {
  const scale = new Set(blocks(answers.filter(isBareLine)).filter(isScale).flat());
  if (scale.size === 0) return answers;
  const others = answers.filter((answer) => !scale.has(answer));
  return others.every(({ answer }) => answer.form === "marked") ? others : [];
}

function isBareLine(answer: GivenAnswer): boolean {
  return answer.answer.form === "bare" && isWholeLine(answer);
}

function isScale(block: readonly GivenAnswer[]): boolean {
  return new Set(block.map(({ answer }) => answer.rating)).size >= 3;
}

/** Groups of answers on neighbouring lines. */
function blocks(answers: readonly GivenAnswer[]): readonly (readonly GivenAnswer[])[] {
  const groups: GivenAnswer[][] = [];
  for (const answer of answers) {
    const group = groups.at(-1);
    if (group?.at(-1)?.line === answer.line - 1) group.push(answer);
    else groups.push([answer]);
  }
  return groups;
}

/**
 * Whether what follows an answer takes it back: "Wait, no.", or a choice of another label. An explanation that only
 * speaks of other labels ("it lacks the depth of "very much like me"") does not.
 */
function takesBack(following: readonly ReadSentence[], rating: Rating): boolean {
  const [next] = following;
  if (next && DENIAL.test(undecorate(next.text.slice(0, 100)).replace(/^\P{L}+/u, ""))) return true;
  return following.some((sentence) => REVISION.test(sentence.text) || choosesAnother(sentence, rating));
}

const DENIAL =
  /^(?:no|nope|nah|not|hmm|wait|or|alternatively|correction|actually,? (?:no|not|i)|just kidding|\w+ (?:not|no))\b/;

const REVISION =
  /\b(?:on second thoughts?|scratch that|take (?:that|it) back|let me (?:reconsider|revise|rethink|correct)|(?:change|revise|correct) my (?:answer|rating|choice|mind)|my mistake|i (?:misread|was wrong)|that(?:'s| is) (?:wrong|incorrect)|just kidding)\b|^\s*(?:wait|correction)[,.:!–-]/;

function choosesAnother({ text, mentions }: ReadSentence, rating: Rating): boolean {
  const turns = TURN.test(text);
  return mentions
    .filter((mention) => mention.rating !== undefined && mention.rating !== rating)
    .map((mention) => text.slice(Math.max(0, mention.start - 120), mention.start))
    .some((before) => (CHOICE.test(before) || turns) && !DENIED.test(before));
}

const CHOICE =
  /\b(?:say|said|rate|call|choose|chose|pick|select|classify|categori[sz]e|describe|label|mark|answer|rating|go with|lean(?:ing|s)?|closer to|it's|it is|this is|response is)\b/;
const TURN = /^\s*["'*_`]*(?:or|but|however|actually|rather|maybe|perhaps|probably|although|though)\b/;
const DENIED = /\b(?:not|never|no|cannot|without|rather than|instead of|than|short of|would make|\w+n't)\b/;
