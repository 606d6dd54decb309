"""Golden numbers for the human validation: recomputed correlations, chance tags, response style, circle pairs.

python3 test/golden/validation.py (numpy, scipy, about 30 s) writes test/golden/validation.json.
"""

import numpy as np
from released import DIMENSIONS, IDS, ITEMS, KEYS, RELEASED, RATERS, centred_scores, group_ratings, group_scores, model_ratings, write
from scipy import stats

PERMUTATIONS = 2000
PAIRS = [
    ("Power", "Achievement"),
    ("Hedonism", "Stimulation"),
    ("Conformity", "Security"),
    ("Conformity", "Tradition"),
    ("Security", "Tradition"),
    ("Stimulation", "Self_Direction"),
    ("Power", "Universalism"),
    ("Hedonism", "Tradition"),
    ("Hedonism", "Conformity"),
    ("Security", "Stimulation"),
    ("Benevolence", "Achievement"),
]
rng = np.random.default_rng(11)
released = {item["id"]: item for item in ITEMS["items"]}


def unit_ranks(table):
    ranks = np.apply_along_axis(stats.rankdata, 0, table)
    ranks = ranks - ranks.mean(axis=0)
    return ranks / np.sqrt((ranks**2).sum(axis=0))


def least_rho(n):
    """Smallest rho that the rule takes: > .3 and p < .05."""
    t = stats.t.ppf(0.975, n - 2)
    return max(0.3, t / np.sqrt(n - 2 + t * t))


exact, reproduced = [], 0
for group in RATERS["groups"]:
    items, ratings = group_ratings(group)
    scores = group_scores(group)
    for column, item in enumerate(items):
        found = [stats.spearmanr(ratings[:, column], scores[:, row]) for row in range(len(DIMENSIONS))]
        agree = [
            abs(result.statistic - released[item]["rho"][row]) < 1e-9
            and abs(result.pvalue - released[item]["p"][row]) < 1e-9
            for row, result in enumerate(found)
        ]
        reproduced += sum(agree)
        if all(agree):
            exact.append(item)

group = RATERS["groups"][0]
items, ratings = group_ratings(group)
scores = group_scores(group)
seat = group["raters"].index("P186")
neuroticism = DIMENSIONS.index("Neuroticism")
changed = scores[:, neuroticism].copy()
changed[seat] = 4.0
p186 = sum(
    abs(stats.spearmanr(ratings[:, column], changed).statistic - released[item]["rho"][neuroticism]) < 1e-9
    for column, item in enumerate(items)
)

ranked = [(unit_ranks(group_ratings(g)[1]), unit_ranks(group_scores(g))) for g in RATERS["groups"]]


def tags(orders):
    return sum(
        ((ratings.T @ scores[order]) > least_rho(len(order))).sum(axis=0)
        for (ratings, scores), order in zip(ranked, orders)
    )


observed = tags([np.arange(len(ratings)) for ratings, _ in ranked])
chance = np.array([tags([rng.permutation(len(ratings)) for ratings, _ in ranked]) for _ in range(PERMUTATIONS)])

levels, questionnaires = [], []
for g in RATERS["groups"]:
    levels += group_ratings(g)[1].mean(axis=1).tolist()
    questionnaires += group_scores(g).tolist()
questionnaires = np.array(questionnaires)


def model_scores(model, key):
    ratings = model_ratings(model)
    ratings[[IDS.index(item) for item in model["omitted"]]] = np.nan
    return centred_scores(ratings, key)[0]


def pairs(rows):
    return [float(np.corrcoef(rows[:, DIMENSIONS.index(a)], rows[:, DIMENSIONS.index(b)])[0, 1]) for a, b in PAIRS]


complete = [model for model in RELEASED if model["complete"]]
distinct = sorted({rater for g in RATERS["groups"] for rater in g["raters"]})
write(
    "validation.json",
    {
        "exactItems": len(exact),
        "reproduced": int(reproduced),
        "p186": int(p186),
        "observed": dict(zip(DIMENSIONS, observed.tolist())),
        "expected": dict(zip(DIMENSIONS, chance.mean(axis=0).tolist())),
        "chanceSd": dict(zip(DIMENSIONS, chance.std(axis=0).tolist())),
        "values": {
            "observed": int(observed[:10].sum()),
            "expected": float(chance[:, :10].sum(axis=1).mean()),
            "sd": float(chance[:, :10].sum(axis=1).std()),
        },
        "style": {
            dimension: dict(zip(["rho", "p"], map(float, stats.spearmanr(levels, questionnaires[:, row]))))
            for row, dimension in enumerate(DIMENSIONS)
        },
        "pairs": PAIRS,
        "modelPairs": {
            name: pairs(np.array([model_scores(model, KEYS[name]) for model in complete]))
            for name in ["released", "style-centred"]
        },
        "peoplePairs": pairs(np.array([RATERS["questionnaires"][rater] for rater in distinct])),
    },
)
