# SPDX-License-Identifier: Apache-2.0
"""TF-IDF of words and letters, and vectors, with balanced logistic regression, beside ovoz's figures.

    theming_baseline.py --train F [--dev F] [--test F] [--vectors F] < the report of ovoz-bench theming

Without --test it asks about each part of the texts that the report names, and learns from the others.
"""
import argparse
import json
import random
import sys
import time

import numpy
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler


def read(path):
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file if line.strip()]
    return [line["text"] for line in lines], [set(line["labels"]) for line in lines]


class Vectors:
    """Vectors of a model pack as columns: as they are, or each number by how much it varies."""

    def __init__(self, by_text, scale, varies):
        self.by_text, self.scale, self.varies = by_text, scale, varies

    def fit_transform(self, texts):
        self.scaler = StandardScaler().fit(self.table(texts)) if self.varies else None
        return self.transform(texts)

    def transform(self, texts):
        table = self.table(texts)
        return csr_matrix(self.scale * (self.scaler.transform(table) if self.varies else table))

    def table(self, texts):
        return numpy.array([self.by_text[text] for text in texts])


def blocks(by_text):
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    found = {"words": [words], "words and letters": [words, letters]}
    if by_text:
        found["the same, vectors x 0.05"] = [words, letters, Vectors(by_text, 0.05, True)]
        found["the same, vectors x 1.5"] = [words, letters, Vectors(by_text, 1.5, False)]
    return found


def margins(vectorizers, known, known_codes, asked):
    """The codes, each asked text's margins of them, and the seconds that judging took."""
    counts = {c: sum(c in s for s in known_codes) for c in set().union(*known_codes)}
    codes = sorted(c for c, n in counts.items() if 3 <= n <= len(known) - 3)
    table = hstack([one.fit_transform(known) for one in vectorizers]).tocsr()
    models = [
        LogisticRegression(C=10, class_weight="balanced", solver="liblinear").fit(
            table, [code in some for some in known_codes])
        for code in codes
    ]
    begun = time.perf_counter()
    new = hstack([one.transform(asked) for one in vectorizers]).tocsr()
    found = numpy.stack([model.decision_function(new) for model in models], axis=1)
    return codes, found, time.perf_counter() - begun


def propose(vectorizers, known, known_codes, asked):
    """The codes of each asked text, and the seconds that judging took."""
    codes, rows, seconds = margins(vectorizers, known, known_codes, asked)
    if all(len(some) == 1 for some in known_codes):
        return [{codes[row.argmax()]} for row in rows], seconds
    return [{c for c, m in zip(codes, row) if m > 0} for row in rows], seconds


def in_parts(vectorizers, texts, texts_codes, parts):
    """As `propose`, for all texts, each by those of the other parts."""
    proposed, seconds = [None] * len(texts), 0
    for part in sorted(set(parts)):
        others = [i for i, p in enumerate(parts) if p != part]
        asked = [i for i, p in enumerate(parts) if p == part]
        found, more = propose(
            vectorizers, [texts[i] for i in others], [texts_codes[i] for i in others],
            [texts[i] for i in asked])
        seconds += more
        for place, codes in zip(asked, found):
            proposed[place] = codes
    return proposed, seconds


def figures(proposed, actual):
    codes = set().union(*actual)
    count = {c: [0, 0] for c in codes | set().union(*proposed)}
    for some, real in zip(proposed, actual):
        for code in some | real:
            count[code][0 if code in some and code in real else 1] += 1
    right, off = (sum(c[i] for c in count.values()) for i in (0, 1))
    macro = numpy.mean([2 * count[c][0] / max(1, 2 * count[c][0] + count[c][1]) for c in codes])
    exact = numpy.mean([some == real for some, real in zip(proposed, actual)])
    return 2 * right / max(1, 2 * right + off), macro, exact


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", required=True)
    parser.add_argument("--dev")
    parser.add_argument("--test")
    parser.add_argument("--vectors")
    parser.add_argument("--labels", type=int)
    found, others = parser.parse_known_args()
    if set(others) & {"--lower", "--latin", "--codebook"}:
        print("note: the baseline has none of --lower, --latin, --codebook", file=sys.stderr)
    return found


def main():
    report, chosen = json.load(sys.stdin), options()
    known, known_codes = read(chosen.train)
    if chosen.dev:
        more, more_codes = read(chosen.dev)
        known, known_codes = known + more, known_codes + more_codes
    asked, actual = read(chosen.test) if chosen.test else ([], known_codes)
    by_text = {}
    if chosen.vectors:
        with open(chosen.vectors, encoding="utf-8") as file:
            by_text = dict(zip(known + asked, map(json.loads, file)))
    if chosen.labels:
        some = min(chosen.labels, len(known))
        places = random.Random(20210730).sample(range(len(known)), some)
        known, known_codes = [known[i] for i in places], [known_codes[i] for i in places]
    print(f"{'':40}{'micro F1':>9}{'macro F1':>9}{'exact':>8}{'texts/s':>9}")
    for name, vectorizers in blocks(by_text).items():
        if chosen.test:
            proposed, seconds = propose(vectorizers, known, known_codes, asked)
        else:
            proposed, seconds = in_parts(vectorizers, known, known_codes, report["parts"])
        micro, macro, exact = figures(proposed, actual)
        speed = len(proposed) / seconds
        print(f"scikit-learn, {name:26}{micro:9.3f}{macro:9.3f}{exact:8.3f}{speed:9.0f}", flush=True)
    ours = report["figures"]
    print(
        f"{'ovoz':40}{ours['micro_f1']:9.3f}{ours['macro_f1']:9.3f}"
        f"{ours['exact_match']:8.3f}{ours['texts_per_second']:9.0f}")


main()
