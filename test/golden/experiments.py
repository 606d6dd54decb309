"""Golden numbers for scoring/experiments and the statistics under it, from the published tables alone.

python3 test/golden/experiments.py (numpy, scipy) writes test/golden/experiments.json. p values of permutations are exact here: all
10! deals of the values' names and all 9! orders of the circle (a minute). It prints how many cells of each row fit one rating for
each item.
"""
from itertools import combinations, permutations

import numpy as np
from embedded import FAMILY_ITEMS, KEY, SeededRandom, answers, by_query, draw_queries, frame, read, write
from scipy import stats

FILE = read("published-experiments.json")
GROUPS = [(axis["axis"], group) for axis in FILE["axes"] for group in axis["groups"]]
SHIFTS = np.array([group["model"] for _, group in GROUPS])
GENERIC = SHIFTS.mean(axis=0)
DEALS = np.fromiter((place for deal in permutations(range(10)) for place in deal), np.int8).reshape(-1, 10)


def cosine(a, b):
    return float(np.sum(a * b) / np.sqrt(np.sum(a * a) * np.sum(b * b)))


def exact_p(model, people):
    """Share of all deals of ten names, one for all rows, with as large a sum of products."""
    products = np.atleast_2d(model).T @ np.atleast_2d(people)
    sums = sum(products[place, DEALS[:, place]] for place in range(10))
    return float(np.mean(np.abs(sums) >= abs(np.trace(products)) - 1e-9))


def agreement(model, people):
    model, people = np.array(model), np.array(people)
    decided = (np.abs(people) >= 0.02 - 1e-9) & (np.abs(model) > 1e-9)
    same = int(np.sum(np.sign(model[decided]) == np.sign(people[decided])))
    n = int(decided.sum())
    return {
        "cosine": cosine(model, people),
        "exactP": exact_p(model, people),
        "agreeing": same,
        "decided": n,
        "signP": float(stats.binomtest(same, n).pvalue) if n else 1.0,
        "alike": int(np.sum((model > 0) == (people > 0))),
        "sizeRatio": float(np.linalg.norm(model) / np.linalg.norm(people)),
        "rho": float(stats.spearmanr(model.ravel(), people.ravel()).statistic),
    }


def tau(column):
    pairs = list(combinations(column, 2))
    counted = sum(int(np.sign(later - one)) for one, later in pairs) / len(pairs)
    if len(set(column)) == len(column):
        assert abs(counted - stats.kendalltau(range(len(column)), column).statistic) < 1e-12
    return counted


def taus(axis, who):
    if not axis["ordered"] or who not in axis["groups"][0]:
        return None
    return [tau([group[who][value] for group in axis["groups"]]) for value in range(10)]


def contrast(axis):
    first, last = axis["groups"][0], axis["groups"][-1]
    if "people" not in first:
        return None
    return agreement(np.subtract(first["model"], last["model"]), np.subtract(first["people"], last["people"]))


def one_rating(row, items):
    """The most of ten cells that are differences of means of whole ratings, less one offset, within rounding."""
    offsets = np.arange(-1, 1, 0.0001)[:, None]
    steps = (np.array(row) + offsets) * items
    return int(np.max(np.sum(np.abs(steps - np.round(steps)) / items <= 0.005 + 1e-9, axis=1)))


def cosine_case(a, b, group, resamples):
    """The cosine of the difference of two released models with a group of people, and its percentiles over queries."""
    difference = answers(a) - answers(b)
    keep = ~np.isnan(difference).all(axis=1)
    ratings = np.full(len(difference), np.nan)
    ratings[keep] = np.nanmean(difference[keep], axis=1)
    queries = frame(ratings)
    weights = np.vstack([np.ones(len(queries)), draw_queries(len(queries), resamples, SeededRandom(42))])

    def means(items):
        sums, counts = by_query(ratings, items, queries)
        return weights @ sums / (weights @ counts)

    scores = np.array([means(KEY[value]) for value in FILE["values"]]) - means(FAMILY_ITEMS["values"])
    means_of = {row["id"]: row["centred"] for row in read("ess.json")["groups"]}
    people = np.array([means_of[group][value] - means_of["overall"][value] for value in FILE["values"]])
    cosines = people @ scores / np.linalg.norm(people) / np.linalg.norm(scores, axis=0)
    return {
        "a": a,
        "b": b,
        "group": group,
        "resamples": resamples,
        "people": people.tolist(),
        "cosine": float(cosines[0]),
        "bounds": np.nanquantile(cosines[1:], [0.025, 0.975]).tolist(),
    }


WITH = [index for index, (_, group) in enumerate(GROUPS) if "people" in group]
PEOPLE = np.array([GROUPS[index][1]["people"] for index in WITH])

MATRIX = np.array(list(FILE["steering"].values()))
COLUMNS = MATRIX.mean(axis=0)
CENTRED = MATRIX - COLUMNS
apart = np.abs(np.subtract.outer(range(10), range(10)))
DISTANCE = np.minimum(apart, 10 - apart)
OFF = DISTANCE > 0
# A circle may be turned: the first value stays where it is.
ORDERS = np.fromiter((p for deal in permutations(range(1, 10)) for p in (0, *deal)), np.int8).reshape(-1, 10)
rows, columns = np.nonzero(OFF)
turns = sum(
    CENTRED[row, column] * DISTANCE[ORDERS[:, row], ORDERS[:, column]] for row, column in zip(rows, columns)
)
in_order = float(np.sum(CENTRED[OFF] * DISTANCE[OFF]))  # every order has the same distances, so sums order as correlations
RANDOM = np.random.default_rng(17)

write(
    "experiments.json",
    {
        "generic": {
            "mean": GENERIC.tolist(),
            "share": float(len(SHIFTS) * np.sum(GENERIC**2) / np.sum(SHIFTS**2)),
            "leaveOneOut": [cosine(row, (SHIFTS.sum(0) - row) / (len(SHIFTS) - 1)) for row in SHIFTS],
        },
        "groups": [
            {
                "group": GROUPS[index][1]["group"],
                "asMeasured": agreement(SHIFTS[index], people),
                "withoutGeneric": agreement(SHIFTS[index] - GENERIC, people),
            }
            for index, people in zip(WITH, PEOPLE)
        ],
        "pooled": {
            "asMeasured": agreement(SHIFTS[WITH], PEOPLE),
            "withoutGeneric": agreement(SHIFTS[WITH] - GENERIC, PEOPLE),
        },
        "contrasts": [{"axis": axis["axis"], "agreement": contrast(axis)} for axis in FILE["axes"]],
        "taus": [
            {"axis": axis["axis"], "model": taus(axis, "model"), "people": taus(axis, "people")}
            for axis in FILE["axes"]
        ],
        "steering": {
            "specificity": [
                float(MATRIX[v, v] - np.delete(MATRIX[v], v).mean()) for v in range(10)
            ],
            "ranks": [int(stats.rankdata(-MATRIX[v], "min")[v]) for v in range(10)],
            "best": [bool(np.argmax(MATRIX[:, v]) == v) for v in range(10)],
            "generic": COLUMNS.tolist(),
            "correlation": float(stats.pearsonr(MATRIX[OFF], DISTANCE[OFF]).statistic),
            "withoutGeneric": float(stats.pearsonr(CENTRED[OFF], DISTANCE[OFF]).statistic),
            "byDistance": [float(CENTRED[DISTANCE == step].mean()) for step in range(1, 6)],
            "exactP": float(np.mean(turns <= in_order + 1e-9)),
        },
        "cosineIntervals": [
            cosine_case("gpt-4o-2024-08-06", "gpt-4o-2024-05-13", "Age_B", 400),
            cosine_case("deepseek-r1", "gpt-4o-2024-11-20", "Political_A", 400),
        ],
        "signTests": [
            {"successes": k, "n": n, "p": float(stats.binomtest(k, n).pvalue)}
            for k, n in [(0, 1), (9, 10), (5, 10), (54, 108), (62, 111), (900, 1900), (1300, 2400)]
        ],
    },
)

print("generic shift with people", [(GROUPS[i][1]["group"], round(cosine(GENERIC, h), 2)) for i, h in zip(WITH, PEOPLE)])
released = np.array([len(KEY[value]) for value in FILE["values"]])
theirs = released.copy()
theirs[[0, 6]] += 1  # Universalism 16, Achievement 57
for name, items in [("released key", released), ("one item more of two values", theirs)]:
    fits = [one_rating(row, items) for row in SHIFTS]
    print(name, [(axis, group["group"], fit) for (axis, group), fit in zip(GROUPS, fits)])
jittered = [one_rating(SHIFTS[i % 13] + RANDOM.uniform(-0.5, 0.5, 10).round(2), theirs) for i in range(390)]
print("jittered rows fit", np.mean(jittered), "of 10 in the mean, all 10 in", np.mean(np.array(jittered) == 10))
