"""Makes data/key-error.json: how far scores would move if other raters had made the key.

python3 scripts/key-error.py [resamples] (numpy, scipy; 2,000 resamples take some minutes). Seed 7.

The raters of each survey group are drawn with replacement, every key is made anew from them by its own rule, and the 33
complete released models are scored under it. The standard deviation of a score over the resamples is the error of the
key; the file has the median over the models, and over the 528 pairs of them for a difference of two scores. Printed beside
it: the quartiles over models and pairs.
"""

import importlib
import json
import sys
from pathlib import Path

import numpy as np
from scipy import stats

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "test/golden"))
weighted = importlib.import_module("weighted-key")
from released import DIMENSIONS, IDS, RELEASED, model_ratings  # noqa: E402

SEED = 7
RESAMPLES = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
FAMILIES = (slice(0, 10), slice(10, 14), slice(14, 19))
GROUPS = [(np.array(columns), ratings, scores) for columns, ratings, scores in weighted.rater_data()]
MODELS = np.array([model_ratings(row) for row in RELEASED if row["complete"]])
# A handful of items lack a rating of some model: people's mean of the item stands for it, so that all have the same key.
MODELS = np.where(np.isnan(MODELS), weighted.loadings_and_means(GROUPS)[1], MODELS)


def rank_correlations(ratings, scores):
    return weighted.correlations(stats.rankdata(ratings, axis=0), stats.rankdata(scores, axis=0))


def significant(rho, n):
    with np.errstate(divide="ignore"):
        return 2 * stats.t.sf(np.abs(rho) * np.sqrt((n - 2) / np.maximum(1 - rho**2, 0)), n - 2) < 0.05


def remake(groups):
    """Signed tags, 520 x 19, by key; and the scores under the weighted one."""
    shape = (len(IDS), len(DIMENSIONS))
    tags = {key: np.zeros(shape) for key in ("released", "rule", "signed", "style-centred")}
    for columns, ratings, scores in groups:
        rho = rank_correlations(ratings, scores)
        centred = rank_correlations(ratings - ratings.mean(axis=1, keepdims=True), scores)
        tags["released"][columns] = rho > 0.3
        tags["rule"][columns] = (rho > 0.3) & significant(rho, len(ratings))
        tags["signed"][columns] = np.sign(rho) * (np.abs(rho) > 0.3)
        tags["style-centred"][columns] = (centred > 0.3) & significant(centred, len(ratings))
    return tags, weighted.loadings_and_means(groups)


def tagged(signs):
    """Models x 19; items of negative sign count as 7 - rating, and in the baseline as they are."""
    plain, turned = (signs > 0).astype(float), (signs < 0).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        own = (MODELS @ plain + (7 - MODELS) @ turned) / (plain + turned).sum(axis=0)
    base = np.full_like(own, np.nan)
    for members in FAMILIES:
        family = (signs[:, members] != 0).any(axis=1)
        if family.any():
            base[:, members] = MODELS[:, family].mean(axis=1, keepdims=True)
    return own - base


def main():
    rng = np.random.default_rng(SEED)
    drawn = {}
    for _ in range(RESAMPLES):
        groups = []
        for columns, ratings, scores in GROUPS:
            rows = rng.integers(len(ratings), size=len(ratings))
            groups.append((columns, ratings[rows], scores[rows]))
        tags, (loadings, means) = remake(groups)
        found = {key: tagged(signs) for key, signs in tags.items()}
        found["weighted"] = MODELS @ weighted.weigh(loadings, means, np.ones(len(IDS), bool))
        for key, scores in found.items():
            drawn.setdefault(key, []).append(scores)
    pairs = np.triu_indices(len(MODELS), 1)
    keys = {}
    for key, scores in drawn.items():
        scores = np.array(scores)
        axes = scores[:, :, :10] @ np.array(list(weighted.AXES.values())).T
        both = np.concatenate([scores, axes], axis=2)
        names = [*DIMENSIONS, *weighted.AXES]
        errors = {
            "score": np.nanstd(both, axis=0, ddof=1),
            "difference": np.nanstd(both[:, pairs[0]] - both[:, pairs[1]], axis=0, ddof=1),
        }
        keys[key] = {
            of: {name: round(float(value), 4) for name, value in zip(names, np.median(each, axis=0))}
            for of, each in errors.items()
        }
        for of, each in errors.items():
            for name, (lower, median, upper) in zip(names, np.quantile(each, [0.25, 0.5, 0.75], axis=0).T):
                print(f"{key} {of} {name}: {median:.3f}, quartiles {lower:.3f} to {upper:.3f}")
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in keys.items())
    text = f'{{"seed": {SEED}, "resamples": {RESAMPLES}, "keys": {{\n{lines}\n}}}}\n'
    (ROOT / "data/key-error.json").write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
