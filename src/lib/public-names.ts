/** Names that are addresses, without the secrets that addresses carry. */

/** An address in a name: from its scheme to the end of the name, or of the part of it. */
const ADDRESS = /((?:[a-z][a-z\d+.-]*:\/\/)|(?:\b(?:https?|wss?):\/*))(.*?)(?=$| · )/gis;

/**
 * A name without the user, password, query and fragment of an address in it.
 * @example
 * publicName("http://me:pw@host/v1?api_key=k#x · nurse"); // => "http://host/v1 · nurse"
 */
export function publicName(name: string): string {
  return name.replace(ADDRESS, (_, scheme: string, rest: string) => `${scheme}${withoutSecrets(rest)}`);
}

function withoutSecrets(rest: string): string {
  const place = rest.replace(/[?#].*$/s, "");
  const end = place.search(/[/\\]/);
  const [authority, path] = end === -1 ? [place, ""] : [place.slice(0, end), place.slice(end)];
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  // What stands behind a colon and is no port may be a password with a mark that ended the authority.
  return `${host.replace(/^([^[\]:]*):(?!\d*$).*$/s, "$1")}${path}`;
}

/**
 * A public name for each of some names. Addresses that differ by a secret only are numbered in order of appearance, so
 * that they stay different names, and nothing of the secret can be guessed from them.
 * @example
 * publicNames(["http://h?k=1", "http://h?k=2"]).get("http://h?k=2"); // => "http://h (2)"
 */
export function publicNames(names: Iterable<string>): ReadonlyMap<string, string> {
  const all = [...new Set(names)];
  const addresses = [
    ...new Set(all.flatMap((name) => [...name.matchAll(ADDRESS)].map(([address]) => address))),
  ];
  const taken = new Set(addresses.filter((address) => publicName(address) === address));
  const numbered = new Map<string, string>();
  for (const address of addresses) {
    if (publicName(address) === address) continue;
    const name = firstFree(publicName(address), taken);
    taken.add(name);
    numbered.set(address, name);
  }
  return new Map(
    all.map((name) => [name, name.replace(ADDRESS, (address) => numbered.get(address) ?? address)]),
  );
}

function firstFree(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`;
  return free;
}
