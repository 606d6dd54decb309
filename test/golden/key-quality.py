"""How good each key is: the table of docs/methods/weighted-key.md, from the survey and the 33 complete models.

python3 test/golden/key-quality.py (numpy, scipy; two minutes) writes test/golden/key-quality.json. Seed 7.

    reliability   split-half over queries (1,000 splits, Spearman-Brown of the mean correlation), between models; each
                  half is scored anew, with its own baseline or weights
    criterion     r over all raters of the questionnaire score with their score on their group's items, under a key made
                  without the fifth of the raters that they are of; a key without an item in their group gives them 0
    agreement     r over models of scores under keys from two halves of the raters (30 halvings)
    slope         |r| over models with the slope on the human item means
    se / sd       mean closed-form standard error over the standard deviation between models
    partial       reliability when the slope, within each half, is partialled out
    coverage      share of 95% intervals (Student's t, closed form) that hold a model's score, when 104 queries are drawn
                  from its own with replacement, weights and baselines made anew (33 models x 300 draws)
    differ        share of the differences of two models (528 pairs) that are real after Holm's method over the pair's ten
                  values (t tests); of the ten values only

Keys that are made anew from some raters tag by the rule that the paper states (rho > .3 and p < .05).
"""

import importlib

import numpy as np
from released import DIMENSIONS, IDS, KEYS, POSITION, RELEASED, membership, model_ratings, write
from scipy import stats

weighted = importlib.import_module("weighted-key")
QUERY = weighted.QUERY
NAMES = np.unique(QUERY)
VALUES = DIMENSIONS[:10]
SPLITS, HALVINGS, FOLDS, DRAWS, SEED = 1000, 30, 5, 300, 7
GROUPS = [(np.array(columns), ratings, scores) for columns, ratings, scores in weighted.rater_data()]
MODELS = np.array([model_ratings(row) for row in RELEASED if row["complete"]])
MODELS = np.where(np.isnan(MODELS), np.nanmean(MODELS, axis=0), MODELS)
MEANS = weighted.loadings_and_means(GROUPS)[1]


# Keys from raters: each gives 520 x 19 loadings, or tags.

def tags_of(groups, centred=False):
    """Spearman's rho above .3 with p below .05."""
    tags = np.zeros((len(IDS), len(DIMENSIONS)))
    for columns, ratings, scores in groups:
        given = ratings - ratings.mean(axis=1, keepdims=True) if centred else ratings
        rho = weighted.correlations(stats.rankdata(given, axis=0), stats.rankdata(scores, axis=0))
        n = len(ratings)
        p = 2 * stats.t.sf(np.abs(rho) * np.sqrt((n - 2) / (1 - rho**2)), n - 2)
        tags[columns] = (rho > 0.3) & (p < 0.05)
    return tags


def loadings(groups):
    return weighted.loadings_and_means(groups)[0]


# Scorers: ratings (respondents x items), key (items x 19), means of the items -> respondents x 19.

def tagged_scores(ratings, tags, _):
    with np.errstate(invalid="ignore", divide="ignore"):
        own = ratings @ tags / tags.sum(axis=0)
        scores = np.full_like(own, np.nan)
        for members in (slice(0, 10), slice(10, 14), slice(14, 19)):
            family = tags[:, members].any(axis=1)
            if family.any():
                scores[:, members] = own[:, members] - ratings[:, family].mean(axis=1, keepdims=True)
    return scores


def weighed_scores(design):
    def score(ratings, key, means):
        kept = weighted.residuals(key, design(means))
        return ratings @ (kept / (np.abs(kept).sum(axis=0) / 2))

    return score


CONSTANT = lambda means: np.ones((len(means), 1))
CONSENSUS = lambda means: np.column_stack([np.ones(len(means)), means])

RULES = {
    "released": (tags_of, tagged_scores),
    "style-centred": (lambda groups: tags_of(groups, centred=True), tagged_scores),
    "W": (loadings, weighed_scores(CONSTANT)),
    "weighted": (loadings, weighed_scores(CONSENSUS)),
}


def full_key(name):
    """The key as shipped: for the tags that of data/keys.json, exclusions and all."""
    if name in KEYS:
        return (membership(KEYS[name])[0] > 0).astype(float).T
    return RULES[name][0](GROUPS)


def correlation(one, other):
    """Pearson by column."""
    one, other = one - one.mean(axis=0), other - other.mean(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return (one * other).sum(axis=0) / np.sqrt((one**2).sum(axis=0) * (other**2).sum(axis=0))


def halves(rng):
    for _ in range(SPLITS):
        yield np.isin(QUERY, rng.permutation(NAMES)[: len(NAMES) // 2])


def slopes(ratings, items):
    centred = MEANS[items] - MEANS[items].mean()
    return ratings[:, items] @ centred / (centred**2).sum()


def reliability(key, score):
    """Over the splits, plain and with each half's slope partialled out over the models."""
    rng = np.random.default_rng(SEED)
    plain, partial = [], []
    for half in halves(rng):
        one, other = (score(MODELS[:, items], key[items], MEANS[items]) for items in (half, ~half))
        plain.append(correlation(one, other))
        left = [
            weighted.residuals(scores, np.column_stack([np.ones(len(scores)), slopes(MODELS, items)]))
            for scores, items in ((one, half), (other, ~half))
        ]
        partial.append(correlation(*left))
    step = lambda r: 2 * r / (1 + r)
    return step(np.nanmean(plain, axis=0)), step(np.nanmean(partial, axis=0))


def axis_reliability(key, score):
    rng = np.random.default_rng(SEED)
    weights = np.array([weighted.AXES[axis] for axis in ("openness", "transcendence")]).T
    found = [
        correlation(*(score(MODELS[:, items], key[items], MEANS[items])[:, :10] @ weights for items in (half, ~half)))
        for half in halves(rng)
    ]
    r = np.nanmean(found, axis=0)
    return 2 * r / (1 + r)


def criterion(name, permute=False):
    """r over raters between scores on their group's items and questionnaire scores, of raters left out of the key."""
    make, score = RULES[name]
    rng = np.random.default_rng(SEED)
    folds = [rng.permutation(np.arange(len(ratings)) % FOLDS) for _, ratings, _ in GROUPS]
    found = [np.zeros((len(ratings), len(DIMENSIONS))) for _, ratings, _ in GROUPS]
    for fold in range(FOLDS):
        kept = []
        for own, (columns, ratings, scores) in zip(folds, GROUPS):
            left = own != fold
            targets = scores[left]
            kept.append((columns, ratings[left], rng.permutation(targets) if permute else targets))
        key = make(kept)
        for place, (own, (columns, ratings, _)) in enumerate(zip(folds, GROUPS)):
            out = own == fold
            found[place][out] = np.nan_to_num(score(ratings[out], key[columns], MEANS[columns]))
    return correlation(np.vstack(found), np.vstack([scores for _, _, scores in GROUPS]))


def agreement(name):
    make, score = RULES[name]
    rng = np.random.default_rng(SEED)
    found = []
    for _ in range(HALVINGS):
        parts = [[], []]
        for columns, ratings, scores in GROUPS:
            order = rng.permutation(len(ratings))
            for side, rows in enumerate(np.array_split(order, 2)):
                parts[side].append((columns, ratings[rows], scores[rows]))
        one, other = (score(MODELS, make(side), MEANS) for side in parts)
        found.append(correlation(one, other))
    return np.nanmean(found, axis=0)


def error(name, key, ratings, means, queries):
    """Score, closed-form standard error and degrees of freedom of one respondent on each dimension."""
    names = np.unique(queries)
    clusters = (queries[None, :] == names[:, None]).astype(float)
    if name in ("W", "weighted"):
        design = CONSTANT(means) if name == "W" else CONSENSUS(means)
        kept = weighted.residuals(key, design)
        weights = kept / (np.abs(kept).sum(axis=0) / 2)
        score = ratings @ weights
        pulls = weights * weighted.residuals(ratings, design)[:, None] - np.abs(weights) / 2 * score
        m = np.full(len(DIMENSIONS), len(names))
    else:
        family = np.hstack(
            [
                np.repeat(key[:, members].any(axis=1)[:, None], key[:, members].shape[1], axis=1)
                for members in (slice(0, 10), slice(10, 14), slice(14, 19))
            ]
        ).astype(float)
        own, base = ratings @ key / key.sum(axis=0), ratings @ family / family.sum(axis=0)
        score = own - base
        pulls = key * (ratings[:, None] - own) / key.sum(axis=0)
        pulls = pulls - family * (ratings[:, None] - base) / family.sum(axis=0)
        m = (clusters @ key > 0).sum(axis=0)
    return score, np.sqrt(m / (m - 1) * ((clusters @ pulls) ** 2).sum(axis=0)), m - 1


def coverage(name, key):
    rng = np.random.default_rng(SEED)
    rows = {query: np.flatnonzero(QUERY == query) for query in NAMES}
    held = []
    for ratings in MODELS:
        true = error(name, key, ratings, MEANS, QUERY)[0]
        for _ in range(DRAWS):
            drawn = rng.choice(NAMES, len(NAMES))
            items = np.concatenate([rows[query] for query in drawn])
            queries = np.repeat(np.arange(len(drawn)), [len(rows[query]) for query in drawn])
            with np.errstate(invalid="ignore", divide="ignore"):
                score, se, degrees = error(name, key[items], ratings[items], MEANS[items], queries)
            reach = stats.t.ppf(0.975, np.maximum(degrees, 1)) * se
            held.append(np.where(np.isnan(score) | (degrees < 1), np.nan, np.abs(score - true) <= reach))
    return np.nanmean(held, axis=0)


def differ(name, key):
    """Mean over the 528 pairs of models of the share of the ten values with p below .05 after Holm."""
    ps = []
    for place, one in enumerate(MODELS):
        for other in MODELS[place + 1 :]:
            gap, se, degrees = error(name, key, one - other, MEANS, QUERY)
            ps.append((2 * stats.t.sf(np.abs(gap) / se, degrees))[: len(VALUES)])
    passed = np.sort(ps, axis=1) < 0.05 / (len(VALUES) - np.arange(len(VALUES)))
    return float(np.where(passed.all(axis=1), len(VALUES), passed.argmin(axis=1)).mean() / len(VALUES))


def quality(name):
    key = full_key(name)
    _, score = RULES[name]
    scores = score(MODELS, key, MEANS)
    rel, partial = reliability(key, score)
    slope = slopes(MODELS, np.ones(len(IDS), bool))
    rows = {
        "reliability": rel,
        "criterion": criterion(name),
        "agreement": agreement(name),
        "slope": np.abs(correlation(scores, np.repeat(slope[:, None], len(DIMENSIONS), axis=1))),
        "seOverSd": np.mean([error(name, key, one, MEANS, QUERY)[1] for one in MODELS], axis=0) / scores.std(axis=0, ddof=1),
        "coverage": coverage(name, key),
        "partial": partial,
    }
    shares = np.linalg.eigvalsh(np.corrcoef(scores[:, :10].T))[::-1]
    return {
        "means": {measure: float(np.nanmean(row[:10])) for measure, row in rows.items()},
        **{measure: dict(zip(DIMENSIONS, row.tolist())) for measure, row in rows.items()},
        "differ": differ(name, key),
        "axes": axis_reliability(key, score).tolist(),
        "firstFactor": float(shares[0] / shares.sum()),
        "effectiveDimensions": float(shares.sum() ** 2 / (shares**2).sum()),
    }


def chance():
    """W from raters whose questionnaires are dealt out anew within their groups: 20 keys."""
    rng = np.random.default_rng(SEED)
    score = RULES["W"][1]
    rows = []
    for _ in range(20):
        key = loadings([(columns, ratings, rng.permutation(scores)) for columns, ratings, scores in GROUPS])
        found = []
        for _, half in zip(range(100), halves(rng)):
            found.append(correlation(*(score(MODELS[:, i], key[i], MEANS[i]) for i in (half, ~half))))
        r = np.mean(found, axis=0)
        scores = score(MODELS, key, MEANS)
        slope = slopes(MODELS, np.ones(len(IDS), bool))
        by_slope = np.abs(correlation(scores, np.repeat(slope[:, None], len(DIMENSIONS), axis=1)))
        rows.append([np.mean((2 * r / (1 + r))[:10]), np.mean(by_slope[:10])])
    mean = np.mean(rows, axis=0)
    return {"reliability": float(mean[0]), "criterion": float(np.mean(criterion("W", permute=True)[:10])), "slope": float(mean[1])}


if __name__ == "__main__":
    write("key-quality.json", {**{name: quality(name) for name in RULES}, "chance": chance()})
