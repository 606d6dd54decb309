"""Golden numbers for the weighted key: loadings, scores, errors and differentiation, made with numpy from the survey.

python3 test/golden/weighted-key.py (numpy) writes test/golden/weighted-key.json. Projections are made by least squares
on the design matrix (1, human item mean), where src/ works with sums.
"""

import numpy as np
from released import DIMENSIONS, IDS, KEYS, POSITION, RATERS, RELEASED, centred_scores, group_ratings, group_scores, membership, model_ratings, write

MODELS = ["claude-3-opus-20240229", "gpt-4o-2024-05-13", "mistral-small"]
QUERY = np.array([item[:4] for item in IDS])
# Took part in two survey groups under one questionnaire, which is that of the other group.
DROPPED = (1, "P186")


def rater_data():
    """For each group its item columns, ratings (raters x items) and questionnaire scores (raters x 19)."""
    for group in RATERS["groups"]:
        items, ratings = group_ratings(group)
        kept = [row for row, rater in enumerate(group["raters"]) if (group["group"], rater) != DROPPED]
        yield [POSITION[item] for item in items], ratings[kept].astype(float), group_scores(group)[kept]


def correlations(ratings, scores):
    """Pearson, items x dimensions; 0 for a constant item."""
    x = ratings - ratings.mean(axis=0)
    y = scores - scores.mean(axis=0)
    norms = np.sqrt((x**2).sum(axis=0))[:, None] * np.sqrt((y**2).sum(axis=0))[None, :]
    return np.divide(x.T @ y, norms, out=np.zeros_like(norms), where=norms > 1e-12)


def loadings_and_means(groups):
    loadings, means = np.zeros((len(IDS), len(DIMENSIONS))), np.zeros(len(IDS))
    for columns, ratings, scores in groups:
        centred = ratings - ratings.mean(axis=1, keepdims=True)
        loadings[columns] = correlations(centred, scores)
        means[columns] = ratings.mean(axis=0)
    return loadings, means


def residuals(values, design):
    return values - design @ np.linalg.lstsq(design, values, rcond=None)[0]


def weigh(loadings, means, rated):
    """Weights, 520 x 19; 0 for items that are not rated."""
    design = np.column_stack([np.ones(rated.sum()), means[rated]])
    weights = np.zeros_like(loadings)
    kept = residuals(loadings[rated], design)
    weights[rated] = kept / (np.abs(kept).sum(axis=0) / 2)
    return weights


# Universalism to Self-Direction: the mean of one pole's values less that of the other's.
AXES = {
    "openness": [0, 0, -1 / 3, -1 / 3, -1 / 3, 0, 0, 0, 1 / 2, 1 / 2],
    "transcendence": [1 / 2, 1 / 2, 0, 0, 0, -1 / 2, -1 / 2, 0, 0, 0],
}


def axes(values, u, counted):
    """Score and standard error of each axis from the values' scores, pulls (queries x values) and items by query."""
    found = {}
    for axis, weights in AXES.items():
        weights = np.array(weights)
        m = np.count_nonzero(counted[:, weights != 0].any(axis=1))
        error = np.sqrt(m / (m - 1) * ((u @ weights) ** 2).sum())
        found[axis] = {"score": float(values @ weights), "se": float(error)}
    return found


def released_axes(ratings):
    """The same under the released key: pulls are those of a ratio of sums, and of its baseline."""
    signs, family = (matrix[:10] for matrix in membership(KEYS["released"]))
    own, base = ratings @ signs.T / signs.sum(1), ratings @ family.T / family.sum(1)
    pulls = signs * (ratings - own[:, None]) / signs.sum(1, keepdims=True)
    pulls = pulls - family * (ratings - base[:, None]) / family.sum(1, keepdims=True)
    names = np.unique(QUERY)
    u = np.array([pulls[:, QUERY == name].sum(axis=1) for name in names])
    counted = np.array([signs[:, QUERY == name].any(axis=1) for name in names])
    return axes(own - base, u, counted)


def explained(ratings, slopes, means, key):
    """By how much scores fall when a slope on the human item means is taken off the ratings."""
    lowered = ratings - slopes * (means - means.mean())
    return dict(zip(DIMENSIONS, (centred_scores(ratings, key) - centred_scores(lowered, key))[0].tolist()))


def score(ratings, loadings, means):
    """Scores, standard errors, the slope on the human item means, and the axes."""
    rated = ~np.isnan(ratings)
    weights = weigh(loadings, means, rated)[rated]
    design = np.column_stack([np.ones(rated.sum()), means[rated]])
    values = weights.T @ ratings[rated]
    kept = residuals(ratings[rated], design)
    queries = QUERY[rated]
    names = np.unique(queries)
    pulls = weights * kept[:, None] - np.abs(weights) / 2 * values
    u = np.array([pulls[queries == name].sum(axis=0) for name in names])
    m = len(names)
    slope = np.linalg.lstsq(design, ratings[rated], rcond=None)[0][1]
    ones = np.ones((m, 10), bool)
    return values, np.sqrt(m / (m - 1) * (u**2).sum(axis=0)), slope, axes(values[:10], u[:, :10], ones)


def figures(ratings, loadings, means):
    values, errors, slope, own_axes = score(ratings, loadings, means)
    return {
        "scores": dict(zip(DIMENSIONS, values.tolist())),
        "se": dict(zip(DIMENSIONS, errors.tolist())),
        "differentiation": float(slope),
        "axes": own_axes,
    }


def people(loadings, means):
    """People's score by all raters, also the one without a questionnaire, and its standard error over raters."""
    weights = weigh(loadings, means, np.ones(len(IDS), bool))
    scores, variance = np.zeros(len(DIMENSIONS)), np.zeros(len(DIMENSIONS))
    for group in RATERS["groups"]:
        items, ratings = group_ratings(group)
        added = ratings @ weights[[POSITION[item] for item in items]]
        scores += added.mean(axis=0)
        variance += added.var(axis=0, ddof=1) / len(added)
    return {"scores": dict(zip(DIMENSIONS, scores.tolist())), "se": dict(zip(DIMENSIONS, np.sqrt(variance).tolist()))}


def main():
    loadings, means = loadings_and_means(rater_data())
    models = {row["model"]: model_ratings(row) for row in RELEASED}
    partial = models["gpt-4o-2024-05-13"].copy()
    partial[::3] = np.nan
    opus, gpt = models["claude-3-opus-20240229"], models["gpt-4o-2024-05-13"]
    difference = opus - gpt
    slopes = score(difference, loadings, means)[2]
    write(
        "weighted-key.json",
        {
            "item": {"id": IDS[0], "human": means[0], "loadings": loadings[0].tolist()},
            "sums": dict(zip(DIMENSIONS, np.abs(loadings).sum(axis=0).tolist())),
            "models": {model: figures(models[model], loadings, means) for model in MODELS},
            # gpt-4o-2024-05-13 without each third item, from the first on.
            "partial": figures(partial, loadings, means),
            # claude-3-opus-20240229 less gpt-4o-2024-05-13.
            "difference": figures(difference, loadings, means),
            # Of that difference, under other keys.
            "explained": {key: explained(opus, slopes, means, KEYS[key]) for key in ["released", "signed"]},
            "releasedAxes": released_axes(opus),
            "people": people(loadings, means),
            "slopes": {row["model"]: score(models[row["model"]], loadings, means)[2] for row in RELEASED if row["complete"]},
        },
    )


if __name__ == "__main__":
    main()
