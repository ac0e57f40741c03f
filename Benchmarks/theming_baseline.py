# SPDX-License-Identifier: Apache-2.0
"""TF-IDF of words and letters with balanced logistic regression, beside ovoz's figures from stdin."""
import json
import random
import sys
import time

import numpy
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression


def read(path):
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file if line.strip()]
    return [line["text"] for line in lines], [set(line["labels"]) for line in lines]


def blocks():
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    return {"words": [words], "words and letters": [words, letters]}


def judge(vectorizers, known, answers, asked, codes):
    """The margins of each asked text, and how many texts a second were judged."""
    table = hstack([one.fit_transform(known) for one in vectorizers]).tocsr()
    models = [
        LogisticRegression(C=10, class_weight="balanced", solver="liblinear").fit(table, answer)
        for answer in answers
    ]
    begun = time.perf_counter()
    new = hstack([one.transform(asked) for one in vectorizers]).tocsr()
    margins = numpy.stack([model.decision_function(new) for model in models], axis=1)
    return margins, len(asked) / (time.perf_counter() - begun)


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


def main():
    ours = json.load(sys.stdin)["figures"]
    options = sys.argv[3:]
    if set(options) & {"--lower", "--latin", "--dev", "--pack"}:
        print("note: the baseline has none of --lower, --latin, --dev, --pack", file=sys.stderr)
    known, known_codes = read(sys.argv[1])
    asked, actual = read(sys.argv[2])
    if "--labels" in options:
        some = int(options[options.index("--labels") + 1])
        chosen = random.Random(20210730).sample(range(len(known)), min(some, len(known)))
        known, known_codes = [known[i] for i in chosen], [known_codes[i] for i in chosen]
    counts = {c: sum(c in s for s in known_codes) for c in set().union(*known_codes)}
    codes = sorted(c for c, n in counts.items() if 3 <= n <= len(known) - 3)
    answers = [[c in s for s in known_codes] for c in codes]
    is_exclusive = all(len(s) == 1 for s in known_codes)
    print(f"{'':32}{'micro F1':>9}{'macro F1':>9}{'exact':>8}{'texts/s':>9}")
    for name, vectorizers in blocks().items():
        margins, speed = judge(vectorizers, known, answers, asked, codes)
        if is_exclusive:
            proposed = [{codes[row.argmax()]} for row in margins]
        else:
            proposed = [{c for c, m in zip(codes, row) if m > 0} for row in margins]
        micro, macro, exact = figures(proposed, actual)
        print(f"scikit-learn, {name:18}{micro:9.3f}{macro:9.3f}{exact:8.3f}{speed:9.0f}")
    print(
        f"{'ovoz':32}{ours['micro_f1']:9.3f}{ours['macro_f1']:9.3f}"
        f"{ours['exact_match']:8.3f}{ours['texts_per_second']:9.0f}")


main()
