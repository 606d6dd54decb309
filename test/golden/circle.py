"""Golden numbers for the projection on the circle: least squares in numpy, for released models and made-up profiles.

python3 test/golden/circle.py (numpy) writes test/golden/circle.json.
"""

import numpy as np
from released import DIMENSIONS, IDS, KEYS, RELEASED, centred_scores, model_ratings, write

TEN = np.arange(10) * 36.0
# Universalism, Benevolence, Conformity and Tradition in one wedge, Security, Power, ... Self-Direction.
NINE = np.array([0, 40, 80, 80, 120, 160, 200, 240, 280, 320.0])
rng = np.random.default_rng(3)


def fit(scores, positions):
    radians = np.deg2rad(positions)
    design = np.column_stack([np.ones(10), np.cos(radians), np.sin(radians)])
    (elevation, x, y), *_ = np.linalg.lstsq(design, scores, rcond=None)
    residual = scores - design @ [elevation, x, y]
    return {
        "angle": float(np.rad2deg(np.arctan2(y, x)) % 360),
        "length": float(np.hypot(x, y)),
        "elevation": float(elevation),
        "fit": float(1 - (residual**2).sum() / ((scores - scores.mean()) ** 2).sum()),
    }


def case(scores):
    universalism, benevolence, conformity, tradition, security, power, achievement, _, stimulation, self_direction = scores
    return {
        "scores": scores.tolist(),
        **fit(scores, TEN),
        "openness": float((stimulation + self_direction) / 2 - (conformity + tradition + security) / 3),
        "transcendence": float((universalism + benevolence) / 2 - (power + achievement) / 2),
    }


def profile(model):
    ratings = model_ratings(model)
    ratings[[IDS.index(item) for item in model["omitted"]]] = np.nan
    return centred_scores(ratings, KEYS["released"])[0][: DIMENSIONS.index("Self_Transcendence")]


def apart(a, b):
    return abs((a - b + 180) % 360 - 180)


def nearest(angle, positions):
    return int(np.argmin(apart(angle, positions)))


profiles = [profile(model) for model in RELEASED if model["complete"]]
ten = [fit(scores, TEN)["angle"] for scores in profiles]
nine = [fit(scores, NINE)["angle"] for scores in profiles]
moves = [apart(a, b) for a, b in zip(ten, nine)]
noise = [fit(rng.normal(size=10), TEN)["fit"] for _ in range(4000)]
resampled = np.round(rng.normal(scale=0.1, size=(100, 10)) + profiles[0], 4)
turned = [(fit(scores, TEN)["angle"] - ten[0] + 180) % 360 - 180 for scores in resampled]
write(
    "circle.json",
    {
        "cases": [case(scores) for scores in [*profiles[:4], *rng.normal(size=(4, 10))]],
        "nineWedges": {
            "meanMove": float(np.mean(moves)),
            "largestMove": float(np.max(moves)),
            "otherNearest": sum(nearest(a, TEN) != nearest(b, NINE) for a, b in zip(ten, nine)),
        },
        "meanFit": float(np.mean([fit(scores, TEN)["fit"] for scores in profiles])),
        "noiseFit": float(np.mean(noise)),
        "resampled": {
            "scores": profiles[0].tolist(),
            "profiles": resampled.tolist(),
            "angle": [float(np.quantile(turned, q) + ten[0]) % 360 for q in [0.025, 0.975]],
            "length": np.quantile([fit(scores, TEN)["length"] for scores in resampled], [0.025, 0.975]).tolist(),
        },
    },
)
