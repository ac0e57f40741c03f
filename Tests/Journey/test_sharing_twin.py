# SPDX-License-Identifier: Apache-2.0
"""What a published program and a published document say of the vectors of shares, which the tests in Swift read too."""

import sys

import pytest
from shamir_mnemonic import shamir

from machines import ROOT

FOLDER = ROOT / "Tests" / "SecretSharingTests"
sys.path.insert(0, str(FOLDER))
import make_vectors  # noqa: E402


def vectors(start):
    files = sorted((FOLDER / "Vectors").glob(f"{start}*.txt"))
    assert files, start
    return [pytest.param(file.read_text(encoding="utf-8"), id=file.stem) for file in files]


def values(text, name):
    return [line.split(": ", 1)[1] for line in text.splitlines() if line.startswith(f"{name}: ")]


def points(text):
    shares = [share.split(" ") for share in values(text, "share")]
    return [shamir.RawShare(int(x), bytes.fromhex(value)) for x, value in shares]


def facts(text):
    return int(values(text, "threshold")[0]), bytes.fromhex(values(text, "secret")[0]), points(text)


def test_the_committed_vectors_are_those_that_the_twin_makes(tmp_path, monkeypatch):
    monkeypatch.setattr(make_vectors, "FOLDER", tmp_path)
    make_vectors.make()
    made, kept = ({file.name: file.read_bytes() for file in folder.glob("*.txt")}
                  for folder in (tmp_path, FOLDER / "Vectors"))
    assert made == kept


def test_the_field_is_that_of_slip39s_reference():
    for a in range(1, 256):
        for b in range(1, 256):
            assert make_vectors.times(a, b) == shamir.EXP_TABLE[(shamir.LOG_TABLE[a] + shamir.LOG_TABLE[b]) % 255], (a, b)


@pytest.mark.parametrize("text", vectors("split_"))
def test_shares_lie_on_the_curve_that_slip39s_reference_draws(text):  # G9
    threshold, secret, shares = facts(text)
    drawn = shares[:threshold]
    assert [shamir._interpolate(drawn, share.x) for share in shares] == [share.data for share in shares]
    assert shamir._interpolate(drawn, 0) == secret
    # The constant polynomial of the zeros is drawn by one share too.
    assert (shamir._interpolate(drawn[:-1], 0) == secret) == (not any(secret))


@pytest.mark.parametrize("text", vectors("join_"))
def test_shares_join_in_slip39s_reference_as_the_vectors_say(text):  # G9
    threshold, secret, shares = facts(text)
    expected = values(text, "expect")[0]
    if expected in ("joined", "other secret"):
        assert (shamir._interpolate(shares[:threshold], 0) == secret) == (expected == "joined")
    elif expected == "too few":
        assert len(shares) < threshold
    else:
        # It refuses the same, but for the number 0, which is a secret's own place there, and for shares of no bytes.
        assert expected in ("same point", "bad length")
        if all(share.x and share.data for share in shares):
            with pytest.raises(shamir.MnemonicError):
                shamir._interpolate(shares, 0)
