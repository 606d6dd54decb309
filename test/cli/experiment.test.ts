import { expect, test } from "vitest";
import { cli } from "../fixtures/run-cli.ts";

const shown = async (...args: readonly string[]) => (await cli("experiment", "published", ...args)).stdout;

test("both experiments are shown, as published and with what is not tested", async () => {
  const text = await shown();
  expect(text).toContain("Published (GPT-4o, paper): personas against people");
  expect(text).toContain("Published (GPT-4o, paper): how specific each prompt is");
  expect(text).toMatch(/Not tested: single shifts, gaps between groups, sizes and trends\./);
  expect(text).toMatch(/Not tested: single shifts, ranks and checks\./);
  expect(text.replaceAll(/\s+/g, " ")).toContain(
    "A run under six prompts is not expected to give these numbers.",
  );
});

test("one experiment may be asked for, and some axes of the personas", async () => {
  expect(await shown("steering")).not.toContain("personas");
  const age = await shown("demographics", "--axis", "age");
  expect(age).toMatch(/^age +20-39 /m);
  expect(age).not.toMatch(/^(?:gender|political) /m);
  expect(age).not.toContain("prompt that names a value");
});

test("the generic shift and each p are of all personas, whichever are shown", async () => {
  const all = JSON.parse(await shown("--format", "json"));
  const some = JSON.parse(await shown("demographics", "--axis", "political", "--format", "json"));
  expect(all).toMatchObject({ format: "value-portrait/published-experiments", version: 1, seed: 42 });
  expect(some.demographics.generic).toEqual(all.demographics.generic);
  expect(some.demographics.pooled).toEqual(all.demographics.pooled);
  expect(some.demographics.axes).toEqual(
    all.demographics.axes.filter(({ axis }: { axis: string }) => axis === "political"),
  );
  expect(some.steering).toBeUndefined();
});

test("a group goes with people only where its adjusted p without the generic shift says so", async () => {
  const told = async (axis: string) => {
    const text = (await shown("demographics", "--axis", axis)).replaceAll(/\s+/g, " ");
    return /Single groups, without the generic shift and with Holm's adjustment: ([^.]*)/.exec(text)?.[1];
  };
  // Right does as measured (p = .027): but so does what all personas have in common.
  expect(await told("political")).toMatch(/is not shown$/);
  expect(await told("race")).toBe("there are no people for those shown");
});

test.each([
  [["publishd"], 'no experiment tables "publishd". Nearest: published.'],
  [["published", "steerng"], 'no experiment "steerng". Nearest: steering. All: demographics, steering'],
  [["published", "--axis", "agee"], 'no axis "agee". Nearest: age. All: gender, age,'],
  [["published", "steering", "--axis", "age"], "--axis is of demographics; steering has none"],
  [[], "missing required argument"],
])("%j is refused, and what is meant is named", async (args, message) => {
  const { code, stderr, stdout } = await cli("experiment", ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stdout).toBe("");
});
