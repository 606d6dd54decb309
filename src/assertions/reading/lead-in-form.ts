import { undecorate } from "./fold-text.ts";

/**
 * How the words in front of a label introduce it: "bare" when there are none (markup, numbers and list markers do not
 * count), "marked" when they announce an answer ("Final answer:", "My answer is", "If I had to choose:"), "led" when
 * they make a sentence that only asserts the label ("I would say this response is"), "ticked" and "unticked" when
 * there is a box; undefined when they say anything else.
 * @example
 * leadInForm("**final answer:** "); // => "marked"
 * leadInForm("i doubt that it is "); // => undefined
 */
export function leadInForm(before: string): "bare" | "led" | "marked" | "ticked" | "unticked" | undefined {
  const opened = before.replace(OPENING, "").replace(LIST_MARKER, "");
  if (opened === "") return "bare";
  const box = TICKED_BOX.test(opened) ? "ticked" : EMPTY_BOX.test(opened) ? "unticked" : undefined;
  const said = undecorate(opened.replace(TICKED_BOX, "").replace(EMPTY_BOX, "").replace(CELL, "$1: "))
    .replace(OPENING, "")
    .replace(LIST_MARKER, "")
    .replace(DISCLAIMER, "");
  const words = said.replace(ADVERBS, "").replace(NUMBERING, "").trim();
  if (box !== undefined) return words === "" ? box : undefined;
  if (words === "" && CHOOSING.test(said)) return said.endsWith(":") ? "marked" : "led";
  if (words === "") return "bare";
  if (ANNOUNCED.test(words) || ANSWER_IS.test(words)) return "marked";
  return ASSERTED.test(words.replace(ANNOUNCEMENT, "")) ? "led" : undefined;
}

/** Markup, bullets, arrows and heading signs at the start of a line; brackets are left for numbering and boxes. */
const OPENING = /^(?:[\s"'*_`>#|•·▪◦→➡➜=–-]|●(?! ))+/;
const TICKED_BOX = /^(?:\[ ?[x✓✔] ?\]|\([x✓✔•●*]\)|[☑✅✔✓◉🔘]|● )/u;
const EMPTY_BOX = /^(?:\[\s*\]|\(\s+\)|[☐○◯⬜□])/u;
const LIST_MARKER = /^\(?(?:\d{1,2}|[a-f])[.)] (?=.)/;
/** A word in a cell of a table, in front of another cell. */
const CELL = /(\p{L})["'*_`\s]*\|/gu;

/** "5.", "(b)", "3 -", "option 2:", "5 (" just in front of the label. */
const NUMBERING =
  /(?:^|(?<=[ :=–-]))(?:option |choice |#)?\(?(?:\d{1,2}|[a-f](?=[.):]))(?:\s?\/\s?\d{1,2}(?= ?[(=:–-]))?[.):]* ?[=:–-]? ?\(?$|\($/;

const ADVERB =
  "(?:so|thus|therefore|hence|overall|however|in (?:conclusion|summary|short)|to conclude|finally|ok|okay|sure|yes|well|hmm|honestly|frankly|personally|to be honest|in my opinion)[,:]?";
const CHOICE = "(?:answer|choose|pick|say|select|rate|decide|guess|judge|respond|compare|give|make|name)";
/** "If I had to choose", "if forced to pick one", "if I had", but not "if I were kinder". */
const IF = `if (?:(?:i|one) (?:had|have|were|was|am|must|did|could|need|needed)(?: (?:to|forced to|asked to|pressed to|required to))?(?: ${CHOICE}[a-z ']{0,40})?|(?:forced|pressed|asked|required|pushed)(?: to ${CHOICE}[a-z ']{0,40})?)`;
const CLAUSE = `(?:${IF}|(?:after|based on|considering|given) [a-z' ]{3,80}),`;
const ADVERBS = new RegExp(`^(?:(?:${ADVERB}|${CLAUSE}) )*(?:(?:${ADVERB}(?<=[,:])|${IF}[,:])$)?`);
const CHOOSING = new RegExp(`(?:^|[ ,])${IF}[,:]$`);
/** "As an AI, I have no views of my own, but". */
const DISCLAIMER =
  /^(?:(?:as|being) an? [a-z -]{2,40},? )?(?:i(?:'m| am) (?:just |only )?an? [a-z -]{2,40},? (?:and |so )?)?(?:i )?(?:do not|don't|cannot|can't|have no|lack)\b[a-z', -]{3,120}[,;] (?:but|however|yet|still|so)[, ]+/;

const KIND =
  "(?:final|overall|best|closest|most accurate|most appropriate|most fitting|honest|correct|chosen|selected|likert|similarity|self-?rating)";
const VERDICT =
  "(?:answer|rating|choice|selection|verdict|conclusion|assessment|evaluation|judge?ment|score|decision|classification|pick|similarity)";
const NOUN = `(?:${KIND} ){0,2}(?:${VERDICT}|response|label|option|reply|output|result|phrase|category)`;
const ANSWER = `(?:(?:here(?:'s| is) )?(?:the|my) )?${NOUN}`;
/** The word for "answer" in other languages. */
const FOREIGN = "(?:antwort|réponse|respuesta|risposta|resposta|ответ|答案|回答|答え|답변|답)";
const THIS =
  "(?:it|this|that|(?:this|the|that) (?:given |provided |suggested )?(?:response|answer|reply|one)|my response)";
const IS = "(?: is|'s| would be)";
const SAY = "(?:say|answer(?: with)?|choose|pick|select|go (?:with|for)|respond(?: with)?|reply(?: with)?)";
const RATE = `(?:rate|describe|classify|categori[sz]e|characteri[sz]e|label|consider|judge|find|call|mark) (?:${THIS}|(?:the|its|this) similarity)(?: as| to be| at)?`;
const I_WOULD = "i(?:'d| would|'ll| will)?";

const COLON = "(?:[:=–-]+>?|→)";
const ANNOUNCED = new RegExp(`^(?:${ANSWER}|${FOREIGN}) ?${COLON}$`);
const ANNOUNCEMENT = new RegExp(`^${ANSWER} ?${COLON} `);
const ANSWER_IS = new RegExp(
  `^(?:the|my) (?:(?:(?:${KIND} )?${VERDICT}|${KIND} (?:label|option|phrase))${IS}:?|${NOUN}${IS}:)$`,
);
const ASSERTED = new RegExp(
  `^(?:(?:(?:${I_WOULD} ${SAY}|i (?:think|believe|feel))(?: that)? )?${THIS}${IS}:?|(?:this|the) response|${I_WOULD} (?:${SAY}|${RATE}):?)$`,
);
