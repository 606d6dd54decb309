"""The embedded data as numpy arrays, for the golden scripts of uncertainty and comparison.

An independent reading of data/*.json: nothing here is shared with src/.
"""
import json
from pathlib import Path

import numpy as np

DATA = Path(__file__).parents[2] / "data"
VARIANTS = ["v1", "v1_reversed", "v2", "v2_reversed", "v3", "v3_reversed"]


def read(name):
    return json.loads((DATA / name).read_text(encoding="utf8"))


ITEMS = [item["id"] for item in read("items.json")["items"]]
POSITION = {item: index for index, item in enumerate(ITEMS)}
QUERY = np.array([int(item[:4]) for item in ITEMS])
KEY = {d: np.array([POSITION[i] for i in items]) for d, items in read("keys.json")["released"].items()}
DIMENSIONS = list(KEY)
FAMILIES = {"values": DIMENSIONS[:10], "higher_order": DIMENSIONS[10:14], "traits": DIMENSIONS[14:]}
FAMILY_OF = {d: family for family, members in FAMILIES.items() for d in members}
FAMILY_ITEMS = {f: np.unique(np.concatenate([KEY[d] for d in members])) for f, members in FAMILIES.items()}
KEYED = np.unique(np.concatenate(list(FAMILY_ITEMS.values())))
MODELS = {m["model"]: m for m in read("released.json")["models"]}
COMPLETE = [name for name, m in MODELS.items() if m["complete"]]


def answers(model):
    """520 x 6 ratings, NaN where there is none."""
    strings = [MODELS[model]["answers"][variant] for variant in VARIANTS]
    return np.array([[float(c) if c in "123456" else np.nan for c in s] for s in strings]).T


def frame(ratings):
    """Portrait ids of the queries with a rated keyed item."""
    return np.unique(QUERY[KEYED[~np.isnan(ratings[KEYED])]])


def by_query(ratings, items, queries):
    """Sums of ratings and numbers of rated items, for each query."""
    items = items[~np.isnan(ratings[items])]
    index = np.searchsorted(queries, QUERY[items])
    n = len(queries)
    return np.bincount(index, ratings[items], n), np.bincount(index, minlength=n).astype(float)


class SeededRandom:
    """src/lib/random.ts: numpy's own Mersenne Twister, read as pure-rand reads it."""

    def __init__(self, seed):
        self.generator = np.random.RandomState(seed)._bit_generator

    def __call__(self):
        high = int(self.generator.random_raw()) & 0x3FFFFFF
        return high * 2**-26 + (int(self.generator.random_raw()) & 0x7FFFFFF) * 2**-53


def draw_queries(queries, resamples, random):
    """resamples x queries: how often each query was drawn; four draws from each random number."""
    weights = np.zeros((resamples, queries))
    for resample in range(resamples):
        for draw in range(queries):
            if draw % 4 == 0:
                uniform = random()
            scaled = uniform * queries
            uniform = scaled - int(scaled)
            weights[resample, int(scaled)] += 1
    return weights


def draw_signs(queries, resamples, random):
    """queries x resamples of 1 and -1, from the low bit up of 24 bits of each random number."""
    signs = np.empty(queries * resamples)
    bits = 0
    for cell in range(len(signs)):
        if cell % 24 == 0:
            bits = int(random() * 2**24)
        signs[cell] = -1 if bits & 1 else 1
        bits >>= 1
    return signs.reshape(queries, resamples)


def write(name, content):
    path = Path(__file__).with_name(name)
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf8")
