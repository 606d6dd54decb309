import { capitalised } from "../../lib/capitalised.ts";
import { html, type Markup } from "./markup.ts";

const THEMES = ["auto", "light", "dark"] as const;

/** Light, dark, or as the reader's system is; the style sheet looks at which one is chosen. */
export function themeSwitch(): Markup {
  return html`<form class="themes"><fieldset><legend class="visually-hidden">Colours</legend>${THEMES.map(
    (theme) =>
      html`<input type="radio" name="theme" id="theme-${theme}" value="${theme}"${theme === "auto" ? CHECKED : undefined}><label for="theme-${theme}">${capitalised(theme)}</label>`,
  )}</fieldset></form>`;
}

const CHECKED: Markup = { markup: " checked" };
