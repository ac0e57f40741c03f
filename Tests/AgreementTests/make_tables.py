# SPDX-License-Identifier: Apache-2.0
"""Random tables of judgements with what other people's programs say of them.

    make_tables.py COUNT FILE      krippendorff, scikit-learn, statsmodels and NLTK have to be installed

Vectors/tables.json holds 40 of them, so that the tests need no Python. `Benchmarks/agreement` makes 1,000.
"""
import json
import math
import random
import sys
import warnings

import krippendorff
import numpy
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import masi_distance
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa

warnings.simplefilter("ignore")


def number(value):
    return None if value is None or math.isnan(value) else float(value)


def table(dice):
    """Judgements that agree more or less, with gaps more or less often."""
    coders, units = dice.choice([2, 2, 2, 3, 4, 5]), dice.randrange(1, 60)
    values, gaps = dice.choice([2, 2, 3, 5]), dice.choice([0, 0, .1, .4])
    truth, rare = dice.random(), dice.random()
    rows = []
    for _ in range(units):
        right = 0 if dice.random() < rare else dice.randrange(values)
        rows.append([None if dice.random() < gaps else right if dice.random() < truth
                     else dice.randrange(values) for _ in range(coders)])
    return coders, rows


def percent(rows):
    pairs = [a == b for row in rows for i, a in enumerate(row) for b in row[:i]
             if a is not None and b is not None]
    return sum(pairs) / len(pairs) if pairs else None


def nominal(coders, rows):
    data = numpy.array([[math.nan if v is None else v for v in row] for row in rows]).T
    try:
        return number(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))
    except ValueError:  # one value only, or nothing
        return None


def cohen(coders, rows):
    both = [row for row in rows if None not in row]
    if coders != 2 or not both:
        return None
    return number(cohen_kappa_score([a for a, _ in both], [b for _, b in both]))


def fleiss(rows):
    whole = [row for row in rows if None not in row]
    if not whole or len({v for row in whole for v in row}) < 2:
        return None
    most = max(v for row in whole for v in row) + 1
    return number(fleiss_kappa([[row.count(v) for v in range(most)] for row in whole]))


def judged(dice):
    coders, rows = table(dice)
    return {"coders": coders, "units": rows, "percent": percent(rows), "cohen": cohen(coders, rows),
            "fleiss": fleiss(rows), "alpha": nominal(coders, rows)}


def sets(dice):
    """Sets of codes, none empty: NLTK cannot compare two of those."""
    coders, rows = table(dice)
    rows = [[None if v is None else sorted({(v + k) % 4 for k in range(dice.randrange(1, 4))})
             for v in row] for row in rows]
    data = [(coder, unit, frozenset(v)) for unit, row in enumerate(rows)
            for coder, v in enumerate(row) if v is not None]
    kept = {v for u, row in enumerate(rows) for v in [frozenset(x) for x in row if x is not None]
            if sum(x is not None for x in row) > 1}
    alpha = None
    if len(kept) > 1:
        alpha = number(AnnotationTask(data=data, distance=masi_distance).alpha())
    return {"coders": coders, "units": rows, "alpha": alpha}


def main():
    count, path = int(sys.argv[1]), sys.argv[2]
    dice = random.Random(20261127)
    tables = [judged(dice) for _ in range(count)]
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"tables": tables, "sets": [sets(dice) for _ in range(count)]}, file)
        file.write("\n")


main()
