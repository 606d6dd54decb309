"""What bootstrap.ts measures, with numpy as one matrix product and with scipy.stats.bootstrap, on the same data.

Run: python3 scripts/bench/bootstrap.py
"""
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "test" / "golden"))

import numpy as np
import scipy
from embedded import DIMENSIONS, FAMILIES, FAMILY_ITEMS, FAMILY_OF, KEY, answers, by_query, frame
from scipy import special, stats

RESAMPLES = 10_000
REPETITIONS = 15
MODEL = "grok-2-1212"


def sums(ratings, queries):
    """queries x (sum and count of each dimension, then of each family)."""
    columns = [by_query(ratings, KEY[d], queries) for d in DIMENSIONS]
    columns += [by_query(ratings, FAMILY_ITEMS[f], queries) for f in FAMILIES]
    return np.stack([column for pair in columns for column in pair], axis=1)


BASELINE = np.array([len(DIMENSIONS) + list(FAMILIES).index(FAMILY_OF[d]) for d in DIMENSIONS])


def scores(totals):
    with np.errstate(invalid="ignore"):
        means = totals[..., 0::2] / totals[..., 1::2]
    return means[..., : len(DIMENSIONS)] - means[..., BASELINE]


def draw_multinomial(queries, random):
    return random.multinomial(queries, np.full(queries, 1 / queries), RESAMPLES).astype(float)


def draw_bincount(queries, random):
    cells = random.integers(0, queries, (RESAMPLES, queries)) + queries * np.arange(RESAMPLES)[:, None]
    counts = np.bincount(cells.ravel(), minlength=RESAMPLES * queries)
    return counts.reshape(RESAMPLES, queries).astype(float)


def numpy_matrix(ratings, seed, draw):
    """SE, percentile and BCa intervals of all dimensions."""
    queries = frame(ratings)
    parts = sums(ratings, queries)
    resampled = scores(draw(len(queries), np.random.default_rng(seed)) @ parts)
    estimate = scores(parts.sum(axis=0))
    left_out = estimate_without = scores(parts.sum(axis=0) - parts)
    deviations = estimate_without.mean(axis=0) - left_out
    acceleration = (deviations**3).sum(axis=0) / (6 * (deviations**2).sum(axis=0) ** 1.5)
    z = special.ndtri(np.array([0.025, 0.975]))
    for index in range(len(DIMENSIONS)):
        column = resampled[:, index]
        column = column[~np.isnan(column)]
        below = ((column < estimate[index]).mean() + (column <= estimate[index]).mean()) / 2
        z0 = special.ndtri(below)
        shifted = special.ndtr(z0 + (z0 + z) / (1 - acceleration[index] * (z0 + z)))
        yield column.std(ddof=1), np.quantile(column, [0.025, 0.975, *shifted])


def scipy_bootstrap(ratings, seed, method):
    """One dimension, as a statistic of query numbers."""
    queries = frame(ratings)
    parts = np.stack([
        *by_query(ratings, KEY["Power"], queries), *by_query(ratings, FAMILY_ITEMS["values"], queries),
    ])

    def statistic(drawn, axis):
        s, n, S, N = parts[:, drawn].sum(axis=axis if axis < 0 else axis + 1)
        return s / n - S / N

    return stats.bootstrap(
        (np.arange(len(queries)),), statistic, n_resamples=RESAMPLES, vectorized=True, method=method, rng=seed,
    )


def report(what, work, times=1, repetitions=REPETITIONS):
    taken = []
    for repetition in range(repetitions):
        start = time.perf_counter()
        work(1000 + repetition)
        taken.append(time.perf_counter() - start)
    print(f"{what:58s} min {times * min(taken):.3f}  median {times * np.median(taken):.3f}")


ratings = np.nanmean(answers(MODEL), axis=1)
print(f"{len(DIMENSIONS)} dimensions, {RESAMPLES} resamples, numpy {np.__version__}, scipy {scipy.__version__}, "
      f"{os.cpu_count()} cores; seconds")
report("numpy matrix, multinomial draws included", lambda s: list(numpy_matrix(ratings, s, draw_multinomial)))
report("  of that, the draws", lambda s: draw_multinomial(101, np.random.default_rng(s)))
report("numpy matrix, integers and bincount draws included", lambda s: list(numpy_matrix(ratings, s, draw_bincount)))
report("  of that, the draws", lambda s: draw_bincount(101, np.random.default_rng(s)))
for method in ["percentile", "BCa"]:
    report(f"scipy.stats.bootstrap {method}, one dimension x 19",
           lambda s, method=method: scipy_bootstrap(ratings, s, method), times=19, repetitions=5)
