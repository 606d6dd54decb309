"""Golden numbers for comparisons of two runs and for tiers within one, from numpy and scipy."""
from itertools import combinations, product

import numpy as np
import scipy
from embedded import (
    DIMENSIONS, FAMILIES, FAMILY_ITEMS, FAMILY_OF, KEY, KEYED, SeededRandom, answers, by_query, draw_signs, frame, write,
)
from holm import holm
from scipy import stats

MANY = 200_000
RESAMPLES = 4000
SEED = 2025
MARGIN = 0.3


def score(ratings, dimension):
    return np.nanmean(ratings[KEY[dimension]]) - np.nanmean(ratings[FAMILY_ITEMS[FAMILY_OF[dimension]]])


def jackknife_like_se(value, parts, m):
    """Sandwich SE from slopes in the queries' weights, by complex step; value maps total sums to the statistic."""
    step = 1e-30j
    slopes = [value(parts @ (1 + step * unit)).imag / step.imag for unit in np.eye(parts.shape[1])]
    return np.sqrt(m / (m - 1) * np.sum(np.square(slopes)))


def difference_of_means(totals):
    s, n, S, N = totals
    return s / n - S / N


def sign_flip_p(contributions, signs):
    reached = np.abs(contributions @ signs) >= np.abs(contributions.sum()) - 1e-12
    return float((reached.sum() + 1) / (signs.shape[1] + 1))


def settled_ps(lists):
    """p of the tests of one family, by RESAMPLES flips; by MANY where Holm's threshold is within three errors of p."""
    random = SeededRandom(SEED)
    queries = len(lists[0])
    signs = draw_signs(queries, RESAMPLES, random)
    ps = np.array([sign_flip_p(one, signs) for one in lists])
    thresholds = 0.05 / (len(ps) - stats.rankdata(ps, method="ordinal") + 1)
    unsettled = np.flatnonzero(np.abs(ps - thresholds) < 3 * np.sqrt(ps * (1 - ps) / RESAMPLES))
    if len(unsettled):
        many = draw_blocks(queries, MANY, random)
        ps[unsettled] = [sign_flip_p(lists[test], many) for test in unsettled]
    return ps.tolist()


def draw_blocks(queries, resamples, random):
    """queries x resamples of 1 and -1: 13 queries at a time share a pattern, four patterns a random number."""
    blocks = -(-queries // 13)
    patterns = np.empty(resamples * blocks, dtype=np.int64)
    for cell in range(len(patterns)):
        if cell % 4 == 0:
            uniform = random()
        scaled = uniform * 8192
        patterns[cell] = int(scaled)
        uniform = scaled - int(scaled)
    turned = patterns.reshape(resamples, blocks)[:, np.arange(queries) // 13] >> (np.arange(queries) % 13) & 1
    return 1.0 - 2.0 * turned.T


def compare(model_a, model_b):
    a, b = answers(model_a), answers(model_b)
    both = ~np.isnan(a) & ~np.isnan(b)
    scored = np.isin(np.arange(len(a)), KEYED)[:, None]
    paired_a, paired_b = np.where(both, a, np.nan), np.where(both, b, np.nan)
    mean_a, mean_b = np.nanmean(paired_a, axis=1), np.nanmean(paired_b, axis=1)
    queries = frame(mean_a)
    rows, contributions = {}, {}
    for d in DIMENSIONS:
        family = FAMILY_ITEMS[FAMILY_OF[d]]
        difference = score(mean_a, d) - score(mean_b, d)
        delta = mean_a - mean_b
        parts = np.stack([*by_query(delta, KEY[d], queries), *by_query(delta, family, queries)])
        m = int(np.count_nonzero(parts[1]))
        se = jackknife_like_se(difference_of_means, parts, m)
        # Exchange of labels: rating differences, minus the runs' overall difference in the family, change sign.
        centred = delta - np.nanmean(delta[family])
        s, n = by_query(centred, KEY[d], queries)
        S, N = by_query(centred, family, queries)
        t = stats.t(m - 1)
        one_sided = [float(t.sf((difference + MARGIN) / se)), float(t.cdf((difference - MARGIN) / se))]
        rows[d] = {
            "a": float(score(mean_a, d)),
            "b": float(score(mean_b, d)),
            "difference": float(difference),
            "clusterRobustSe": float(se),
            "student": [float(difference + sign * t.ppf(0.975) * se) for sign in (-1, 1)],
            "equivalenceInterval": [float(difference + sign * t.ppf(0.95) * se) for sign in (-1, 1)],
            "equivalent": max(one_sided) < 0.05,
            "minimalDetectable": float((t.ppf(0.975) + t.ppf(0.8)) * se),
        }
        contributions[d] = s / n.sum() - S / N.sum()
    for members in FAMILIES.values():
        for d, p in zip(members, settled_ps([contributions[d] for d in members])):
            rows[d]["p"] = p
        for d, adjusted in zip(members, holm([rows[d]["p"] for d in members])):
            rows[d]["adjustedP"] = adjusted
    def counts(mask):
        return {"items": int((mask & scored).any(axis=1).sum()), "prompts": int((mask & scored).sum())}

    def dropped(rated):
        all_, kept = counts(rated), counts(both)
        return {name: all_[name] - kept[name] for name in all_}

    return {
        "a": model_a,
        "b": model_b,
        "paired": counts(both),
        "dropped": {"a": dropped(~np.isnan(a)), "b": dropped(~np.isnan(b))},
        "dimensions": rows,
    }


def tiers(model, family):
    ratings = np.nanmean(answers(model), axis=1)
    queries = frame(ratings)
    means = {d: np.nanmean(ratings[KEY[d]]) for d in FAMILIES[family]}
    descending = sorted(means, key=lambda d: -means[d])
    pairs, contributions = [], []
    for upper, lower in combinations(descending, 2):
        parts = np.stack([*by_query(ratings, KEY[upper], queries), *by_query(ratings, KEY[lower], queries)])
        s, n, S, N = parts
        level = (s.sum() + S.sum()) / (n.sum() + N.sum())
        m = int(min(np.count_nonzero(n), np.count_nonzero(N)))
        se = jackknife_like_se(difference_of_means, parts, m)
        difference = means[upper] - means[lower]
        reach = stats.t.ppf(0.975, m - 1) * se
        contributions.append((s - level * n) / n.sum() - (S - level * N) / N.sum())
        pairs.append({
            "upper": upper, "lower": lower, "difference": float(difference), "clusterRobustSe": float(se),
            "interval": [float(difference - reach), float(difference + reach)],
        })
    for pair, p in zip(pairs, settled_ps(contributions)):
        pair["p"] = p
    for pair, adjusted in zip(pairs, holm([pair["p"] for pair in pairs])):
        pair["adjustedP"] = adjusted
        pair["differs"] = bool(adjusted < 0.05 and pair["interval"][0] > 0)
    apart = {frozenset((p["upper"], p["lower"])) for p in pairs if p["differs"]}
    # All sets without a difference that no further dimension fits into, by trying every subset.
    subsets = [s for r in range(1, len(means) + 1) for s in map(frozenset, combinations(means, r))]
    free = [s for s in subsets if not any(pair <= s for pair in apart)]
    groups = [sorted(s) for s in free if not any(s < other for other in free)]
    return {"model": model, "family": family, "pairs": pairs, "groups": sorted(groups)}


def exact_p(contributions):
    sums = [abs(np.dot(signs, contributions)) for signs in product([1, -1], repeat=len(contributions))]
    return float(np.mean(np.array(sums) >= abs(sum(contributions)) - 1e-12))


def exact_by_scipy(contributions):
    """The sign flip of one sample is scipy's paired test against 0."""
    values = np.array(contributions)
    return float(stats.permutation_test(
        (values, np.zeros(len(values))), lambda x, y: np.sum(x - y), permutation_type="samples", n_resamples=np.inf,
    ).pvalue)


TINY = [[1, 1, 1], [0.5, -0.25, 0.75, 1, 0.5], [0.3, 0.9, -0.1, 0.4, 0.2, 0.7, 0.05, 0.6], [0, 0, 0, 0]]

write("comparison.json", {
    "made_by": f"comparison.py, numpy {np.__version__}, scipy {scipy.__version__}",
    "resamples": RESAMPLES,
    "seed": SEED,
    "margin": MARGIN,
    "comparisons": [
        compare("claude-3.7-sonnet:thinking", "o1-mini-2024-09-12"),
        compare("gpt-4o-2024-11-20", "gpt-4o-2024-08-06"),
    ],
    "tiers": [tiers("deepseek-r1", "values"), tiers("deepseek-r1", "higher_order"), tiers("qwq-32b", "traits")],
    "exact": [{"contributions": c, "p": exact_p(c), "scipy": exact_by_scipy(c)} for c in TINY],
})
