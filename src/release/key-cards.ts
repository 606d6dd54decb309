import { KEY_IDS } from "../instrument/key.ts";
import { seededRandom } from "../lib/random.ts";
import { type KeyCard, keyCard } from "../scoring/analysis/key-card.ts";
import { instrumentReliability } from "../scoring/reliability/instrument-reliability.ts";
import { loadKey, loadKeyErrors } from "./data.ts";
import { completeRatings } from "./reference.ts";

/** What each key holds, and its reliability over the released models; splits of each key are drawn from the seed. */
export function keyCards(seed: number): KeyCard[] {
  return KEY_IDS.map((id) => {
    const key = loadKey(id);
    const reliabilities = instrumentReliability(completeRatings(), key, { random: seededRandom(seed) });
    return keyCard(key, loadKey("released"), reliabilities, loadKeyErrors()[id]);
  });
}
