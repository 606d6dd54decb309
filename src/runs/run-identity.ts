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

/** Clocks differ, and so do the time zones of who writes dates by hand. */
const AHEAD_MS = 24 * 60 * 60 * 1000;

const ISO_8601 = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/**
 * When a run was, as its file tells, in milliseconds since 1970; undefined when that cannot be: no date of ISO 8601, a
 * day that no calendar has, or more than a day ahead. The one place that decides it for whatever puts runs in order.
 * @example
 * timeOf("2026-11-23T21:31:02Z"); // => 1795469462000
 * timeOf("9999-12-31"); // => undefined
 */
export function timeOf(text: string, now: number = Date.now()): number | undefined {
  const day = ISO_8601.exec(text)?.[1];
  const time = Date.parse(text);
  if (day === undefined || Number.isNaN(time) || time > now + AHEAD_MS) return undefined;
  // JavaScript takes 30 February for 2 March.
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day) ? time : undefined;
}

/** The same as text, where it is written in UTC to the second as promptfoo does, by which runs can be named. */
export function momentOf(text: string | undefined, now?: number): string | undefined {
  if (text === undefined || !/T\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)) return undefined;
  return timeOf(text, now) === undefined ? undefined : text;
}

/**
 * When an eval was made: promptfoo's ids end in the moment, in UTC.
 * @example
 * evalMoment("eval-abc-2026-11-23T21:31:02"); // => "2026-11-23T21:31:02Z"
 */
export function evalMoment(evalId: string, now?: number): string | undefined {
  const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.exec(evalId)?.[0];
  return moment === undefined ? undefined : momentOf(`${moment}Z`, now);
}
