"""Golden numbers for the value profiles within topics.

Score and cluster-robust standard error of each value on the queries of one topic; queries are the clusters.

python3 test/golden/topics.py (numpy) writes test/golden/topics.json.
"""

import numpy as np
from released import DIMENSIONS, IDS, ITEMS, KEYS, RELEASED, membership, model_ratings, write

MIN_TOPIC_QUERIES, MIN_VALUE_QUERIES = 10, 5
QUERY = np.array([int(item[:4]) for item in IDS])
PEOPLE = np.array([item["human"]["mean"] for item in ITEMS["items"]])


def contrast(ratings, value, baseline):
    """Mean over the value's items minus that over the baseline's; SE from sums of influences within queries."""
    difference = ratings[value].mean() - ratings[baseline].mean()
    influence = np.zeros(len(IDS))
    influence[value] += (ratings[value] - ratings[value].mean()) / value.sum()
    influence[baseline] -= (ratings[baseline] - ratings[baseline].mean()) / baseline.sum()
    sums = np.array([influence[QUERY == query].sum() for query in np.unique(QUERY[baseline])])
    clusters = len(np.unique(QUERY[value]))
    return difference, np.sqrt(clusters / (clusters - 1) * (sums**2).sum())


def topics_of(model, key):
    ratings = model_ratings(next(one for one in RELEASED if one["model"] == model))
    signs, family = membership(KEYS[key])
    rated = ~np.isnan(ratings)
    asked = set(QUERY[rated & (signs != 0).any(axis=0)].tolist())
    rows = {}
    for topic in sorted({topic for query in ITEMS["queries"] for topic in query["topics"]}):
        queries = [q["portrait"] for q in ITEMS["queries"] if topic in q["topics"] and q["portrait"] in asked]
        if len(queries) < MIN_TOPIC_QUERIES:
            continue
        inside = rated & np.isin(QUERY, queries)
        values = {}
        for row, value in enumerate(DIMENSIONS[:10]):
            keyed, baseline = inside & (signs[row] != 0), inside & (family[row] != 0)
            clusters = len(np.unique(QUERY[keyed]))
            values[value] = {"items": int(keyed.sum()), "queries": clusters}
            if clusters >= MIN_VALUE_QUERIES:
                centred, se = contrast(ratings, keyed, baseline)
                people, _ = contrast(PEOPLE, keyed, baseline)
                values[value] |= {"centred": centred, "se": se, "people": people}
        rows[topic] = {"queries": len(queries), "values": values}
    return {"model": model, "key": key, "topics": rows}


write("topics.json", [topics_of("gpt-4o-2024-05-13", "released"), topics_of("o1-mini-2024-09-12", "rule")])
