import type { Rating } from "../../instrument/scale.ts";
import type { ReadSentence } from "./read-sentences.ts";
import { undecorate } from "./undecorate.ts";

/**
 * Whether what follows an answer takes it back: "Wait, no.", or a choice of another label. An explanation that only
 * speaks of other labels ("it lacks the depth of "very much like me"") does not.
 */
export function takesBack(following: readonly ReadSentence[], rating: Rating): boolean {
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
