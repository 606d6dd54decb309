"""The short form: which items it asks, and what its scores under the weighted key are worth.

python3 test/golden/short-form.py (numpy; twenty seconds) writes test/golden/short-form.json. Seed 7.

    items         the 200 items with the largest sum over the ten values of squared loadings, after a straight line on the
                  human item means is taken off over all 520 items; of equal ones the first
    reliability   split-half over queries (300 splits of the queries of the form, Spearman-Brown of the mean correlation),
                  between the 33 complete models, mean of the ten values; each half is scored anew with its own weights.
                  Forms of the first n items by the same rule. 1 prompt: each of the six in turn; 2 prompts: a wording in
                  both orders, each of the three in turn; 6: all
    with_full     r over models of a form's scores with those of 520 items and six prompts, mean of the ten values
    tagging       the largest reliability under each key that tags items, on any of these forms but the whole
    se            median over models of the closed-form standard error of a score on the short form, v1 and v1_reversed
    kept          reliability of the short form as asked (200 items, v1 and v1_reversed) over that of the full form
"""

import importlib

import numpy as np
from released import DIMENSIONS, IDS, KEYS, RELEASED, VARIANTS, membership, write

weighted = importlib.import_module("weighted-key")
QUERY = weighted.QUERY
SIZES, SIZE, SPLITS, SEED = (60, 120, 200, 317, 520), 200, 300, 7
LOADINGS, MEANS = weighted.loadings_and_means([(np.array(c), r, s) for c, r, s in weighted.rater_data()])
COMPLETE = [row for row in RELEASED if row["complete"]]
PROMPTS = {1: [[v] for v in range(6)], 2: [[0, 1], [2, 3], [4, 5]], 6: [list(range(6))]}
TAGS = {name: membership(key)[0][:10].T for name, key in KEYS.items()}


def ratings_of(prompts):
    """Models x 520, means over the prompts that gave a rating; the models' mean where none did."""
    marks = np.array([[list(row["answers"][VARIANTS[v]]) for v in prompts] for row in COMPLETE])
    rated = np.char.isdigit(marks)
    sums = np.where(rated, np.where(rated, marks, "0").astype(float), 0).sum(axis=1)
    counts = rated.sum(axis=1)
    found = np.divide(sums, counts, out=np.full(sums.shape, np.nan), where=counts > 0)
    return np.where(np.isnan(found), np.nanmean(found, axis=0), found)


def design(items):
    return np.column_stack([np.ones(len(items)), MEANS[items]])


def weights(items):
    kept = weighted.residuals(LOADINGS[items], design(items))[:, :10]
    return kept / (np.abs(kept).sum(axis=0) / 2)


def weighed(ratings, items):
    return ratings[:, items] @ weights(items)


def tagged(name):
    """Up to a constant: a reversed item is 7 - rating."""

    def score(ratings, items):
        tags = TAGS[name][items]
        family = tags.any(axis=1)
        own = ratings[:, items]
        with np.errstate(invalid="ignore", divide="ignore"):
            return own @ tags / np.abs(tags).sum(axis=0) - own[:, family].mean(axis=1, keepdims=True)

    return score


def correlation(one, other):
    one, other = one - one.mean(axis=0), other - other.mean(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return (one * other).sum(axis=0) / np.sqrt((one**2).sum(axis=0) * (other**2).sum(axis=0))


def reliability(ratings, items, score):
    """By value, 10."""
    rng = np.random.default_rng(SEED)
    names = np.unique(QUERY[items])
    found = []
    for _ in range(SPLITS):
        half = np.isin(QUERY[items], rng.permutation(names)[: len(names) // 2])
        found.append(correlation(score(ratings, items[half]), score(ratings, items[~half])))
    r = np.nanmean(found, axis=0)
    return 2 * r / (1 + r)


def errors(ratings, items):
    """Closed-form standard errors, models x values."""
    w, names = weights(items), np.unique(QUERY[items])
    clusters = (QUERY[items][None, :] == names[:, None]).astype(float)
    found = []
    for row in ratings[:, items]:
        kept = weighted.residuals(row, design(items))
        pulls = clusters @ (w * kept[:, None] - np.abs(w) / 2 * (row @ w))
        found.append(np.sqrt(len(names) / (len(names) - 1) * (pulls**2).sum(axis=0)))
    return np.array(found)


if __name__ == "__main__":
    sums = (weighted.residuals(LOADINGS, design(np.arange(len(IDS))))[:, :10] ** 2).sum(axis=1)
    best = np.argsort(-sums, kind="stable")
    forms = {size: np.sort(best[:size]) for size in SIZES}
    full = weighed(ratings_of(range(6)), forms[520])
    table, tagging = [], {name: [] for name in TAGS}
    for size, items in forms.items():
        for prompts, choices in PROMPTS.items():
            by_choice = [ratings_of(choice) for choice in choices]
            table.append(
                {
                    "items": size,
                    "prompts": prompts,
                    "reliability": float(np.mean([reliability(one, items, weighed) for one in by_choice])),
                    "with_full": float(np.mean([correlation(weighed(one, items), full) for one in by_choice])),
                }
            )
            if size < 520:
                for name, found in tagging.items():
                    found.append(float(np.nanmean([reliability(one, items, tagged(name)) for one in by_choice])))
    asked, short = ratings_of([0, 1]), forms[SIZE]
    of_short, of_full = reliability(asked, short, weighed), reliability(ratings_of(range(6)), forms[520], weighed)
    errors_of_full = np.median(errors(ratings_of(range(6)), forms[520]), axis=0)
    write(
        "short-form.json",
        {
            "items": [IDS[item] for item in short],
            "table": table,
            "tagging": {name: max(found) for name, found in tagging.items()},
            "kept": float(of_short.mean() / of_full.mean()),
            "reliability": dict(zip(DIMENSIONS[:10], of_short.tolist())),
            "se": dict(zip(DIMENSIONS[:10], np.median(errors(asked, short), axis=0).tolist())),
            "full_se": dict(zip(DIMENSIONS[:10], errors_of_full.tolist())),
        },
    )
