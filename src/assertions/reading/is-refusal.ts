/**
 * Whether a folded text says that its writer will not or cannot answer: declines, has no thoughts to compare with,
 * or sends the reader to somebody else. It does not look for labels: a text can decline and then answer all the same.
 * @example
 * isRefusal("i'm sorry, but i can't assist with that."); // => true
 * isRefusal("i'm so sorry to hear about your loss."); // => false
 */
export function isRefusal(folded: string): boolean {
  return REFUSALS.some((refusal) => refusal.test(folded));
}

const CANNOT = `(?:can't|cannot|can not|could not|couldn't|won't|will not|must not|am (?:unable|not able|not going|not willing) to|(?:must|have to) decline to)`;
const TASK = `(?:assist|help(?! but)|answer|provide|select|choose|pick|rate|assess|evaluate|judge|compare|respond|reply|generate|offer|give|say how|participate|engage|complete|fulfil|comply|continue|do (?:that|this)|authentically|meaningfully)`;
const LACKS = `(?:don't|do not|cannot|can't) (?:actually |really |truly )?(?:have|possess|hold|experience)`;
const MIND =
  "(?:(?:any|actual|real|human) ){0,3}(?:personal|subjective|my own|feelings|emotions|opinions|thoughts|consciousness|beliefs|preferences|experiences)";

const REFUSALS: readonly RegExp[] = [
  new RegExp(String.raw`\bi (?:\w+ )?${CANNOT} (?:\w+ )?${TASK}\b`),
  new RegExp(String.raw`\bi'm (?:unable|not able|not going|not willing) to (?:\w+ )?${TASK}\b`),
  new RegExp(String.raw`\b(?:i|model and|ai and|ai, and) (?:\w+ )?${LACKS} ${MIND}\b`),
  /\b(?:sorry|apologi[sz]e|apologies),? but i\b/,
  /\bi (?:do not|don't) feel comfortable\b|\bi(?:'m| am) not comfortable\b/,
  /\bi (?:must |have to |respectfully |'d like to ){0,3}decline\b/,
  /\bi(?:'d| would)? (?:prefer|rather) not (?:to )?(?:answer|say|respond|choose|rate)\b/,
  /\bsorry you're\b.{0,200}\bplease reach out to\b/,
];
