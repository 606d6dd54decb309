"""Golden numbers for src/scoring/drift/fixed-items.ts and the tail of weighted-chi-square.ts: numpy and scipy, from the
embedded data. Writes fixed-items.json.

    python3 test/golden/fixed-items.py
"""

import numpy as np
from scipy import integrate, stats

from embedded import DIMENSIONS, FAMILIES, ITEMS, KEY, KEYED, answers, write

VALUES = FAMILIES["values"]
PAIRS = [
    ("gpt-4o-2024-05-13", "gpt-4o-2024-11-20"),
    ("claude-3.7-sonnet", "claude-3.7-sonnet:thinking"),
    ("deepseek-chat", "deepseek-r1"),
    ("grok-2-1212", "qwen-max"),
]


def weights(rated):
    """Items x dimensions: what an item weighs in each value, over the rated items."""
    columns = []
    family = np.intersect1d(np.unique(np.concatenate([KEY[d] for d in VALUES])), rated)
    for dimension in VALUES:
        own = np.intersect1d(KEY[dimension], rated)
        column = np.zeros(len(ITEMS))
        column[own] += 1 / len(own)
        column[family] -= 1 / len(family)
        columns.append(column[rated])
    return np.array(columns).T


def tail(eigenvalues, x):
    """P(sum of eigenvalue * chi2(1) >= x) by Imhof's integral (1961)."""
    def integrand(u):
        angle = 0.5 * np.sum(np.arctan(eigenvalues * u)) - 0.5 * x * u
        return np.sin(angle) / (u * np.prod((1 + (eigenvalues * u) ** 2) ** 0.25))
    # Scaled, so that the integrand lives around 1.
    area, _ = integrate.quad(integrand, 0, np.inf, limit=5000, epsabs=1e-12, epsrel=1e-10)
    return 0.5 + area / np.pi


def exact_tail(w, x):
    """Equal weights and two weights have simpler integrals than Imhof's, which converges slowly for few."""
    if len(set(w)) == 1:
        return stats.chi2.sf(x / w[0], len(w))
    if len(w) == 2:
        return 2 * integrate.quad(lambda t: stats.norm.pdf(t) * stats.chi2.sf((x - w[1] * t**2) / w[0], 1), 0, 12, epsabs=1e-13, limit=500, points=[(x / w[1]) ** 0.5] if x / w[1] < 144 else None)[0]
    return tail(np.array(w, float), x)


def summary(d, s2, rated):
    w = weights(rated)
    s2 = (s2 + s2.mean()) / 2
    difference = w.T @ d
    covariance = w.T @ np.diag(s2) @ w
    eigenvalues = np.linalg.eigvalsh(covariance)
    scale = eigenvalues.max()
    return {
        "differences": dict(zip(VALUES, difference.tolist())),
        "se": dict(zip(VALUES, np.sqrt(np.diag(covariance)).tolist())),
        "p": tail(eigenvalues / scale, np.sum(difference**2) / scale),
    }


def by_prompts(a, b):
    d = (answers(a) - answers(b))[KEYED]
    rated = KEYED[~np.all(np.isnan(d), axis=1)]
    d = d[~np.all(np.isnan(d), axis=1)]
    counts = (~np.isnan(d)).sum(1)
    assert counts.min() > 1
    return {"a": a, "b": b, **summary(np.nanmean(d, axis=1), np.nanvar(d, axis=1, ddof=1) / counts, rated)}


def shifted(model, repeat):
    """A made-up repetition: every 5th answer, from a place that hangs on the repetition, is a step towards 3."""
    ratings = answers(model)[KEYED]
    cell = np.arange(ratings.size).reshape(ratings.shape)
    moved = (cell + 2 * repeat) % 5 == 0
    return ratings + np.where(moved, np.sign(3 - ratings), 0)


def by_repeats(a, b):
    one = np.array([shifted(a, repeat) for repeat in (0, 1, 2)])
    other = np.array([shifted(b, repeat) for repeat in (3, 4, 5)])
    s2 = sum(np.var(run, axis=0, ddof=1).mean(1) / (6 * 3) for run in (one, other))
    d = one.mean((0, 2)) - other.mean((0, 2))
    return {"a": a, "b": b, **summary(d, s2, KEYED)}


TAILS = [([1, 1, 1], 7.5), ([2, 1], 6), ([1, 0.5, 0.25, 0.1, 0.1], 4), ([3, 1e-6], 9), ([5, 4, 3, 2, 1, 1, 1, 1, 1, 1], 60)]
write("fixed-items.json", {
    "prompts": [by_prompts(a, b) for a, b in PAIRS],
    "repeats": by_repeats("gpt-4o-2024-05-13", "gpt-4o-2024-11-20"),
    "tails": [
        {"weights": list(w), "x": x, "p": float(exact_tail(w, x))}
        for w, x in TAILS
    ],
    "eigenvalues": np.linalg.eigvalsh(np.array([[4, 1, 0.5], [1, 3, -1], [0.5, -1, 2]]))[::-1].tolist(),
})
