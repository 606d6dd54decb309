"""The embedded release as numpy arrays, for the golden scripts of keys, people, screen and reliability.

An independent reading of data/*.json: nothing here is shared with src/. Rows are respondents, columns items.
"""

import json
from pathlib import Path

import numpy as np

DATA = Path(__file__).parents[2] / "data"
VARIANTS = ["v1", "v1_reversed", "v2", "v2_reversed", "v3", "v3_reversed"]


def read(name):
    return json.loads((DATA / name).read_text(encoding="utf8"))


ITEMS = read("items.json")
IDS = [item["id"] for item in ITEMS["items"]]
POSITION = {item: index for index, item in enumerate(IDS)}
DIMENSIONS = ITEMS["dimensions"]
FAMILIES = [DIMENSIONS[:10], DIMENSIONS[10:14], DIMENSIONS[14:]]
# By key and dimension; a leading minus marks an item that is scored 7 - rating.
KEYS = read("keys.json")
RATERS = read("raters.json")
RELEASED = read("released.json")["models"]


def group_ratings(group):
    """The group's item ids, and its ratings: raters x items."""
    return list(group["ratings"]), np.array([[int(digit) for digit in digits] for digits in group["ratings"].values()]).T


def group_scores(group):
    """Questionnaire scores: raters x 19."""
    return np.array([RATERS["questionnaires"][rater] for rater in group["raters"]])


def model_ratings(model):
    """Mean rating of each of the 520 items over the prompts that gave one, NaN where none did."""
    marks = np.array([list(model["answers"][variant]) for variant in VARIANTS])
    rated = np.char.isdigit(marks)
    return np.nanmean(np.where(rated, np.where(rated, marks, "0").astype(float), np.nan), axis=0)


def membership(key):
    """19 x 520 each: the sign with which a dimension scores an item, and whether its family has the item."""
    signs = np.zeros((len(DIMENSIONS), len(IDS)))
    for row, dimension in enumerate(DIMENSIONS):
        for entry in key[dimension]:
            signs[row, POSITION[entry.lstrip("-")]] = -1 if entry.startswith("-") else 1
    family = np.zeros_like(signs)
    for members in FAMILIES:
        rows = [DIMENSIONS.index(dimension) for dimension in members]
        family[rows] = np.any(signs[rows] != 0, axis=0)
    return signs, family


def centred_scores(ratings, key, weights=None):
    """Centred scores, rows x 19, of ratings (520, or rows x 520), each item counted as often as its weight."""
    ratings = np.atleast_2d(ratings)
    weights = np.ones_like(ratings) if weights is None else weights
    signs, family = membership(key)
    weights = np.where(np.isnan(ratings), 0, weights)
    known = np.nan_to_num(ratings) * weights
    plain, reversed_ = (signs > 0).astype(float), (signs < 0).astype(float)
    counts = weights @ (plain + reversed_).T
    sums = known @ plain.T + 7 * (weights @ reversed_.T) - known @ reversed_.T
    with np.errstate(invalid="ignore", divide="ignore"):
        return sums / counts - (known @ family.T) / (weights @ family.T)


def write(name, content):
    path = Path(__file__).with_name(name)
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf8")
