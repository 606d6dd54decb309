/**
 * What the page knows of the instrument: values and where they stand on the circle, families with their dimensions
 * and labels, and how profiles are marked.
 * @typedef {Readonly<{ version: string, maxDrawn: number, angles: Record<string, number>, radii: [number, number], families: { label: string, dimensions: Record<string, string> }[], doubtful: string, doubtfulLabel: string, marks: string[] }>} Facts
 */

/** @returns {Facts} */
export function readFacts() {
  return JSON.parse(document.getElementById("facts")?.textContent ?? "");
}

/**
 * @param {string} dimension
 * @param {Facts} facts
 */
export function labelOf(dimension, { families }) {
  const family = families.find(({ dimensions }) => Object.hasOwn(dimensions, dimension));
  return family?.dimensions[dimension] ?? dimension;
}
