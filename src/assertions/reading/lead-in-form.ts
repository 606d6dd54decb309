import { undecorate } from "./fold-text.ts";

/**
 * How the words in front of a label introduce it: "bare" when there are none (markup and list markers do not count),
 * "marked" when they announce an answer ("Final answer:"), "led" when they make a sentence that only asserts the
 * label ("I would say this response is"); undefined when they say anything else. Both texts are folded.
 * @example
 * leadInForm("**final answer:** ", "like me"); // => "marked"
 * leadInForm("i doubt that it is ", "like me"); // => undefined
 */
export function leadInForm(before: string, label: string): "bare" | "led" | "marked" | undefined {
  const opened = before.replace(OPENING, "");
  if (EMPTY_BOX.test(opened)) return undefined;
  const words = undecorate(opened.replace(TICKED_BOX, ""))
    .replace(OPENING, "")
    .replace(LIST_MARKER, "")
    .replace(ADVERBS, "")
    .replace(NUMBERING, "")
    .trim();
  if (words === "") return "bare";
  if (ANNOUNCED.test(words)) return "marked";
  // "My answer is not like me" can deny the label "like me" or state the label "not like me".
  if (ANSWER_IS.test(words))
    return label.startsWith("not") && !/["*`]\s*$/.test(before) ? undefined : "marked";
  return ASSERTED.test(words.replace(ANNOUNCEMENT, "")) ? "led" : undefined;
}

/** Markup, bullets and heading signs at the start of a line; brackets are left for numbering and boxes. */
const OPENING = /^[\s"'*_`>#|•·●▪◦–-]+/;
const TICKED_BOX = /^\[[x✓✔]\]/;
const EMPTY_BOX = /^\[\s*\]/;
const LIST_MARKER = /^\(?(?:\d{1,2}|[a-f])[.)] (?=.)/;

/** "5.", "(b)", "3 -", "option 2:", "5 (" just in front of the label. */
const NUMBERING =
  /(?:^|(?<=[ :=–-]))(?:option |choice |#)?\(?(?:\d{1,2}|[a-f](?=[.):]))[.):]* ?[=:–-]? ?\(?$|\($/;

const ADVERB =
  "(?:so|thus|therefore|hence|overall|however|in (?:conclusion|summary|short)|to conclude|finally|ok|okay|sure|yes|well)[,:]?";
const CLAUSE =
  "(?:if i (?:had|have) to (?:answer|choose|pick|say|select)|(?:after|based on|considering|given) [a-z' ]{3,80}),";
const ADVERBS = new RegExp(`^(?:(?:${ADVERB}|${CLAUSE}) )*(?:${ADVERB}(?<=[,:])$)?`);

const KIND =
  "(?:final|overall|best|closest|most accurate|most appropriate|most fitting|honest|correct|chosen)";
const VERDICT = "(?:answer|rating|choice|selection|verdict|conclusion|assessment|evaluation|judge?ment)";
const ANSWER = `(?:(?:the|my) )?(?:${KIND} )?(?:${VERDICT}|response|label|option|similarity|reply|output|result|phrase)`;
const THIS =
  "(?:it|this|that|(?:this|the|that) (?:given |provided |suggested )?(?:response|answer|reply|one)|my response)";
const IS = "(?: is|'s| would be)";
const SAY = "(?:say|answer(?: with)?|choose|pick|select|go with|respond(?: with)?|reply(?: with)?)";
const RATE = `(?:rate|describe|classify|categori[sz]e|characteri[sz]e|label|consider|judge|find|call|mark) (?:${THIS}|(?:the|its|this) similarity)(?: as| to be| at)?`;
const I_WOULD = "i(?:'d| would|'ll| will)?";

const COLON = "(?:[:=–-]+|→|=>)";
const ANNOUNCED = new RegExp(`^${ANSWER} ?${COLON}$`);
const ANNOUNCEMENT = new RegExp(`^${ANSWER} ?${COLON} `);
const ANSWER_IS = new RegExp(
  `^(?:the|my) (?:(?:${KIND} )?${VERDICT}|${KIND} (?:label|option|phrase))${IS}:?$`,
);
const ASSERTED = new RegExp(
  `^(?:(?:(?:${I_WOULD} ${SAY}|i (?:think|believe|feel))(?: that)? )?${THIS}${IS}|(?:this|the) response|${I_WOULD} (?:${SAY}|${RATE}):?)$`,
);
