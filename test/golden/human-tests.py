"""Golden numbers for the tests of differences from people: Student's t, and Holm's adjustment within a family.

python3 test/golden/human-tests.py (scipy) writes test/golden/human-tests.json.
"""

import json
from pathlib import Path

from scipy.stats import t

FAMILIES = {
    "values": [
        ("Universalism", 0.40, 0.13, 12),
        ("Benevolence", 0.76, 0.18, 11),
        ("Tradition", -0.40, 0.50, 10),
        ("Power", -0.30, 0.08, 40),
        ("Self_Direction", 0.16, 0.19, 9),
    ],
    "traits": [("Openness", 0.53, 0.16, 20), ("Neuroticism", 0.26, 0.44, 5)],
}


def holm(ps):
    order = sorted(range(len(ps)), key=ps.__getitem__)
    adjusted, largest = [0.0] * len(ps), 0.0
    for rank, index in enumerate(order):
        largest = max(largest, min(1.0, ps[index] * (len(ps) - rank)))
        adjusted[index] = largest
    return adjusted


rows = []
for family in FAMILIES.values():
    ps = [float(2 * t.sf(abs(difference / se), queries - 1)) for _, difference, se, queries in family]
    for (dimension, difference, se, queries), p, adjusted in zip(family, ps, holm(ps)):
        rows.append(
            {"dimension": dimension, "difference": difference, "se": se, "queries": queries, "p": p, "adjustedP": adjusted}
        )
Path(__file__).with_name("human-tests.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf8")
