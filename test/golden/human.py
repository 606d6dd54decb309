"""Golden numbers for the human reference and the comparison of a model with people.

The standard error over raters: a score is a sum over raters, so its variance is, in each group, the number of raters
times the variance of what they add. The comparison's closed-form error is written out again here, and simulated beside it.

python3 test/golden/human.py (numpy and scipy, about 20 s) writes test/golden/human.json.
"""

import numpy as np
from scipy.stats import t
from released import DIMENSIONS, IDS, KEYS, POSITION, RELEASED, RATERS, centred_scores, group_ratings, membership, model_ratings, write

REPLICATES = 20_000
rng = np.random.default_rng(7)


def pooled_means():
    means = np.zeros(len(IDS))
    for group in RATERS["groups"]:
        items, ratings = group_ratings(group)
        means[[POSITION[item] for item in items]] = ratings.mean(axis=0)
    return means


def rater_se(key):
    """Standard error over raters of each human score."""
    signs, family = membership(key)
    weights = signs / np.abs(signs).sum(1, keepdims=True) - family / family.sum(1, keepdims=True)
    variance = np.zeros(len(DIMENSIONS))
    for group in RATERS["groups"]:
        items, ratings = group_ratings(group)
        added = ratings @ weights[:, [POSITION[item] for item in items]].T / len(ratings)
        variance += len(ratings) * added.var(axis=0, ddof=1)
    return np.sqrt(variance)


def closed_form(ratings, human, key):
    """Standard error of model - human in closed form, and its degrees of freedom: the cluster-robust variance over
    queries of the rating differences, plus the variance over raters of people's score on the same items."""
    signs, family = membership(key)
    rated = ~np.isnan(ratings)
    queries = np.array([int(item[:4]) for item in IDS])
    # 7 - rating turns a difference around, so a reversed item counts with sign -1.
    gaps = np.where(rated, ratings - human, 0)
    ses, degrees = [], []
    for column in range(len(DIMENSIONS)):
        own, base = signs[column] * rated, family[column] * rated
        n, m = np.abs(own).sum(), base.sum()
        pull = own * gaps / n - base * gaps / m
        mean_own, mean_base = (own * gaps).sum() / n, (base * gaps).sum() / m
        pull = pull - np.abs(own) * mean_own / n + base * mean_base / m
        sums = np.array([pull[queries == query].sum() for query in np.unique(queries)])
        clusters = len(np.unique(queries[np.abs(own) > 0]))
        over_queries = clusters / (clusters - 1) * (sums**2).sum()
        weights = own / n - base / m
        over_raters = 0.0
        for group in RATERS["groups"]:
            items, given = group_ratings(group)
            added = given @ weights[[POSITION[item] for item in items]]
            over_raters += added.var(ddof=1) / len(given)
        ses.append(np.sqrt(over_queries + over_raters))
        degrees.append(clusters - 1)
    return ses, degrees


def compare(model, key):
    """Difference model - human, and its replicates with queries and raters drawn independently."""
    ratings = model_ratings(model)
    human = pooled_means()
    queries = np.array([int(item[:4]) for item in IDS])
    portraits = np.unique(queries[~np.isnan(ratings)])
    replicates = []
    for start in range(0, REPLICATES, 2000):
        size = min(2000, REPLICATES - start)
        counts = rng.multinomial(len(portraits), np.full(len(portraits), 1 / len(portraits)), size)
        weights = np.zeros((size, len(IDS)))
        for column, portrait in enumerate(portraits):
            weights[:, queries == portrait] = counts[:, [column]]
        drawn = np.zeros((size, len(IDS)))
        for group in RATERS["groups"]:
            items, given = group_ratings(group)
            n = len(given)
            drawn[:, [POSITION[item] for item in items]] = rng.multinomial(n, np.full(n, 1 / n), size) @ given / n
        drawn[:, np.isnan(ratings)] = np.nan
        replicates.append(
            centred_scores(np.tile(ratings, (size, 1)), key, weights) - centred_scores(drawn, key, weights)
        )
    replicates = np.vstack(replicates)
    both = np.where(np.isnan(ratings), np.nan, human)
    difference = centred_scores(ratings, key)[0] - centred_scores(both, key)[0]
    ses, degrees = closed_form(ratings, both, key)
    return {
        dimension: {
            "difference": difference[column],
            "se": float(np.nanstd(replicates[:, column])),
            "closedFormSe": float(ses[column]),
            "p": float(2 * t.sf(abs(difference[column] / ses[column]), degrees[column])),
        }
        for column, dimension in enumerate(DIMENSIONS)
    }


named = {model["model"]: model for model in RELEASED}
write(
    "human.json",
    {
        "scores": {name: dict(zip(DIMENSIONS, centred_scores(pooled_means(), key)[0].tolist())) for name, key in KEYS.items()},
        "raterSe": {name: dict(zip(DIMENSIONS, rater_se(key).tolist())) for name, key in KEYS.items()},
        "comparisons": [
            {"model": model, "key": key, "rows": compare(named[model], KEYS[key])}
            for model, key in [("claude-3-opus-20240229", "released"), ("mistral-small", "signed")]
        ],
    },
)
