import type { Rating } from "../../instrument/scale.ts";
import { isRefusal } from "./is-refusal.ts";
import { leadInForm } from "./lead-in-form.ts";
import { type GivenAnswer, isGiven, type ReadSentence } from "./read-sentences.ts";
import { undecorate } from "./undecorate.ts";

/**
 * The sentence that settles the rating of a text; undefined when there is none, or when two disagree. It opens the
 * text, or it ends the text on a line of its own, or it is marked as the answer. An echoed scale (three or more
 * labels, each on a line of its own) does not count beside a marked answer. With `hasReasoning` the text begins with
 * reasoning of unknown length, so that its last line decides if it is an answer.
 */
export function chooseAnswer(
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
