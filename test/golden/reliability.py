"""Golden numbers of the reliability analyses, by numpy from data/: python3 test/golden/reliability.py

Writes reliability.json beside this file. The variance components are not computed by the closed formulas of the
TypeScript: sums of squares are quadratic forms of projection matrices, their expectations are traces with the
design matrices, and the components solve the resulting linear equations.
"""

import numpy as np
from released import DIMENSIONS as dimensions
from released import FAMILIES as families
from released import IDS, POSITION, RELEASED, write
from released import KEYS as keys

PROMPTS = ["v1", "v1_reversed", "v2", "v2_reversed", "v3", "v3_reversed"]
query = np.array([int(item[:4]) for item in IDS])
family_of = {dimension: family for family in families for dimension in family}
models = [model for model in RELEASED if model["complete"]]
names = [model["model"] for model in models]
marks = np.array([[list(model["answers"][prompt]) for prompt in PROMPTS] for model in models])
rated = np.char.isdigit(marks)
ratings = np.where(rated, np.where(rated, marks, "0").astype(float), np.nan)
item_means = np.nanmean(ratings, axis=1)


def keyed(key, dimension):
    entries = keys[key][dimension]
    items = np.array([POSITION[entry.lstrip("-")] for entry in entries])
    signs = np.array([-1 if entry.startswith("-") else 1 for entry in entries])
    return items, signs


def family_items(key, dimension):
    return np.unique(np.concatenate([keyed(key, one)[0] for one in family_of[dimension]]))


def scored(x, items, signs):
    return np.where(signs == 1, x[..., items], 7 - x[..., items])


# Split halves


def half_correlation(key, dimension, half):
    """Between the centred scores on the queries of the half and on the others; None where one is undefined."""
    items, signs = keyed(key, dimension)
    base = family_items(key, dimension)
    sides = []
    for side in (half, np.setdiff1d(np.unique(query), half)):
        own = np.isin(query[items], side)
        if not own.any():
            return None
        own_base = base[np.isin(query[base], side)]
        sides.append(scored(item_means, items[own], signs[own]).mean(1) - item_means[:, own_base].mean(1))
    return float(np.corrcoef(*sides)[0, 1])


def mean_correlation(key, dimension, rounds=2000, seed=11):
    rng = np.random.default_rng(seed)
    found = [half_correlation(key, dimension, rng.permutation(np.unique(query))[:52]) for _ in range(rounds)]
    return float(np.mean([r for r in found if r is not None]))


even = np.unique(query)[0::2]
odd_even = {key: {d: half_correlation(key, d, even) for d in dimensions} for key in ("released", "signed")}
random_halves = {d: mean_correlation("released", d) for d in ("Benevolence", "Hedonism", "Self_Direction", "Openness")}


# Cronbach's alpha, from the covariance matrix


def alpha(x):
    covariance = np.cov(x, rowvar=False)
    k = len(covariance)
    return float(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()))


alphas = {
    key: {
        d: {
            "raw": alpha(scored(item_means, *keyed(key, d))),
            "centred": alpha(scored(item_means, *keyed(key, d)) - item_means[:, family_items(key, d)].mean(1, keepdims=True)),
        }
        for d in dimensions
    }
    for key in ("released", "signed")
}


# Variance components of variant x (item : query)


def indicator(labels):
    return (labels[:, None] == np.unique(labels)[None, :]).astype(float)


def project(z):
    return z @ np.linalg.solve(z.T @ z, z.T)


def components(table, queries):
    """table: items x variants."""
    n, v = table.shape
    y = table.ravel()
    item = np.repeat(np.arange(n), v)
    variant = np.tile(np.arange(v), n)
    q = np.repeat(queries, v)
    design = {
        "query": indicator(q),
        "item": indicator(item),
        "variant": indicator(variant),
        "queryByVariant": indicator(q * 10 + variant),
        "residual": np.eye(n * v),
    }
    one, pq, pi, pv, pqv = (project(z) for z in (np.ones((n * v, 1)), *list(design.values())[:4]))
    forms = [pq - one, pi - pq, pv - one, pqv - pq - pv + one, np.eye(n * v) - pi - pqv + pq]
    expectations = [[np.sum((form @ z) * z) for z in design.values()] for form in forms]
    return dict(zip(design, np.linalg.solve(expectations, [y @ form @ y for form in forms]).tolist()))


BRENNAN = np.array(
    [
        [5, 6, 5, 5, 5, 3, 4, 5, 6, 7, 3, 3],
        [9, 3, 7, 7, 7, 5, 5, 5, 7, 7, 5, 2],
        [3, 4, 3, 3, 5, 3, 3, 5, 6, 5, 1, 6],
        [7, 5, 5, 3, 3, 1, 4, 3, 5, 3, 3, 5],
        [9, 2, 9, 7, 7, 7, 3, 7, 2, 7, 5, 3],
        [3, 4, 3, 5, 3, 3, 6, 3, 4, 5, 1, 2],
        [7, 3, 7, 7, 7, 5, 5, 7, 5, 5, 5, 4],
        [5, 8, 5, 7, 7, 5, 5, 4, 3, 2, 1, 1],
        [9, 9, 8, 8, 6, 6, 6, 5, 5, 8, 1, 1],
        [4, 4, 4, 3, 3, 5, 6, 5, 5, 7, 1, 1],
    ]
)
brennan = components(BRENNAN.T, np.repeat([1, 2, 3], 4))


def covariance_component(left, left_queries, right, right_queries):
    """Covariance of query effects: the form sum_q (sum of left)_q (sum of right)_q of centred values, over its trace."""
    all_queries = np.unique(np.concatenate([left_queries, right_queries]))
    zl = (left_queries[:, None] == all_queries).astype(float)
    zr = (right_queries[:, None] == all_queries).astype(float)
    cl = np.eye(len(left)) - 1 / len(left)
    cr = np.eye(len(right)) - 1 / len(right)
    form = cl @ zl @ zr.T @ cr
    return float(left @ form @ right / np.trace(form.T @ zl @ zr.T))


def contrast(model, dimension, key="released"):
    """The G study of a centred score, and its error variance at the design of the run."""
    x = ratings[model]
    complete = ~np.isnan(x).any(0)
    items, signs = keyed(key, dimension)
    signs, items = signs[complete[items]], items[complete[items]]
    base = family_items(key, dimension)
    base = base[complete[base]]
    rest = np.setdiff1d(base, items)
    own, others = scored(x, items, signs).T, x[:, rest].T
    out = {"keyed": components(own, query[items]), "rest": components(others, query[rest])}
    stable = covariance_component(own.mean(1), query[items], others.mean(1), query[rest])
    varying = sum(
        covariance_component(own[:, v] - own.mean(1), query[items], others[:, v] - others.mean(1), query[rest]) for v in range(6)
    ) / 5
    out["shared"] = {"query": stable - varying / 6, "queryByVariant": varying}
    weights = np.concatenate([1 / len(items) - signs / len(base), np.full(len(rest), -1 / len(base))])
    q = np.concatenate([query[items], query[rest]])
    mine = np.arange(len(weights)) < len(items)
    same_query = q[:, None] == q[None, :]
    same_set = mine[:, None] == mine[None, :]

    def error_matrix(variants):
        total = np.zeros_like(same_query, dtype=float)
        for name, mask in (("keyed", mine), ("rest", ~mine)):
            c = out[name]
            block = np.outer(mask, mask)
            total += block * same_query * (c["query"] + c["queryByVariant"] / variants)
            total += np.diag(mask * (c["item"] + c["residual"] / variants))
        return total + ~same_set * same_query * (out["shared"]["query"] + varying / variants)

    def varying_matrix():
        total = np.zeros_like(same_query, dtype=float)
        for name, mask in (("keyed", mine), ("rest", ~mine)):
            c = out[name]
            total += np.outer(mask, mask) * same_query * c["queryByVariant"] + np.diag(mask * c["residual"])
        return total + ~same_set * same_query * varying

    scores = weights @ np.concatenate([own, others])
    out["dimensionByVariant"] = float(scores.var(ddof=1) - weights @ varying_matrix() @ weights)
    out["variance"] = {str(v): float(weights @ error_matrix(v) @ weights) for v in (6, 2)}
    return out


def bootstrap_se(model, dimension, rounds=2000, seed=5):
    """Cluster bootstrap over the 104 queries."""
    rng = np.random.default_rng(seed)
    items, signs = keyed("released", dimension)
    base = family_items("released", dimension)
    position = np.searchsorted(np.unique(query), query)
    sums = lambda idx, x: (np.bincount(position[idx], x, minlength=104), np.bincount(position[idx], minlength=104))
    own, own_n = sums(items, scored(item_means[model], items, signs))
    all_, all_n = sums(base, item_means[model][base])
    counts = rng.multinomial(104, np.full(104, 1 / 104), size=rounds)
    return float(np.nanstd((counts @ own) / (counts @ own_n) - (counts @ all_) / (counts @ all_n), ddof=1))


chosen = ["gpt-4o-2024-05-13", "claude-3-5-haiku-20241022", "qwen-turbo", "o1-mini-2024-09-12"]
study = {}
for name in chosen:
    model = names.index(name)
    complete = ~np.isnan(ratings[model]).any(0)
    values = family_items("released", "Power")
    values = values[complete[values]]
    study[name] = {
        "values": components(ratings[model][:, values].T, query[values]),
        "Benevolence": contrast(model, "Benevolence"),
        "Power": contrast(model, "Power"),
        "signed Tradition": contrast(model, "Tradition", "signed"),
        "bootstrap": {d: bootstrap_se(model, d) for d in families[0]},
    }

golden = {"oddEven": odd_even, "randomHalves": random_halves, "alphas": alphas, "brennan": brennan, "study": study}
write("reliability.json", golden)
