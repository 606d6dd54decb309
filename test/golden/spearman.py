"""Golden numbers for spearman, student-t, midranks, quantile-interval and percentile-rank.

python3 test/golden/spearman.py (numpy, scipy) writes test/golden/spearman.json.
"""

import numpy as np
from released import write
from scipy import stats

rng = np.random.default_rng(20250501)


def pair(n, levels):
    xs = rng.integers(1, levels + 1, n).tolist()
    ys = [round(float(y), 2) for y in rng.normal(size=n) + 0.3 * np.array(xs)]
    result = stats.spearmanr(xs, ys)
    return {"xs": xs, "ys": ys, "rho": result.statistic, "p": result.pvalue}


sample = [round(float(value), 3) for value in rng.normal(size=57)]
write(
    "spearman.json",
    {
        "twoSidedP": [
            {"t": t, "df": df, "p": float(2 * stats.t.sf(t, df))}
            for df in [1, 2, 3, 4, 9, 10, 39, 44, 46, 558]
            for t in [0.0, 0.1, 0.7, 1.0, 2.0, 3.5, 6.0, 40.0]
        ],
        "spearman": [pair(n, levels) for n, levels in [(3, 6), (5, 6), (12, 6), (41, 6), (48, 6), (48, 2), (300, 6)]],
        "ranks": {"values": (ranked := rng.integers(1, 7, 25).tolist()), "ranks": stats.rankdata(ranked).tolist()},
        "quantiles": {
            "sample": sample,
            "intervals": [
                {"level": level, "bounds": np.quantile(sample, [(1 - level) / 2, (1 + level) / 2]).tolist()}
                for level in [0.5, 0.8, 0.95]
            ],
        },
        "percentileRank": [
            {"score": score, "rank": float(stats.percentileofscore(ranked, score, kind="mean"))}
            for score in [0, 1, 2.5, 3, 6, 9]
        ],
    },
)
