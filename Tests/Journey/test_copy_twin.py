# SPDX-License-Identifier: Apache-2.0
"""copies.py against the vectors, and against the programs: each opens and refuses what the other makes."""

import json
import sqlite3
from pathlib import Path

import pytest

import copies
import sealing
from machines import ROOT
from test_restoring import back_up, new_machine, operator, send  # noqa: F401  fixtures

VECTORS = sorted((ROOT / "Tests/SealedCopyTests/Vectors").glob("*.txt"))
MACHINES_KEYS = [("intake.key", bytes(32)), ("receipt.key", bytes(32))]


@pytest.mark.parametrize("file", VECTORS, ids=lambda file: file.stem)
def test_every_vector_is_opened_or_refused_as_its_line_says(file):  # G12
    vector = dict(line.split(": ", 1) for line in file.read_text(encoding="utf-8").splitlines())
    copy = bytes.fromhex(vector.get("copy", ""))
    private = sealing.private_from(bytes.fromhex(vector["private"]))
    try:
        content = copies.unseal(copy, copies.key_of(copy, private))
    except sealing.Refused as refused:
        assert refused.name == vector["expect"]
    else:
        assert vector["expect"] == "opened" and content.hex() == vector["content"]


def test_what_an_intake_sealed_is_opened_by_the_twin_and_holds_no_free_page(
        server, operator, scratch):  # noqa: F811  G6
    send(server, "Invented, for a copy.")
    found = {}
    for kind, file in enumerate(back_up(server, operator, "intake.ovozcopy"), 1):
        done, keys = operator.unlock(file, out=f"keys-{kind}")
        assert done.returncode == 0, done.stderr
        name, key = keys.read_text().splitlines()[1].split()
        copy = file.read_bytes()
        assert keys.read_text() == copies.restore_keys((copy, bytes.fromhex(key)))
        files = copies.unpack(copies.unseal(copy, bytes.fromhex(key)), kind)
        assert set(files) == copies.NAMES[kind]
        found |= files
    for name in (name for name in found if name.endswith(".sqlite")):
        (scratch / name).write_bytes(found[name])
        with sqlite3.connect(scratch / name) as database:
            assert database.execute("PRAGMA freelist_count").fetchone() == (0,)
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("files", [
    [("../outside", b"words")], [("inbox.sqlite/../../outside", b"words")], [("/tmp/ovoz-outside", b"words")],
    [("record-keys.sqlite", b"")], [("intake.key", bytes(32))] * 2,
    # The records lack a file, or what is called a database is none.
    MACHINES_KEYS, [*MACHINES_KEYS, ("inbox.sqlite", b"no database"), ("log.sqlite", b"no database")],
], ids=["above", "within", "absolute", "other half", "twice", "too few", "no database"])
def test_a_copy_that_a_stranger_made_leaves_nothing_behind(new_machine, scratch, files):  # noqa: F811  G12
    public = sealing.public_bytes(sealing.private_from(bytes(31) + b"\7"))
    identity = json.loads((new_machine.folder / "campaign.json").read_text())["id"]
    head, key = copies.header(public, campaign=bytes.fromhex(identity))
    copy = copies.seal(key, head, copies.pack(files))
    (new_machine.folder / "copy").write_bytes(copy)
    (new_machine.folder / "keys").write_text(copies.restore_keys((copy, key)))
    before = set(scratch.rglob("*"))
    refused = new_machine.command("restore", "copy", "--keys", "keys")
    assert refused.returncode == 1 and "take another copy" in refused.stderr, refused.stderr
    assert set(scratch.rglob("*")) - before <= {new_machine.folder / "state"}
    assert not Path("/tmp/ovoz-outside").exists()
