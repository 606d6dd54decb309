import { describe, expect, it } from "vitest";
import type { Rating } from "../../../src/instrument/scale.ts";
import { seededRandom } from "../../../src/lib/random.ts";
import { loadReference } from "../../../src/release/reference.ts";
import type { Run } from "../../../src/runs/answer.ts";
import { conditionStyles } from "../../../src/scoring/analysis/condition-styles.ts";
import { asked } from "../../fixtures/asked-condition.ts";

const { people } = loadReference("released");
const random = seededRandom(3);
const baseline = asked("plain", random);
const changed = (subject: string, share: number, answer: Run["responses"][number]["answer"]): Run => ({
  ...baseline,
  subject,
  responses: baseline.responses.map((response) => (random() < share ? { ...response, answer } : response)),
});
const verdictsOf = (conditions: readonly Run[]) =>
  conditionStyles(conditions, baseline, people).map(({ watches }) =>
    Object.fromEntries(watches.map(({ id, verdict }) => [id, verdict])),
  );

describe("conditionStyles", () => {
  it("finds the condition that refuses, and not in one that does not", () => {
    const [refusing, other] = verdictsOf([changed("shy", 0.1, { kind: "refusal" }), asked("nurse", random)]);
    expect(refusing).toMatchObject({ refusals: "drifted", usable: "drifted", ambiguous: "equivalent" });
    expect(other).toMatchObject({ refusals: "equivalent", usable: "equivalent" });
  });

  it("finds the condition that agrees with everything, which is straight-lining too", () => {
    const rating: Rating = 6;
    const yes = changed("yes", 0.6, { kind: "rating", rating });
    const [style] = conditionStyles([yes], baseline, people);
    expect(verdictsOf([yes])[0]).toMatchObject({ level: "drifted", usable: "equivalent" });
    const { a = Number.NaN, b = Number.NaN } = style?.straightLining ?? {};
    expect(a).toBeGreaterThan(0.6);
    expect(b).toBeLessThan(0.6);
  });

  it("says nothing of conditions that answer as the baseline does but for noise", () => {
    const same = Array.from({ length: 20 }, (_, place) => asked(`same ${place}`, random));
    expect(verdictsOf(same).flatMap((verdicts) => Object.values(verdicts))).not.toContain("drifted");
  });

  it("multiplies adjusted p by the number of conditions", () => {
    const runs = [asked("a", random), asked("b", random), asked("c", random)];
    const [alone] = conditionStyles(runs.slice(0, 1), baseline, people);
    const [among] = conditionStyles(runs, baseline, people);
    expect(among?.watches.map(({ adjustedP }) => adjustedP)).toEqual(
      alone?.watches.map(({ adjustedP }) => expect.closeTo(Math.min(1, 3 * adjustedP), 12)),
    );
  });
});
