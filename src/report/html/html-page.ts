import type { Profile } from "../../scoring/score/profile.ts";
import { html, type Markup } from "./markup.ts";
import { stylesheet } from "./stylesheet.ts";
import { themeSwitch } from "./theme-switch.ts";

export type PageHead = {
  /** In the browser's title bar. */
  readonly title: string;
  /** At the top of the page. */
  readonly headline: string;
  /** Version of this software. */
  readonly version: string;
};

/**
 * One HTML file that asks for nothing: styles are inside, charts are SVG, and there is no script. Its content
 * security policy forbids what it does not need, so that even a mistake in escaping could neither run nor load
 * anything.
 * @param released the models that the page's picker offers; none without a picker
 */
export function htmlPage(head: PageHead, released: readonly Profile[], content: Markup): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="value-portrait ${head.version}">
<title>${head.title}</title>
<link rel="icon" href="data:,">
<style>${stylesheet(released)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the results</a>
<header class="top">
<div><p class="kicker">Value portrait</p><h1>${head.headline}</h1></div>
${themeSwitch()}
</header>
<main id="main">
${content}
</main>
</body>
</html>
`;
  return page.markup;
}
