"""Golden numbers for src/scoring/drift/e-process.ts: numpy on the same draws, from the embedded data. Writes e-process.json.

    python3 test/golden/e-process.py
"""

import numpy as np
from scipy import integrate

from embedded import FAMILIES, KEY, KEYED, QUERY, SeededRandom, answers, write

VALUES = FAMILIES["values"]
DRAWS = 999
# Models that stand for successive runs.
SERIES = [
    ["gpt-4o-2024-05-13", "gpt-4o-2024-08-06", "gpt-4o-2024-11-20"],
    ["qwen-max", "qwen-plus", "qwen-turbo", "grok-2-1212"],
    ["claude-3.7-sonnet", "claude-3.7-sonnet:thinking"],
]


def contributions(runs):
    """runs x queries x values: what each query adds to each score, the run's level taken out."""
    means = np.array([np.nanmean(answers(run), axis=1) for run in runs])
    common = KEYED[~np.isnan(means[:, KEYED]).any(0)]
    queries = np.unique(QUERY[common])
    family = np.intersect1d(np.unique(np.concatenate([KEY[d] for d in VALUES])), common)
    out = np.zeros((len(runs), len(queries), len(VALUES)))
    level = means[:, family].mean(1, keepdims=True)
    for column, dimension in enumerate(VALUES):
        own = np.intersect1d(KEY[dimension], common)
        weight = np.zeros(means.shape[1])
        weight[own] += 1 / len(own)
        weight[family] -= 1 / len(family)
        for row, query in enumerate(queries):
            members = common[QUERY[common] == query]
            out[:, row, column] = (weight[members] * (means[:, members] - level)).sum(1)
    return out


def step(runs, seed):
    c = contributions(runs)
    count, queries, _ = c.shape
    z = c - c.mean(0)
    variance = (z**2).mean(0).sum(0)
    random = SeededRandom(seed)

    def statistic(players):
        return ((z[players, np.arange(queries)].sum(0)) ** 2 / variance).sum()

    observed = statistic(np.full(queries, count - 1))
    above = equal = 0
    for _ in range(DRAWS):
        drawn = statistic(np.array([int(random() * count) for _ in range(queries)]))
        if abs(drawn - observed) <= 1e-9:
            equal += 1
        elif drawn > observed:
            above += 1
    p = (above + (1 - random()) * (equal + 1)) / (DRAWS + 1)
    return {"runs": runs, "seed": seed, "p": p, "e": e_value(p)}


def e_value(p):
    """The mean of k p^(k - 1) over 0 < k < 1, by quadrature."""
    return integrate.quad(lambda k: k * p ** (k - 1), 0, 1, epsabs=1e-13)[0]


steps = [step(series[: end + 1], 100 + end) for series in SERIES for end in range(1, len(series))]
write("e-process.json", {"steps": steps, "e": [{"p": p, "e": e_value(p)} for p in (1, 0.99999, 0.5, 0.05, 0.001, 1e-8)]})
