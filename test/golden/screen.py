"""Golden numbers of the validity screen, by numpy and scipy from data/: python3 test/golden/screen.py

Writes screen.json beside this file. Nothing here follows the TypeScript: answers are one array of
models x prompts x items, and every figure is a reduction of it.
"""

from itertools import combinations

import numpy as np
from scipy.stats import hypergeom, t as student
from released import DIMENSIONS as dimensions
from released import IDS, KEYS, POSITION, RATERS, write
from released import RELEASED as models

PROMPTS = ["v1", "v1_reversed", "v2", "v2_reversed", "v3", "v3_reversed"]
values = dimensions[:10]
key = {dimension: np.array([POSITION[item] for item in KEYS["released"][dimension]]) for dimension in dimensions}
family = np.unique(np.concatenate([key[value] for value in values]))

marks = np.array([[list(model["answers"][prompt]) for prompt in PROMPTS] for model in models])
asked = marks != "."
rated = np.char.isdigit(marks)
ratings = np.where(rated, np.where(rated, marks, "0").astype(float), np.nan)

rater_means = np.zeros(len(IDS))
levels, sds, used = [], [], []
for group in RATERS["groups"]:
    own = [POSITION[item] for item in group["ratings"]]
    table = np.array([[int(digit) for digit in digits] for digits in group["ratings"].values()])
    rater_means[own] = table.mean(1)
    levels += list((table - table.mean(1, keepdims=True)).mean(0))
    sds += list(table.std(0))
    used += [np.bincount(column, minlength=7)[1:] for column in table.T]


def mean_over(xs):
    xs = [x for x in xs if not np.isnan(x)]
    return float(np.mean(xs)) if xs else None


def modal(x):
    """Share of the most frequent rating within a prompt, and over all prompts."""
    within = [np.unique(row[~np.isnan(row)], return_counts=True)[1] for row in x]
    pooled = np.unique(x[~np.isnan(x)], return_counts=True)[1]
    return mean_over([counts.max() / counts.sum() for counts in within if len(counts)]), float(pooled.max() / pooled.sum())


def order(x):
    moves = np.abs(x[0::2] - x[1::2])
    return mean_over([np.nanmean(row) if (~np.isnan(row)).any() else np.nan for row in moves])


def wording(x):
    both = np.where(np.isnan(x[1::2]), np.nan, x[0::2])
    pairs = np.array([np.abs(both[a] - both[b]) for a, b in combinations(range(3), 2)])
    per_item = [np.nanmean(column) for column in pairs.T if (~np.isnan(column)).any()]
    return mean_over(per_item)


def profile(row):
    base = np.nanmean(row[family])
    return np.array([np.nanmean(row[key[value]]) - base for value in values])


def agreement(x):
    profiles = np.array([profile(row) for row in x if (~np.isnan(row)).any()])
    k = len(profiles)
    uneven = [p for p in profiles if np.ptp(p) > 1e-12]
    pairs = [np.corrcoef(a, b)[0, 1] for a, b in combinations(uneven, 2)]
    covariance = np.cov(profiles)
    alpha = k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())
    return float(np.mean(pairs)), float(alpha), k - len(uneven)


def consensus(x):
    """Correlation with the raters' means under each prompt with enough ratings that differ; mean over these."""
    found = []
    for row in x:
        there = ~np.isnan(row)
        if there.sum() >= 317 and np.ptp(row[there]) > 0:
            found.append(np.corrcoef(row[there], rater_means[there])[0, 1])
    return mean_over(found)


def precision(items):
    """Share of the ten values whose 95% t interval reaches no more than a point, from dummy-coded least squares."""
    query = np.repeat(np.arange(104), 5)
    base = family[~np.isnan(items[family])]
    known = 0
    for value in values:
        own = key[value][~np.isnan(items[key[value]])]
        pull = np.zeros(520)
        pull[own] += (items[own] - items[own].mean()) / len(own)
        pull[base] -= (items[base] - items[base].mean()) / len(base)
        m = len(np.unique(query[own]))
        variance = m / (m - 1) * (np.bincount(query, pull) ** 2).sum()
        known += student.ppf(0.975, m - 1) * np.sqrt(variance) <= 1
    return known / len(values)


def missing(a):
    share = 1 - rated[a].sum(0) / np.maximum(asked[a].sum(0), 1)
    shares = {dimension: share[key[dimension]].mean() for dimension in dimensions}
    return share, shares


def permutation_p(share, rounds=20_000, seed=7):
    """One-sided p of each dimension's share when the 104 queries are dealt out anew, five items each."""
    rng = np.random.default_rng(seed)
    blocks = share.reshape(104, 5)
    inside = np.array([np.isin(np.arange(520), key[dimension]) for dimension in dimensions]).astype(float)
    observed = inside @ share
    reached = np.zeros(len(dimensions))
    for _ in range(rounds):
        reached += inside @ blocks[rng.permutation(104)].ravel() >= observed - 1e-9
    return dict(zip(dimensions, ((1 + reached) / (1 + rounds)).tolist()))


def alike(same, items):
    """Probability that `same` or more of `items` ratings of one rater, drawn at random, are equal; mean over raters."""
    return float(np.mean([hypergeom.sf(same - 1, counts.sum(), counts, items).sum() for counts in used]))


out = {}
for a, model in enumerate(models):
    x = ratings[a]
    items = np.nanmean(x, axis=0)
    within, pooled = modal(x)
    correlation, alpha, flat = agreement(x)
    share, shares = missing(a)
    out[model["model"]] = {
        "complete": model["complete"],
        "usable": float(rated[a].sum() / asked[a].sum()),
        "refusals": float((marks[a] == "r").sum() / asked[a].sum()),
        "errors": float((marks[a] == "e").sum() / asked[a].sum()),
        "modal_share": within,
        "modal_share_over_prompts": pooled,
        "spread": mean_over([np.nanstd(row) for row in x if (~np.isnan(row)).any()]),
        "mean_rating": float(items.mean()),
        "level": float((items - rater_means).mean()),
        "order": order(x),
        "wording": wording(x),
        "agreement": correlation,
        "consensus": consensus(x),
        "precision": precision(items),
        "reliability": alpha,
        "flat": flat,
        "missing": float(max(shares.values())),
    }

concentrated = {}
for name in ["llama-3.1-8b-instruct", "gemini-2.0-flash-001", "o1-mini-2024-09-12"]:
    share, _ = missing([model["model"] for model in models].index(name))
    concentrated[name] = permutation_p(share)

golden = {
    "models": out,
    "raters": {"count": len(levels), "level_sd": float(np.std(levels)), "sds": np.quantile(sds, [0.01, 0.05, 0.5]).tolist()},
    "missing_p": concentrated,
    "alike": [[same, items, alike(same, items)] for same, items in [(6, 6), (7, 7), (10, 10), (11, 11), (12, 12), (11, 12), (17, 20)]],
}
write("screen.json", golden)
