"""Golden numbers for scoring/normal.ts and scoring/student-t.ts, from scipy."""
import numpy as np
import scipy
from embedded import write
from scipy import special, stats

xs = [-8, -5.2, -3.0902, -1.96, -1, -0.3, -1e-9, 0, 1e-3, 0.5, 1.2815, 2.5758, 4.4, 6, 8.2]
ps = [1e-300, 1e-20, 1e-9, 5e-5, 0.001, 0.025, 0.07, 0.2, 0.4, 0.5, 0.6, 0.925, 0.975, 0.99995, 1 - 1e-12]
write("distributions.json", {
    "made_by": f"distributions.py, scipy {scipy.__version__}",
    "normalCdf": [[x, float(special.ndtr(x))] for x in xs],
    "normalQuantile": [[p, float(special.ndtri(p))] for p in ps],
    "studentQuantile": [
        [p, df, float(stats.t.ppf(p, df))]
        for p in [0.5, 0.6, 0.8, 0.95, 0.975, 0.999] for df in [1, 2, 3, 4, 8, 9, 13, 44, 103, 500]
    ],
})
