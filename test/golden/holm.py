"""Golden numbers for scoring/holm.ts: the definition in R's manual of p.adjust, written out.

With the p values ascending, the k-th adjusted one is min(1, max over j <= k of (n - j + 1) p_j).
"""
import numpy as np
from embedded import write


def holm(ps):
    order = np.argsort(ps, kind="stable")
    factors = np.arange(len(ps), 0, -1)
    adjusted = np.minimum(1, np.maximum.accumulate(np.array(ps)[order] * factors))
    result = np.empty(len(ps))
    result[order] = adjusted
    return result.tolist()


if __name__ == "__main__":
    random = np.random.default_rng(1979)
    cases = [[0.01, 0.04, 0.03], [0.5], [0.02, 0.02, 0.02], [1, 1e-4, 0.3, 0.3, 0.012]]
    cases += [np.round(random.beta(0.4, 2, n), 6).tolist() for n in (4, 5, 10, 45)]
    write("holm.json", [{"p": ps, "adjusted": holm(ps)} for ps in cases])
