/**
 * The frames in which models and their servers put what is not the answer: reasoning, an echoed prompt, another turn.
 * A row is a kind of frame, and holds whatever the text inside.
 */
export type Frame = {
  /** Who writes it so. */
  readonly usedBy: string;
  /**
   * What its marks look like; the group that matched tells what a mark does: `opens`, `closes`, is `empty`, or
   * `answers`, behind which the answer begins whatever is open.
   */
  readonly mark: RegExp;
  /** Whether marks hold a name, so that only a mark of the same name closes what one has opened. */
  readonly isNamed?: true;
  /**
   * What a closing mark does that nothing opened: it ends reasoning all the same, where chat templates put the opening
   * mark into the prompt; or it is a mark of the chat and no word of the answer. Else it is left where it is.
   */
  readonly unopened?: "ends reasoning" | "is dropped";
};

/** Words that name reasoning, alone or as part of a name ("seed:think", "antThinking", "chain_of_thought"). */
const REASONING =
  "think|thought|reasoning|reflection|scratch_?pad|monologue|deliberation|rationale|analysis|step_by_step";
/** Words that name it only when they are the whole name. */
const WHOLE =
  "cot|cot_[a-z_]{1,24}|reason|reasons|reflect|analyze|analyse|internal|hidden|private|workings?|observations?|plan|planning|ponder|pondering|brainstorm|draft|critique|considerations?|musings?|steps|tool_call|tool_response|function_calls?";
/** Names of what explains an answer, above it or below. */
const ASIDE = "details|summary|caption|explanation|justification|comment|notes?";
/** Names that end so are those of answers, whatever stands in front: "reasoned_answer", "thinking_response". */
const ANSWER = "answer|response|rating|label|choice|output|result";
const NAME = `(?![\\w:-]{0,40}(?:${ANSWER})(?![\\w:-]))(?:[\\w:-]{0,24}(?:${REASONING})[\\w:-]{0,24}|(?:[a-z]{1,12}:)?(?:${WHOLE}))`;
/** Names in other brackets, where a word may as well be a heading. */
const PLAIN_NAME = "(?:think|thought|reasoning|reflection|scratch_?pad)(?:ing|s|_process)?";

const ROLE_ANSWERING = "assistant|model|bot|chatbot|ai|gpt";
const ROLE_ASKING = "user|human|system|developer|tool|ipython|environment";
const TURN = String.raw`<\|?(?:start_header_id|im_start|start_of_turn|turn|begin|start|role)\|?>\s?`;
const CHANNEL = String.raw`(?:<\|start\|>\s?assistant\s?)?(?:to=[\w.:-]{1,60}\s?)?<\|channel\|>\s?`;
const CHANNEL_END = String.raw`(?:\s?to=[\w.:-]{1,60})?(?:\s?(?:code|json)\b)?(?:\s?<\|constrain\|>\s?\w{0,20})?\s?(?:<\|message\|>)?`;

export const FRAMES: readonly Frame[] = [
  {
    usedBy: "DeepSeek, Qwen, GLM, MiniMax, Seed, EXAONE, Claude and most others",
    mark: tag(NAME),
    isNamed: true,
    unopened: "ends reasoning",
  },
  {
    usedBy: "Open WebUI (details), and models that explain themselves in tags",
    mark: tag(ASIDE),
    isNamed: true,
    unopened: "is dropped",
  },
  {
    usedBy: "Mistral's [THINK], Kimi's ◁think▷, and the like in other brackets",
    mark: marks(
      String.raw`[[{◁⟨〈《【«]{1,2}(?:(?<opens>${PLAIN_NAME})|(?<closes>\/(?:${PLAIN_NAME})))[\]}▷⟩〉》】»]{1,2}`,
    ),
    isNamed: true,
    unopened: "ends reasoning",
  },
  {
    usedBy: "Cohere's <|START_THINKING|>, OpenThinker's <|begin_of_thought|>, <|think|>",
    mark: marks(
      String.raw`<[|｜](?:(?<closes>(?:\/|end_(?:of_)?)(?:${NAME})|(?:${PLAIN_NAME})_end)|(?<opens>(?:(?:start|begin)_(?:of_)?)?(?:${NAME})))[|｜]>`,
    ),
    isNamed: true,
    unopened: "ends reasoning",
  },
  {
    usedBy: "Gemma's <|channel>thought ... <channel|>, MedGemma's <unused94>thought ... <unused95>",
    mark: /(?<opens>(?:<\|channel>|<unused94>)\s?(?:thought|thinking|analysis)\b)|(?<closes><channel\|>|<unused95>)/gi,
    unopened: "ends reasoning",
  },
  {
    usedBy: "gpt-oss (harmony): channels; only the one called final is the answer",
    mark: marks(
      String.raw`${CHANNEL}(?:(?<answers>final${CHANNEL_END})|(?<opens>\w{1,30}${CHANNEL_END}))|(?<closes><\|(?:end|return|call)\|>)`,
    ),
    unopened: "is dropped",
  },
  {
    usedBy: "gpt-oss where the tokens were dropped: analysisWe need ...assistantfinallike me",
    mark: /(?<opens>^\s*(?:assistant\s?)?(?:analysis|commentary)(?:<\|message\|>|(?=\s?to=|\s*\n|[^\s.,:;!?()*_'’–—-])))|(?<answers>assistant\s?commentary\s?final|assistantfinal(?:\s?<\|message\|>)?(?:\s?(?:<\|constrain\|>)?json(?=\s*[{["]))?)/g,
  },
  {
    usedBy: "Granite 3.2",
    mark: /(?<opens>^[\s*#]*here(?:'s|’s| is) my (?:thought|thinking|reasoning) process\b:?)|(?<closes>here(?:'s|’s| is) my (?:final )?(?:response|answer)\b:?)/gi,
  },
  {
    usedBy: "Apriel",
    mark: /(?<opens>^[\s*#]*here are my reasoning steps\b:?)|(?<answers>\[begin final response\])/gi,
  },
  {
    usedBy: "Ollama's terminal",
    mark: /(?<opens>^\s*thinking\.\.\.(?=[ \t\r]*\n))|(?<closes>\.\.\.\s?done thinking\.?)/gi,
  },
  {
    usedBy: "reasoning in a code fence of its own",
    mark: /(?<opens>^[ \t]*`{3}(?:think|thinking|thoughts?|reasoning|analysis|scratchpad)[ \t]*$)|(?<closes>^[ \t]*`{3}[ \t]*$)/gim,
  },
  { usedBy: "comments of HTML", mark: /(?<opens><!--)|(?<closes>-->)/g },
  {
    usedBy: "turns of a chat that a server did not cut off: what others say is no answer",
    mark: marks(
      String.raw`(?<opens>\[INST\]|(?:${TURN})(?:${ROLE_ASKING})\b(?:<\|end_header_id\|>)?|<[|｜](?:${ROLE_ASKING})(?:_token)?[|｜]>)|(?<closes>\[\/INST\]|^\s*(?:assistant|model)[ \t\r]*\n|(?:${TURN})(?:${ROLE_ANSWERING})\b(?:<\|end_header_id\|>)?|<[|｜](?:${ROLE_ANSWERING})(?:_token)?[|｜]>)`,
    ),
    unopened: "is dropped",
  },
];

/** Opening, closing and empty tags of a name, with attributes, also where "<" is escaped. */
function tag(name: string): RegExp {
  const attributes = String.raw`(?:\s[^<>]{0,300}?)?`;
  return marks(
    String.raw`(?:<|&lt;|\\<)(?:(?<empty>(?:${name})${attributes}\s?\/)|(?<opens>(?:${name})${attributes})|(?<closes>\/\s?(?:${name})\s?))(?:>|&gt;|\\>)`,
  );
}

function marks(source: string): RegExp {
  return new RegExp(source, "gi");
}
