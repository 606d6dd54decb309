"""Golden numbers for src/scoring/compare/profile-change.ts: numpy, from the embedded data. Writes profile-change.json.

    python3 test/golden/profile-change.py
"""

import json
import pathlib

import numpy as np

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"
VALUES = ["Universalism", "Benevolence", "Conformity", "Tradition", "Security",
          "Power", "Achievement", "Hedonism", "Stimulation", "Self_Direction"]
PERMUTATIONS = 20_000
PAIRS = [
    ("gpt-4o-2024-05-13", "gpt-4o-2024-11-20"),
    ("claude-3.7-sonnet", "claude-3.7-sonnet:thinking"),
    ("grok-2-1212", "qwen-max"),
    ("deepseek-chat", "deepseek-r1"),
]

items = [row["id"] for row in json.loads((DATA / "items.json").read_text())["items"]]
keyed = json.loads((DATA / "keys.json").read_text())["released"]
models = {row["model"]: row["answers"] for row in json.loads((DATA / "released.json").read_text())["models"]}


def ratings(model):
    """520 x 6, NaN where there is no rating."""
    columns = [[int(c) if c in "123456" else np.nan for c in line] for line in models[model].values()]
    return np.array(columns, dtype=float).T


def item_means(a, b):
    """Mean rating of each item in both runs, over the prompts for which both have one."""
    both = ~np.isnan(a) & ~np.isnan(b)
    with np.errstate(invalid="ignore"):
        return [np.where(both, run, 0).sum(1) / both.sum(1) for run in (a, b)]


def change(a, b, random):
    mean_a, mean_b = item_means(ratings(a), ratings(b))
    difference = mean_a - mean_b
    queries = np.array([int(item[:4]) for item in items])
    names = np.unique(queries)
    members = {value: np.array([item in set(keyed[value]) for item in items]) for value in VALUES}
    family = np.any(list(members.values()), axis=0)
    level = difference[family].mean()
    contributions = []
    for value in VALUES:
        own = members[value]
        weights = own / own.sum() - family / family.sum()
        # What a query adds to the difference once the overall difference between the runs is taken out.
        contributions.append([np.sum((weights * (difference - level))[queries == query]) for query in names])
    contributions = np.array(contributions)
    standard = contributions / np.sqrt((contributions**2).sum(1, keepdims=True))
    observed = (standard.sum(1) ** 2).mean()
    signs = random.choice([-1.0, 1.0], size=(len(names), PERMUTATIONS))
    permuted = ((standard @ signs) ** 2).mean(0)
    return observed, (1 + (permuted >= observed - 1e-9).sum()) / (PERMUTATIONS + 1)


random = np.random.default_rng(2026)
pairs = []
for a, b in PAIRS:
    statistic, p = change(a, b, random)
    pairs.append({"a": a, "b": b, "statistic": float(statistic), "p": float(p)})
target = pathlib.Path(__file__).with_suffix(".json")
target.write_text(json.dumps({"permutations": PERMUTATIONS, "pairs": pairs}, indent=1) + "\n")
