/**
 * What makes a run one run. Only answers of one eval may complete each other: the same model asked again, on another
 * day, is another run.
 */
export type RunIdentity = {
  /** Who answered: a model, with its persona and condition. Several runs may be of one. */
  readonly subject: string;
  /** The files that hold it, as they were named; none of a released model. */
  readonly files: readonly string[];
  /** promptfoo's id of the eval; absent where no file tells it, so that the file stands for the eval. */
  readonly evalId?: string | undefined;
  /** When the eval was made, ISO 8601; absent where nothing tells. */
  readonly date?: string | undefined;
};

/** A run of nothing but its answers has its name for identity. */
export type Identified = { readonly subject: string; readonly identity?: RunIdentity | undefined };

/** What makes a run one run, also where it came from no file. */
export function identityOf({ subject, identity }: Identified): RunIdentity {
  return identity ?? { subject, files: [] };
}

/** Whether two runs are one: of one subject and eval or, where no file tells the eval, of the same files. */
export function isSameRun(one: Identified, other: Identified): boolean {
  return keyOf(identityOf(one)) === keyOf(identityOf(other));
}

function keyOf({ subject, evalId, files }: RunIdentity): string {
  return JSON.stringify([subject, evalId ?? files]);
}

/** A moment as files give it; undefined when it is not ISO 8601 in UTC, as in a file made by hand. */
export function momentOf(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) ? text : undefined;
}

/**
 * When an eval was made: promptfoo's ids end in the moment, in UTC.
 * @example
 * evalMoment("eval-abc-2026-11-23T21:31:02"); // => "2026-11-23T21:31:02Z"
 */
export function evalMoment(evalId: string): string | undefined {
  const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.exec(evalId)?.[0];
  return moment === undefined ? undefined : `${moment}Z`;
}
