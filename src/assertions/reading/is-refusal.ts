/**
 * Whether a text says that its writer will not or cannot answer: declines, is not able or allowed to, has no mind to
 * compare with, or sends the reader to somebody else. The text is masked: the words of a label decide nothing. It may
 * hold a label all the same: a text can decline and then answer.
 * @example
 * isRefusal("i'm sorry, but i can't assist with that."); // => true
 * isRefusal("i'm so sorry to hear about your loss."); // => false
 */
export function isRefusal(masked: string): boolean {
  return KINDS.some((kind) => kind.test(masked));
}

const NOT_ABLE =
  "(?:can'?t|cannot|can not|could not|couldn't|won'?t|will not|must not|should not|shouldn't|may not|wouldn't|would not|(?:do not|don'?t) (?:wish|want|intend|plan) to|cannot and will not)";
const NOT_IN_PLACE =
  "(?:unable|not able|not going|not willing|unwilling|not allowed|not permitted|not supposed|not designed|not programmed|not built|not trained|not equipped|not qualified|not authori[sz]ed|not in a position|not comfortable|(?:forbidden|prohibited|prevented|barred|restricted) from|(?:instructed|told|trained|designed|programmed|asked) not)";
/** What is asked for, or what any request comes to; "help" but not "can't help but". */
const TASK =
  "(?:assist|help(?! but)|answer|provid|select|choos|pick|rat(?:e|ing)\\b|assess|evaluat|judg|compar|respond|reply|generat|offer|giv(?:e|ing)\\b|say how (?:similar|close|near|much (?:it|this))|participat|engag|complet|fulfil|compl(?:y|ies)|continu(?:e|ing) (?:with|this (?:conversation|discussion|task|request))|do (?:that|this|so)\\b|authentically|meaningfully|share|express|form\\b|proceed|indicate|determin|state|claim|relate\\b|accommodat|honou?r this|satisf|perform|simulat|pretend|adopt|role-?play|identify with|process|support this|discuss|comment|creat|produc)";
/** Up to two words that change nothing ("really"), or an aside between commas. */
const STILL = "(?:, [^,.!?\\n]{1,40}, |(?!but\\b)[a-z]+ ){0,2}?";

const HAS_NOT =
  "(?:do not|don'?t|cannot|can'?t|doesn't|does not) (?:[a-z]+ )?(?:have|possess|hold|experience|feel|form|express)";
const LACKS = `(?:${HAS_NOT}|(?:have|has|possess|hold)(?: absolutely)? no|lack|lacks|lacking|(?:am|being|'m) (?:without|devoid of)|without)`;
const ABILITY =
  "(?:(?:the|any) (?:ability|capacity|capability) (?:to (?:have|form|hold|feel|experience)|for) )?";
const OWN = "(?:personal|subjective|individual|inner|genuine|(?:my|its|their|our) own|human|real|actual)";
const MIND =
  "(?:feeling|emotion|opinion|thought|consciousness|belief|preference|experience|view|viewpoint|perspective|value|identity|personality|self|stance|attitude|taste|judge?ment|mind|life|conviction)s?";
/** What nobody lacks but a machine, also where nothing says whose they are. */
const MINDS =
  "(?:(?:feelings|emotions|opinions|thoughts|consciousness|beliefs|preferences|experiences)\\b(?! (?:for|about|towards?)\\b)|a self\\b)";
const AI =
  "(?:(?:as|being|since i am|because i am|i'?m|i am|i'm just|i am just) an? (?:[a-z]+ ){0,3}(?:ai|language model|llm|machine|computer program|program|bot|chatbot|assistant|model)|artificial intelligence)";
const REFUSE = `(?:(?:declin|refus)(?:e|ing)(?= to ${TASK}|[^a-z ]|$| (?:this|that|your|the (?:request|question)|at this|here))|refrain(?:ing)? from|abstain(?:ing)?\\b|opt(?:ing)? out|(?:have|need) to pass\\b)`;

/** Kinds of refusal. */
const KINDS: readonly RegExp[] = [
  // "I cannot fulfill this request.", "I won't be choosing any of these."
  `\\bi ${STILL}${NOT_ABLE}(?:, [^,.!?\\n]{1,40},)? ${STILL}(?:be )?${STILL}${TASK}`,
  // "I'm unable to ...", "I am not in a position to ...", "I have been told not to ..."
  `\\bi(?:'?m| am| was| have been|'ve been) ${STILL}${NOT_IN_PLACE} ${STILL}(?:(?:to|for|with|from) )?${STILL}(?:be )?(?:${TASK}|have\\b|hold\\b|feel\\b|experienc|this\\b)`,
  // "My guidelines do not allow me to ...", "This goes against my guidelines."
  "\\b(?:my|the|our) (?:[a-z]+ )?(?:programming|guidelines?|polic(?:y|ies)|instructions?|training|design|rules|principles|safety [a-z]+) (?:does not|do not|doesn't|don't|prevents?|prohibits?|forbids?|won't|will not)\\b",
  "\\bagainst (?:my|our|the) (?:[a-z]+ )?(?:programming|guidelines|polic(?:y|ies)|instructions|rules|principles)\\b",
  "\\b(?:request|prompt|content|message|question|task) (?:is |was |has been |must be |may |might |could )?(?:declined|refused|denied|blocked|filtered|flagged|violates?)\\b",
  `\\b(?:it is|it's|it would be|it wouldn't be|it is not|it's not|it isn't) (?:not )?(?:possible|impossible|inappropriate|appropriate|beyond my \\w+) (?:for me )?to ${STILL}${TASK}`,
  // "I must decline", "I refuse", "I'd rather not say", "I don't feel comfortable", "No comment."
  `\\bi(?:'m|'d|'ll| am| will| would| shall| must| have to| need to| should| choose to| prefer to)? (?:(?:must|have to|need to|will|like to|politely|respectfully|going to|to|kindly|better) ){0,3}${REFUSE}`,
  `\\bi(?:'d| would)? (?:(?:much )?prefer|rather|choose) not\\b(?: to)? ${TASK}|\\bi(?:'d| would)? (?:prefer|rather|choose) not (?:to )?say\\b`,
  "\\bi (?:do not|don't) feel (?:comfortable|able|qualified)\\b|\\bi(?:'m| am) not comfortable\\b|^\\W*no comment\\b",
  "\\b(?:sorry|apologi[sz]e|apologies),? but (?:i|as an?|this|that)\\b",
  // "I have no opinion.", "This does not apply to me.", "N/A"
  "\\bi (?:[a-z]+ )?(?:have|hold) no (?:opinion|preference|view|stance|position)s?\\b",
  "\\b(?:does not|doesn't|do not|don't|cannot|can't) apply to (?:me\\b|an? (?:ai|language model|machine)\\b)",
  "^\\W*(?:n/a|not applicable)\\W*$",
  // "As a language model, I have no personal thoughts", "I lack personal experiences"
  `\\b${LACKS} ${ABILITY}(?:(?:any|such|true|or|and) ){0,3}${OWN} (?:${OWN} |or |and ){0,3}${MIND}\\b`,
  `\\b(?:i|it|they|and|ai|ais|models?|assistants?|bots?|machines?),? (?:[a-z]+ )?${LACKS} ${ABILITY}(?:(?:any|such|actual|real|human|true) ){0,3}${MINDS}`,
  `\\b${LACKS} ${ABILITY}(?:any )?${MIND} of (?:my|its|their|our) own\\b`,
  `\\b${AI}\\b[^.!?\\n]{0,120}\\b${LACKS} ${ABILITY}(?:[a-z]+ ){0,4}${MIND}\\b`,
  `\\b${AI}\\b[^.!?\\n]{0,120}\\b(?:do not|don'?t|cannot|can'?t) (?:[a-z]+ )?(?:think|feel)\\b`,
  "\\b(?:there is|there's|i have|i've) (?:nothing|no (?:basis|way|self|['\"]?me['\"]?|personal basis))(?: for me)? to compare\\b",
  // Help lines in place of an answer.
  "\\bsorry you're\\b.{0,200}\\bplease reach out to\\b",
  "\\bplease (?:call|text|dial|contact|reach out to)\\b.{0,80}\\b(?:988|911|999|112|hotline|helpline|lifeline|samaritans|crisis (?:line|text|cent(?:er|re)))\\b",
].map((kind) => new RegExp(kind));
