import { describe, expect, it } from "vitest";
import { loadKey } from "../../../src/release/data.ts";
import { promptAgreement } from "../../../src/scoring/screen/prompt-agreement.ts";
import { madeUpRun } from "../../fixtures/answers.ts";
import { releasedRun } from "../../fixtures/released.ts";
import golden from "../../golden/screen.json" with { type: "json" };

const key = loadKey("released");

describe("promptAgreement", () => {
  it.each(Object.entries(golden.models))(
    "agrees with numpy on %s",
    (model, { agreement, reliability, flat }) => {
      const found = promptAgreement(releasedRun(model), key);
      expect(found?.correlation).toBeCloseTo(agreement, 10);
      expect(found?.reliability).toBeCloseTo(reliability, 10);
      expect(found?.flat).toBe(flat);
    },
  );

  it("is 1 when every prompt gives the same ratings", () => {
    const found = promptAgreement(
      madeUpRun((_, __, index) => String(1 + (index % 6))),
      key,
    );
    expect(found?.correlation).toBeCloseTo(1, 12);
    expect(found?.reliability).toBeCloseTo(1, 12);
  });

  it("has no correlation when all prompts but one have flat profiles", () => {
    const found = promptAgreement(
      madeUpRun((_, variant, index) => (variant === "v1" ? String(1 + (index % 6)) : "4")),
      key,
    );
    expect(found).toMatchObject({ correlation: undefined, flat: 5, prompts: 6 });
  });

  it("is undefined for one prompt, and for one answer to everything", () => {
    const run = releasedRun("gpt-4o-2024-05-13");
    const alone = { ...run, responses: run.responses.filter(({ variant }) => variant === "v2") };
    expect(promptAgreement(alone, key)).toBeUndefined();
    expect(
      promptAgreement(
        madeUpRun(() => "4"),
        key,
      ),
    ).toBeUndefined();
  });
});
