/**
 * Reads what get_value_profiles found. Columns are found by their names and what is not known is passed over, so
 * that a result may have more than is drawn.
 */

/** @typedef {{ dimension: string, score: number, lower: number | undefined, upper: number | undefined, items: number | undefined, people: number | undefined, tier: string }} Row */
/** @typedef {{ dimension: string, difference: number, lower: number | undefined, upper: number | undefined, adjustedP: number | undefined, verdict: string }} Difference */
/** @typedef {{ id: string, name: string, origin: string, verdict: string, validity: string, warnings: string[], notChecked: string[], answers: string, axes: Row[], rows: Row[], differences: Difference[], headline: string, notes: string[] }} Profile */
/** @typedef {{ id: string, name: string, verdict: string }} Baseline */
/** @typedef {{ profiles: Profile[], baseline: Baseline | undefined, key: string, interval: string, verdicts: string, tiers: string, caveats: string[] }} Result */

/**
 * @param {unknown} structured
 * @returns {Result | undefined} undefined where it is no result of the tool
 */
export function readResult(structured) {
  const result = record(structured);
  const compared = record(result["differences"]);
  const heads = list(result["profiles"]).map(record);
  if (heads.length === 0) return undefined;
  const profiles = heads.map((head) => readProfile(head, list(result["columns"]), compared));
  const baseline = text(compared["baseline"]);
  return {
    profiles,
    baseline:
      baseline === ""
        ? undefined
        : {
            id: baseline,
            name: profiles.find(({ id }) => id === baseline)?.name ?? baseline,
            verdict: text(compared["baseline_verdict"]),
          },
    key: text(result["key"]),
    interval: text(result["interval"]),
    verdicts: text(compared["verdicts"]),
    tiers: text(result["tiers"]),
    caveats: texts(result["caveats"]),
  };
}

/**
 * @param {Record<string, unknown>} head
 * @param {readonly unknown[]} columns
 * @param {Record<string, unknown>} compared
 * @returns {Profile}
 */
function readProfile(head, columns, compared) {
  const id = text(head["id"]);
  const own = list(compared["profiles"])
    .map(record)
    .find((one) => one["id"] === id);
  const axes = record(head["axes"]);
  return {
    id,
    name: text(head["name"]) || id,
    origin: text(head["origin"]),
    verdict: text(head["verdict"]),
    validity: text(head["validity"]),
    warnings: texts(head["warnings"]),
    notChecked: texts(head["not_checked"]),
    answers: text(head["answers"]),
    axes: readRows(axes["rows"], list(axes["columns"]), "axis"),
    rows: readRows(head["rows"], columns, "dimension"),
    differences: tableOf(own?.["rows"], list(compared["columns"])).flatMap((cell) => {
      const difference = number(cell("difference"));
      if (difference === undefined) return [];
      return {
        dimension: text(cell("dimension")),
        difference,
        lower: number(cell("lower")),
        upper: number(cell("upper")),
        adjustedP: number(cell("adjusted_p")),
        verdict: text(cell("verdict")),
      };
    }),
    headline: text(own?.["headline"]),
    notes: texts(own?.["notes"]),
  };
}

/**
 * @param {unknown} rows
 * @param {readonly unknown[]} columns
 * @param {string} named the column of names
 * @returns {Row[]}
 */
function readRows(rows, columns, named) {
  return tableOf(rows, columns).flatMap((cell) => {
    const score = number(cell("score"));
    if (score === undefined) return [];
    return {
      dimension: text(cell(named)),
      score,
      lower: number(cell("lower")),
      upper: number(cell("upper")),
      items: number(cell("items")),
      people: number(cell("people")),
      tier: text(cell("tier")),
    };
  });
}

/**
 * The cells of each row by the names of columns.
 * @param {unknown} rows
 * @param {readonly unknown[]} columns
 */
function tableOf(rows, columns) {
  return list(rows).map((row) => (/** @type {string} */ column) => list(row)[columns.indexOf(column)]);
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
function record(value) {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/**
 * @param {unknown} value
 * @returns {readonly unknown[]}
 */
function list(value) {
  return Array.isArray(value) ? value : [];
}

/** @param {unknown} value */
function text(value) {
  return typeof value === "string" ? value : "";
}

/** @param {unknown} value */
function texts(value) {
  return list(value).map(text).filter(Boolean);
}

/** @param {unknown} value */
function number(value) {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
