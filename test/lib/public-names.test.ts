import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publicName, publicNames } from "../../src/lib/public-names.ts";

/** Long enough to be nowhere by chance. */
const secret = fc.stringMatching(/^[A-Za-z0-9%._~!$*+,;=-]{12,20}$/).map((text) => `S${text}`);
const host = fc.constantFrom("host.example", "127.0.0.1:8080", "[::1]:80", "localhost");
const scheme = fc.constantFrom(
  "http://",
  "https://",
  "HTTPS://",
  "ws://",
  "wss://",
  "https:",
  "webhook:https://",
);

describe("the public name of an address", () => {
  test.each([
    ["http://user:pass@host/path?api_key=1#x", "http://host/path"],
    ["https:user:pass@host/path?api_key=1", "https:host/path"],
    ["ws://host:8080/a?token=1", "ws://host:8080/a"],
    ["webhook:https://u@h/p?k=1", "webhook:https://h/p"],
    ["http://h?k=1 · nurse", "http://h · nurse"],
    ["http://h/@me/x", "http://h/@me/x"],
    ["http://user:p?w@host/", "http://user"],
    ["http://[::1]:80/a", "http://[::1]:80/a"],
    ["openai:chat:gpt-4o", "openai:chat:gpt-4o"],
    ["openai:chat:ft:gpt-4o:org:a?b#c@d", "openai:chat:ft:gpt-4o:org:a?b#c@d"],
    ["my model? #1 @home", "my model? #1 @home"],
  ])("%s is %s", (name, expected) => {
    expect(publicName(name)).toBe(expected);
  });

  test("holds no user, password, query or fragment, and a name that is none stays as it is", () => {
    fc.assert(
      fc.property(
        scheme,
        host,
        secret,
        secret,
        secret,
        secret,
        fc.boolean(),
        (start, at, user, pass, query, mark, persona) => {
          const name = publicName(
            `${start}${user}:${pass}@${at}/v1/chat?key=${query}#${mark}${persona ? " · nurse" : ""}`,
          );
          for (const part of [user, pass, query, mark]) expect(name).not.toContain(part);
          expect(name).toBe(`${start}${at}/v1/chat${persona ? " · nurse" : ""}`);
          expect(publicName(name)).toBe(name);
        },
      ),
    );
  });
});

test("names that differ by a secret only stay as many names, with personas in the same numbers, and reveal none", () => {
  fc.assert(
    fc.property(fc.uniqueArray(secret, { minLength: 1, maxLength: 5 }), (secrets) => {
      const addresses = secrets.map((key) => `http://${key}@h/p?key=${key}`);
      const names = [
        "http://h/p",
        "http://h/p (2)",
        ...addresses,
        ...addresses.map((one) => `${one} · nurse`),
      ];
      const found = publicNames(names);
      expect(new Set(found.values()).size).toBe(names.length);
      for (const name of found.values()) for (const key of secrets) expect(name).not.toContain(key);
      for (const one of addresses) expect(found.get(`${one} · nurse`)).toBe(`${found.get(one)} · nurse`);
    }),
  );
});
