import { describe, expect, test } from "vitest";
import { VALUES } from "../../../src/instrument/dimensions.ts";
import { profileApp } from "../../../src/mcp/app/profile-app.ts";

describe("the page that draws profiles", () => {
  const page = profileApp();
  const [, script = ""] = page.split('<script type="module">');

  test("is one file that asks for nothing: no address, no link, no image, no import", () => {
    expect(page.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(
      /https?:|<link|<img|<iframe|@import|url\(|\son\w+=/i,
    );
    expect(script).not.toMatch(
      /^\s*(import|export)\b|\bimport\(|fetch|XMLHttpRequest|WebSocket|localStorage/m,
    );
  });

  test("makes no markup of text", () => {
    expect(script).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc/,
    );
  });

  test("has its scripts in one scope, where each name is given once", () => {
    const names = [...script.matchAll(/^(?:async )?(?:function|const|let|class) (\w+)/gm)].map(
      ([, name]) => name,
    );
    expect(names.length).toBeGreaterThan(30);
    expect(names).toEqual([...new Set(names)]);
  });

  test("closes its script once", () => {
    expect(page.match(/<\/script>/g)).toHaveLength(2);
  });

  test("has the values in the order of the theory", () => {
    expect([...page.matchAll(/data-value="(\w+)"/g)].map(([, value]) => value)).toEqual([...VALUES]);
  });

  test("is small", () => {
    expect(page.length).toBeLessThan(40_000);
  });
});
