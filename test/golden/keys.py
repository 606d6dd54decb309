"""Golden numbers for the scoring keys: the style-centred key made with scipy, and scores under every key.

python3 test/golden/keys.py (numpy, scipy) writes test/golden/keys.json.
"""

from released import DIMENSIONS, IDS, KEYS, RELEASED, RATERS, centred_scores, group_ratings, group_scores, model_ratings, write
from scipy import stats

style_centred = {dimension: [] for dimension in DIMENSIONS}
for group in RATERS["groups"]:
    items, ratings = group_ratings(group)
    centred = ratings - ratings.mean(axis=1, keepdims=True)
    scores = group_scores(group)
    for column, item in enumerate(items):
        for row, dimension in enumerate(DIMENSIONS):
            rho, p = stats.spearmanr(centred[:, column], scores[:, row])
            if rho > 0.3 and p < 0.05:
                style_centred[dimension].append(item)

models = ["claude-3-opus-20240229", "gpt-4o-2024-05-13", "mistral-small"]
write(
    "keys.json",
    {
        "styleCentred": {dimension: sorted(items, key=IDS.index) for dimension, items in style_centred.items()},
        "scores": {
            model: {
                name: dict(zip(DIMENSIONS, centred_scores(model_ratings(row), key)[0].tolist()))
                for name, key in KEYS.items()
            }
            for model in models
            for row in RELEASED
            if row["model"] == model
        },
    },
)
