/** The campaigns of docs/RELIABILITY.md that start promptfoo, a few cases each, so that they cannot rot. */
import { expect, test } from "vitest";
import { CAMPAIGNS } from "../../scripts/campaigns/campaigns.ts";
import { describeFaults } from "../fixtures/fault-run.ts";

describeFaults("a campaign", () => {
  test.each([
    ["interruptions", 1],
    ["providers", 66],
  ])("of %s holds in %i cases", async (name, cases) => {
    const findings = await CAMPAIGNS.get(name)?.run({ seed: 1, cases, say: () => {} });
    expect(findings).toMatchObject({ cases, faults: [] });
  });
});
