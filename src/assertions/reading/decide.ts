import type { Rating } from "../../instrument/scale.ts";
import { type ParsedAnswer, rated, unusable } from "../parsed-answer.ts";
import { undecorate } from "./fold-text.ts";
import { isRefusal } from "./is-refusal.ts";
import { leadInForm } from "./lead-in-form.ts";
import { beforeMention, type GivenAnswer, isGiven, type ReadSentence } from "./read-sentences.ts";
import type { Stripped } from "./strip-frames.ts";
import { isOutdone, takesBack } from "./takes-back.ts";
import { withoutLabel } from "./without-label.ts";

/** What a masked text says as a whole, from what its sentences say. The span is that in the folded text. */
export function decide(
  sentences: readonly ReadSentence[],
  masked: string,
  boundary: Stripped["boundary"],
): ParsedAnswer {
  const given = sentences.filter(isGiven);
  if (given.length === 0)
    return (boundary === "early" && refusalAtEnd(sentences)) || withoutLabel(masked, sentences);
  const chosen = chooseAnswer(sentences, masked, boundary);
  if (chosen === undefined) {
    const isUnanimous = new Set(given.map(({ answer }) => answer.rating)).size === 1;
    return unusable("ambiguous", isUnanimous ? UNMARKED : SEVERAL);
  }
  const { rating, label } = chosen.answer;
  const following = sentences.slice(sentences.indexOf(chosen) + 1);
  if (takesBack(following, rating) || isOutdone(chosen, sentences, masked))
    return unusable("ambiguous", TAKEN_BACK);
  return rated(rating, label.span);
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
 * text, or it ends the text on a line of its own, or it is marked as the answer, by words or as the one box of a list
 * that is ticked. An echoed scale (three or more labels, each on a line of its own) does not count beside a marked
 * answer. Below reasoning of unknown length the last line decides if it is an answer; where reasoning may not have
 * ended, the answer must open what is left.
 */
function chooseAnswer(
  sentences: readonly ReadSentence[],
  masked: string,
  boundary: Stripped["boundary"],
): GivenAnswer | undefined {
  const last = sentences.at(-1);
  if (boundary === "early" && last && isGiven(last) && last.answer.form !== "led" && isWholeLine(last))
    return last;
  const answers = withoutEchoedScale(sentences.filter(isGiven));
  const rating = answers[0]?.answer.rating;
  if (rating === undefined || answers.some(({ answer }) => answer.rating !== rating)) return undefined;
  if (boundary === "early" && isRefusal(masked)) return undefined;
  if (boundary === "early")
    return answers.find(({ answer, startsLine }) => answer.form !== "led" && startsLine);
  const opening = answers.find((answer) => opensText(answer, sentences, masked));
  if (boundary === "doubtful") return opening?.answer.form === "led" ? undefined : opening;
  const isList = sentences.some(({ isUnticked }) => isUnticked);
  const marked =
    answers.findLast(({ answer: { form } }) => form === "marked" || (isList && form === "ticked")) ??
    answers.find((answer) => closesText(answer, sentences) && HEADING.test(sentences.at(-2)?.text ?? ""));
  if (marked || sentences.some((sentence) => startsWithAnother(sentence, rating))) return marked;
  return opening ?? answers.find((answer) => closesText(answer, sentences));
}

/** "Very much like me: ..." as the heading of a line. */
function startsWithAnother(sentence: ReadSentence, rating: Rating): boolean {
  const [mention] = sentence.mentions;
  if (mention?.rating === undefined || mention.rating === rating) return false;
  const before = beforeMention(sentence, mention, 21);
  return before.length <= 20 && leadInForm(before) === "bare";
}

function opensText(answer: GivenAnswer, sentences: readonly ReadSentence[], masked: string): boolean {
  const [first, second] = sentences;
  if (first !== answer) return first !== undefined && second === answer && COURTESY.test(first.text);
  return undecorate(masked.slice(0, answer.start)).replace(/[\s#>=–-]/g, "") === "";
}

/** "Sure!", "Thank you for sharing.": says nothing about the answer below. */
const COURTESY =
  /^\W*(?:sure|ok|okay|certainly|of course|alright|got it|understood|great|hello|hi|thanks|thank you)(?: (?:thing|there|for (?:sharing|asking|this)\b[a-z ]{0,40}))?\W*$/;

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
  return /[.!?:;)…]$/.test(words) || HEADING.test(line);
}

/** "Answer", in markup or a cell of a table, alone on its line. */
const HEADING =
  /^[#*_|\s]*(?:my |final |the )*(?:answer|rating|choice|conclusion|response|label|score|result)[*_|\s]*$/;

function withoutEchoedScale(answers: readonly GivenAnswer[]): readonly GivenAnswer[] {
  const scale = new Set(blocks(answers.filter(isBareLine)).filter(isScale).flat());
  if (scale.size === 0) return answers;
  const others = answers.filter((answer) => !scale.has(answer));
  return others.every(({ answer }) => answer.form === "marked") ? others : [];
}

function isBareLine(answer: GivenAnswer): boolean {
  return /bare|ticked/.test(answer.answer.form) && isWholeLine(answer);
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
