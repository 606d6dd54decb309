import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/lib/input-error.ts";
import { publishedProvider } from "../../src/promptfoo/config/published-provider.ts";
import PublishedProvider from "../../src/providers/published.ts";
import { loadReleasedModels } from "../../src/release/data.ts";
import { figuresOf, findReleased } from "../../src/release/find-released.ts";
import { cli } from "../fixtures/run-cli.ts";

const INHERITED = Object.getOwnPropertyNames(Object.prototype);

test("a released model is found by its name, with or without the provider's prefix", () => {
  for (const { model } of loadReleasedModels()) {
    expect(findReleased(model).model).toBe(model);
    expect(findReleased(`published:${model}`).model).toBe(model);
    expect(figuresOf(`published:${model}`)).toBeDefined();
  }
});

describe("a model that was not released", () => {
  const names = fc.oneof(fc.string(), fc.constantFrom(...INHERITED, "gpt4o"));

  test("is told in one sentence with three that were, whatever the name", () => {
    fc.assert(
      fc.property(names, fc.boolean(), (name, isLabel) => {
        const label = isLabel ? `published:${name}` : name;
        expect(() => findReleased(label)).toThrow(InputError);
        expect(() => findReleased(label)).toThrow(/^no released model ".*Nearest: [^,]+, [^,]+, [^,]+$/s);
      }),
    );
  });

  test("has no figures, also when its name is one that every object has", () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(figuresOf(`published:${name}`)).toBeUndefined();
      }),
    );
  });

  test.each(["constructor", "__proto__"])("called %s gets the same sentence at every door", async (name) => {
    const sentence = /no released model "[^"]*". Nearest: /;
    const says = async (...args: string[]) => (await cli(...args)).stderr;
    expect(await says("published", name)).toMatch(sentence);
    expect(await says("report", `published:${name}`, "-o", "-")).toMatch(sentence);
    expect(await says("compare", `published:${name}`, "human")).toMatch(sentence);
    expect(() => publishedProvider(name)).toThrow(sentence);
    expect(() => new PublishedProvider({ config: { model: name } })).toThrow(sentence);
  });
});
