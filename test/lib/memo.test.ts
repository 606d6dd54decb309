import { describe, expect, test } from "vitest";
import { makeCache, once, onceFor } from "../../src/lib/memo.ts";

describe("once", () => {
  test("computes a value on first use, and undefined too only once", () => {
    let calls = 0;
    const value = once(() => {
      calls += 1;
    });
    expect(calls).toBe(0);
    value();
    expect([value(), calls]).toEqual([undefined, 1]);
  });

  test("tries again after an error", () => {
    let calls = 0;
    const value = once(() => {
      calls += 1;
      if (calls === 1) throw new Error("not yet");
      return "there";
    });
    expect(value).toThrow("not yet");
    expect(value()).toBe("there");
  });
});

test("onceFor computes once for each argument", () => {
  const asked: number[] = [];
  const double = onceFor((n: number) => asked.push(n) && 2 * n);
  expect([double(2), double(3), double(2)]).toEqual([4, 6, 4]);
  expect(asked).toEqual([2, 3]);
});

describe("a cache", () => {
  test("keeps a result by its name, undefined as well", () => {
    const cache = makeCache();
    const asked: string[] = [];
    const ask = (name: string) => cache(name, () => void asked.push(name));
    expect([ask("a"), ask("a"), ask("b")]).toEqual([undefined, undefined, undefined]);
    expect(asked).toEqual(["a", "b"]);
  });

  test("lets the oldest go when twenty thousand newer ones have come", () => {
    const cache = makeCache();
    cache("old", () => 1);
    for (let n = 0; n < 20_000; n += 1) cache(`new ${n}`, () => n);
    expect([cache("new 19999", () => -1), cache("old", () => 2)]).toEqual([19_999, 2]);
  });
});
