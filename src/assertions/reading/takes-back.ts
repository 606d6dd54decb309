import type { Rating } from "../../instrument/scale.ts";
import { type Mention, WORD } from "./find-labels.ts";
import { undecorate } from "./fold-text.ts";
import { beforeMention, type GivenAnswer, type ReadSentence } from "./read-sentences.ts";

/**
 * Whether what follows an answer takes it back: "Wait, no.", or a choice of another label. An explanation that only
 * speaks of other labels ("it lacks the depth of "very much like me"") does not.
 */
export function takesBack(following: readonly ReadSentence[], rating: Rating): boolean {
  const [next] = following;
  if (next && DENIAL.test(undecorate(next.text.slice(0, 100)).replace(NO_WORD, ""))) return true;
  return following.some((sentence) => REVISION.test(sentence.text) || choosesAnother(sentence, rating));
}

const NO_WORD = new RegExp(`^(?!${WORD}).`, "u");

/** "No.", "No, ...", "Not really"; but not "No explanation needed.", "Not only is it kind", "Not judging anyone, it". */
const DENIAL =
  /^(?:no(?=$|\s*[^\p{L}\s]| (?:wait|sorry|actually|it|its|it's|i|i'd|that|that's|this|not|way|really|one|but|longer|you|we|he|she|they)\b)|not\b(?! (?:only|just|merely|simply|solely|least|once|unlike|surprisingly|to mention|\w+ing)\b)|(?:nope|nah|hmm|wait|or|alternatively|correction|actually,? (?:no|not|i)|just kidding|\w+ (?:not|no))\b)/u;

const REVISION =
  /\b(?:on second thoughts?|scratch that|take (?:that|it) back|let me (?:reconsider|revise|rethink|correct)|(?:change|revise|correct) my (?:answer|rating|choice|mind)|my mistake|i (?:misread|was wrong)|that(?:'s| is) (?:wrong|incorrect)|just kidding)\b|^\s*(?:wait|correction)[,.:!–-]/;

function choosesAnother(sentence: ReadSentence, rating: Rating): boolean {
  const turns = TURN.test(sentence.text);
  return sentence.mentions
    .filter((mention) => mention.rating !== undefined && mention.rating !== rating)
    .map((mention) => beforeMention(sentence, mention, 120))
    .some((before) => (CHOICE.test(before) || turns) && !DENIED.test(before));
}

const CHOICE =
  /\b(?:say|said|rate|call|choose|chose|pick|select|classify|categori[sz]e|describe|label|mark|answer|rating|go with|lean(?:ing|s)?|closer to|it's|it is|this is|response is)\b/;
const TURN = /^\s*["'*_`]*(?:or|but|however|actually|rather|maybe|perhaps|probably|although|though)\b/;
const DENIED = /\b(?:not|never|no|cannot|without|rather than|instead of|than|short of|would make|\w+n't)\b/;

/**
 * Whether another label than the chosen one has the last word, so that the chosen one may belong to reasoning in a
 * frame that nobody knows. A label in quotation marks is spoken of; one behind a denial is denied. Where tags or tokens
 * are left that say nothing to us, no other label may follow at all.
 */
export function isOutdone(chosen: GivenAnswer, sentences: readonly ReadSentence[], masked: string): boolean {
  const later = sentences
    .slice(sentences.indexOf(chosen) + 1)
    .filter(({ isUnticked }) => !isUnticked)
    .flatMap((sentence) => sentence.mentions.map((mention) => ({ sentence, mention })))
    .filter(({ mention }) => mention.rating !== chosen.answer.rating && !isQuoted(mention, masked));
  if (later.length > 0 && UNKNOWN_MARK.test(masked)) return true;
  const last = later.at(-1);
  if (last === undefined || HAS_WORD.test(masked.slice(last.mention.index + 1))) return false;
  return !JUST_DENIED.test(beforeMention(last.sentence, last.mention, 120));
}

function isQuoted({ index }: Mention, masked: string): boolean {
  return (
    /["'*`]\s?$/.test(masked.slice(Math.max(0, index - 2), index)) &&
    /^[.,]?["'*`]/.test(masked.slice(index + 1, index + 3))
  );
}

const HAS_WORD = new RegExp(WORD, "u");
const JUST_DENIED = /\b(?:not|never|than|short of|being|would make it|\w+n't)(?: \w+){0,2} $/;
const UNKNOWN_MARK = /<\/?[a-z][^<>\n]{0,80}>|[◁▷⟦⟧⟨⟩]|[<>][|｜]|[|｜][<>]|\[\/?[a-z_]{3,20}\]/;
