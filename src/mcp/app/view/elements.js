/** Elements of the page. Text goes in as text and never as markup: names are strangers' words. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Readonly<Record<string, string | number>>} Attributes */
/** @typedef {Node | string | undefined} Child */

/**
 * An HTML element.
 * @param {string} name
 * @param {Attributes} attributes
 * @param {readonly Child[]} children
 */
export function element(name, attributes, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/**
 * An element of a drawing.
 * @param {string} name
 * @param {Attributes} attributes
 * @param {readonly Child[]} children
 */
export function drawn(name, attributes, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/**
 * @template {Element} E
 * @param {E} made
 * @param {Attributes} attributes
 * @param {readonly Child[]} children
 */
function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/**
 * A stranger's words in a line of ours: they keep their direction to themselves.
 * @param {string} text
 */
export function words(text) {
  return element("bdi", {}, text);
}

/**
 * What the page has ready, to be used any number of times.
 * @param {string} id
 * @returns {Element | undefined} undefined where nothing is ready under that name
 */
export function ready(id) {
  const template = document.getElementById(id);
  if (!(template instanceof HTMLTemplateElement)) return undefined;
  const [first] = document.importNode(template.content, true).children;
  return first;
}

/**
 * A figure with its sign, as the tool rounded it.
 * @param {number | undefined} figure
 */
export function signed(figure) {
  if (figure === undefined) return "–";
  const text = Math.abs(figure).toFixed(2);
  if (Number(text) === 0) return text;
  return `${figure > 0 ? "+" : "−"}${text}`;
}

/**
 * The bounds of an interval; why there are none, where there are none.
 * @param {{ readonly lower: number | undefined, readonly upper: number | undefined }} interval
 */
export function bounds({ lower, upper }) {
  return lower === undefined || upper === undefined ? "no interval" : `[${signed(lower)}, ${signed(upper)}]`;
}
