import fc from "fast-check";
import { expect, test } from "vitest";
import { html } from "../../../src/report/html/markup.ts";

test("escapes what is put into element content and attributes, whatever its quotes", () => {
  const hostile = `<script>alert("1")</script> & 'x'`;
  expect(html`<p title="${hostile}">${hostile}</p>`.markup).toBe(
    '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;">' +
      "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>",
  );
});

test("keeps markup as it is, joins lists, and writes nothing for nothing", () => {
  expect(html`<ul>${[1, 2].map((one) => html`<li>${one}</li>`)}${undefined}</ul>`.markup).toBe(
    "<ul><li>1</li><li>2</li></ul>",
  );
});

test("no text gives a character that could end a tag or an attribute", () => {
  fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(html`${text}`.markup)));
});
