import fc from "fast-check";
import nunjucks from "nunjucks";
import { expect, test } from "vitest";
import { escapeTemplate } from "../../src/provider-prompts/escape-template.ts";

/** As promptfoo sets Nunjucks up. */
const nunjucksEnvironment = new nunjucks.Environment(null, { autoescape: false });
const render = (text: string) =>
  nunjucksEnvironment.renderString(escapeTemplate(text), { env: { SECRET: "leaked" } });

test("leaves a text without template tags as it is", () => {
  expect(escapeTemplate('She said "no" to {this} \\ and {that}')).toBe(
    'She said "no" to {this} \\ and {that}',
  );
});

test.each([
  "{{ env.SECRET }}",
  "{% if x %}",
  "{# gone? #}",
  "$" + "{{ github.ref }}",
  "}} {{",
  '{{ "a" }}\\n{{',
  "{{{x}}}",
])("renders %s to itself", (text) => {
  expect(render(text)).toBe(text);
});

test("renders any text to itself", () => {
  const pieces = fc.constantFrom(
    "{",
    "}",
    "%",
    "#",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "\\",
    '"',
    "'",
    "\n",
    "\r",
    "x",
    " ",
    "-",
    "$",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
      const text = parts.join("");
      expect(render(text)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});
