"""Golden numbers for the uncertainty of scores, from numpy and scipy on draws that the tests repeat exactly."""
import warnings

import numpy as np
import scipy
from embedded import (
    COMPLETE, DIMENSIONS, FAMILY_ITEMS, FAMILY_OF, KEY, SeededRandom, answers, by_query, draw_queries, frame, write,
)
from scipy import stats
from scipy.stats._resampling import BootstrapResult

RESAMPLES = 500
SEED = 2025
STEP = 1e-30j
warnings.simplefilter("ignore", RuntimeWarning)


def sums(ratings, dimension, queries):
    family = FAMILY_ITEMS[FAMILY_OF[dimension]]
    return np.stack([*by_query(ratings, KEY[dimension], queries), *by_query(ratings, family, queries)])


def score(totals):
    s, n, S, N = totals
    return s / n - S / N


def sandwich(parts):
    """Linearised variance from the score's slopes in the queries' weights, by complex step: no formula shared."""
    slopes = [score(parts @ (1 + STEP * unit)).imag / STEP.imag for unit in np.eye(parts.shape[1])]
    m = int(np.count_nonzero(parts[1]))
    return np.sqrt(m / (m - 1) * np.sum(np.square(slopes))), m - 1


def interval(ratings, dimension, queries, weights):
    parts = sums(ratings, dimension, queries)
    resampled = score(parts @ weights.T)
    defined = resampled[~np.isnan(resampled)]
    se, df = sandwich(parts)
    estimate = score(parts.sum(axis=1))
    reach = stats.t.ppf(0.975, df) * se
    # scipy's BCa on these very resamples; data are query numbers, the statistic adds up their sums.
    bca = stats.bootstrap(
        (np.arange(len(queries)),),
        lambda drawn, axis: score(parts[:, drawn].sum(axis=axis if axis < 0 else axis + 1)),
        n_resamples=0, method="BCa", vectorized=True,
        bootstrap_result=BootstrapResult(None, defined, None),
    ).confidence_interval
    return {
        "centred": estimate,
        "se": float(np.std(defined, ddof=1)),
        "clusterRobustSe": float(se),
        "degreesOfFreedom": df,
        "student": [estimate - reach, estimate + reach],
        "percentile": np.percentile(defined, [2.5, 97.5]).tolist(),
        "bca": [float(bca.low), float(bca.high)],
        "undefinedResamples": int(np.isnan(resampled).sum()),
    }


def two_way(ratings, dimension, queries, weights, variant_weights):
    """SE over resamples of queries and variants, scoring each resample's item ratings from scratch."""
    rated = ~np.isnan(ratings)
    resampled = []
    for w, v in zip(weights, variant_weights):
        items = np.nansum(ratings * v, axis=1) / (rated @ v)
        resampled.append(score(sums(items, dimension, queries) @ w))
    return float(np.nanstd(resampled, ddof=1))


def two_way_sandwich(ratings, dimension, queries):
    """Adds the variance from the score's slopes in the variants' weights."""
    rated = ~np.isnan(ratings)
    k = ratings.shape[1]

    def at(v):
        items = np.nansum(ratings * v, axis=1) / (rated @ v)
        means = [np.nanmean(items[chosen]) for chosen in (KEY[dimension], FAMILY_ITEMS[FAMILY_OF[dimension]])]
        return means[0] - means[1]

    slopes = [at(1 + STEP * unit).imag / STEP.imag for unit in np.eye(k)]
    queries_se, df = sandwich(sums(np.nanmean(ratings, axis=1), dimension, queries))
    variants = k / (k - 1) * np.sum(np.square(slopes))
    variance = queries_se**2 + variants
    return float(np.sqrt(variance)), int(variance**2 / (queries_se**4 / df + variants**2 / (k - 1)))


def golden(model):
    ratings = np.nanmean(answers(model), axis=1)
    queries = frame(ratings)
    weights = draw_queries(len(queries), RESAMPLES, SeededRandom(SEED))
    return {
        "queries": len(queries),
        "dimensions": {d: interval(ratings, d, queries, weights) for d in DIMENSIONS},
    }


def golden_two_way(model, dimension):
    ratings = answers(model)
    queries = frame(np.nanmean(ratings, axis=1))
    random = np.random.default_rng(SEED)
    n, k = len(queries), ratings.shape[1]
    weights = random.multinomial(n, np.full(n, 1 / n), 4000)
    variants = random.multinomial(k, np.full(k, 1 / k), 4000)
    se, df = two_way_sandwich(ratings, dimension, queries)
    return {
        "se": two_way(ratings, dimension, queries, weights, variants),
        "clusterRobustSe": se,
        "degreesOfFreedom": df,
    }


def median_ses(resamples=10_000):
    random = np.random.default_rng(SEED)
    found = {d: [] for d in DIMENSIONS}
    for model in COMPLETE:
        ratings = np.nanmean(answers(model), axis=1)
        queries = frame(ratings)
        n = len(queries)
        weights = random.multinomial(n, np.full(n, 1 / n), resamples).astype(float)
        for d in DIMENSIONS:
            found[d].append(np.nanstd(score(sums(ratings, d, queries) @ weights.T), ddof=1))
    return {d: float(np.median(ses)) for d, ses in found.items()}


write("intervals.json", {
    "made_by": f"intervals.py, numpy {np.__version__}, scipy {scipy.__version__}",
    "resamples": RESAMPLES,
    "seed": SEED,
    # The first has answers without a rating, the second has none.
    "models": {model: golden(model) for model in ["claude-3.7-sonnet:thinking", "grok-2-1212"]},
    "two_way": {
        model: {d: golden_two_way(model, d) for d in ["Security", "Neuroticism", "Power"]}
        for model in ["o1-mini-2024-09-12", "grok-2-1212"]
    },
    "median_se": median_ses(),
})
