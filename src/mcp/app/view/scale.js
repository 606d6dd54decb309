/** Scales of drawings. */

/** @typedef {readonly [lower: number, upper: number]} Domain in rating points */

/**
 * What a drawing must span to hold some figures and 0.
 * @param {readonly (number | undefined)[]} figures
 * @returns {Domain}
 */
export function spanOf(figures) {
  const shown = figures.filter((figure) => figure !== undefined);
  const [lower, upper] = [Math.min(0, ...shown), Math.max(0, ...shown)];
  return lower === upper ? [lower - 1, upper + 1] : [lower, upper];
}

/**
 * Where a figure stands between two ends.
 * @param {Domain} domain
 * @param {Domain} ends
 * @returns {(figure: number) => number}
 */
export function scaleOf([lower, upper], [start, end]) {
  return (figure) => start + ((figure - lower) / (upper - lower)) * (end - start);
}

/**
 * Round figures in a domain, some four of them, 0 among them.
 * @param {Domain} domain
 */
export function ticksOf([lower, upper]) {
  const rough = (upper - lower) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((size) => size * power >= rough * 0.8) ?? 10);
  const [first, last] = [Math.ceil(lower / step), Math.floor(upper / step)];
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toFixed(6)));
}

/**
 * A tick as text: as few decimals as it needs.
 * @param {number} tick
 */
export function tickText(tick) {
  return `${tick > 0 ? "+" : ""}${tick}`.replace("-", "−");
}
