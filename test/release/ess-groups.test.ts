import { expect, test } from "vitest";
import { groupOfPeople } from "../../src/release/ess-groups.ts";

test("a group is found by id or label, whatever the case and the dash", () => {
  for (const name of ["Age_A", "age_a", "20–39 years old", "20-39 Years Old"])
    expect(groupOfPeople(name).group).toBe("20–39 years old");
});

test("differences are from all people: older ones hold more to tradition, younger ones less", () => {
  const [younger, older] = ["Age_A", "Age_B"].map((name) => groupOfPeople(name).differences[3] ?? Number.NaN);
  expect(younger).toBeLessThan(-0.2);
  expect(older).toBeGreaterThan(0.3);
});

test.each(["Age_C", "overall", ""])("no group is called %j, and all are named", (name) => {
  expect(() => groupOfPeople(name)).toThrow(/^no group of people .*Nearest: .* All: Gender_A \(Male\), /);
});
