"""Golden numbers for the human reference and the comparison of a model with people.

The standard error over raters is exact: a score is a sum over raters, so its bootstrap variance is, in each group,
the number of raters times the population variance of what they add. The comparison is simulated.

python3 test/golden/human.py (numpy, about 20 s) writes test/golden/human.json.
"""

import numpy as np
from released import DIMENSIONS, IDS, KEYS, POSITION, PUBLISHED, RATERS, centred_scores, group_ratings, membership, model_ratings, write

REPLICATES = 20_000
rng = np.random.default_rng(7)


def pooled_means():
    means = np.zeros(len(IDS))
    for group in RATERS["groups"]:
        items, ratings = group_ratings(group)
        means[[POSITION[item] for item in items]] = ratings.mean(axis=0)
    return means


def rater_se(key):
    """Exact bootstrap standard error of each human score."""
    signs, family = membership(key)
    weights = signs / np.abs(signs).sum(1, keepdims=True) - family / family.sum(1, keepdims=True)
    variance = np.zeros(len(DIMENSIONS))
    for group in RATERS["groups"]:
        items, ratings = group_ratings(group)
        added = ratings @ weights[:, [POSITION[item] for item in items]].T / len(ratings)
        variance += len(ratings) * added.var(axis=0)
    return np.sqrt(variance)


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
    return {
        dimension: {
            "difference": difference[column],
            "se": float(np.nanstd(replicates[:, column])),
            "interval": np.nanquantile(replicates[:, column], [0.025, 0.975]).tolist(),
        }
        for column, dimension in enumerate(DIMENSIONS)
    }


named = {model["model"]: model for model in PUBLISHED}
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
