/** What a campaign is: many seeded cases, what must hold in each, and what came of them. */

export type CampaignOptions = {
  readonly seed: number;
  readonly cases: number;
  /** Progress, a line each. */
  readonly say: (line: string) => void;
};

export type Campaign = {
  /** What must hold in every case, in one sentence. */
  readonly holds: string;
  /** How many cases the figure in docs/RELIABILITY.md is of. */
  readonly cases: number;
  readonly run: (options: CampaignOptions) => Promise<Findings>;
};

/** What came of the cases. */
export type Findings = {
  readonly cases: number;
  /** How many cases ended in which way. */
  readonly counts: Readonly<Record<string, number>>;
  /** What did not hold, each with what it takes to see it again. */
  readonly faults: readonly string[];
};

/** Counts ends and gathers faults while cases run. */
export type Tally = {
  readonly count: (end: string, times?: number) => void;
  readonly fault: (what: string) => void;
  readonly findings: (cases: number) => Findings;
};

export function makeTally(): Tally {
  const counts = new Map<string, number>();
  const faults: string[] = [];
  return {
    count: (end, times = 1) => counts.set(end, (counts.get(end) ?? 0) + times),
    fault: (what) => faults.push(what),
    findings: (cases) => ({
      cases,
      counts: Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1))),
      faults,
    }),
  };
}
