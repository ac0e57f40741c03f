# SPDX-License-Identifier: Apache-2.0
"""What a file of the intake loses is overwritten first: free blocks of the disk hold no key, and no order of arrival."""

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys

import pytest

import machines
import receipts
from machines import result
from test_restoring import Operator, back_up, new_machine, operator  # noqa: F401
from test_withdrawal import Sent


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The library that looks at what is cut off."""
    return machines.preload(tmp_path_factory.mktemp("cuts"), "cuts")


class Cuts:
    def __init__(self, file):
        self.file = file

    def seen(self):
        """What was cut so far: for each file's name, whether it was zeros each time."""
        seen = {}
        for word, name in self.lines():
            if word in ("zeros", "left"):
                seen[name] = seen.get(name, True) and word == "zeros"
        return seen

    def lines(self):
        return [line.split() for line in self.file.read_text().splitlines()]


@pytest.fixture
def cuts(scratch, library, monkeypatch):
    file = scratch / "cuts.txt"
    file.write_text("")
    monkeypatch.setattr(
        machines, "CLEAN", machines.CLEAN | {"LD_PRELOAD": str(library), "OVOZ_CUTS": str(file)})
    return Cuts(file)


def test_what_is_cut_off_a_database_was_overwritten(cuts, intake):  # G3 G6
    cuts.file.write_text("")
    intake.start()
    sent = [Sent(intake, number) for number in range(4)]
    receipts.withdraw(intake, sent[1].token)
    assert intake.stop() == 0
    intake.start()
    assert intake.stop() == 0
    result(intake.command("bundle", "--out", "b1.ovoz", "--today", machines.day(6)))
    seen = cuts.seen()
    assert {f"{name}.sqlite-wal" for name in ("inbox", "record-keys", "log")} <= set(seen)
    assert {name for name, zeros in seen.items() if not zeros} == set()


def test_the_head_of_a_log_is_gone_from_the_disk_before_the_rest(cuts, intake):  # G5
    """With its head and without its end an old log would be played back over a newer database."""
    intake.start()
    cuts.file.write_text("")
    sent = Sent(intake, 0)
    receipts.withdraw(intake, sent.token)
    lines = cuts.lines()
    for name in ("inbox.sqlite-wal", "record-keys.sqlite-wal"):
        words = " ".join(word for word, other in lines if other == name)
        cuts_of_it = words.count("zeros")
        assert cuts_of_it and len(re.findall("head sync (?:(?:rest )+sync )?zeros", words)) == cuts_of_it


def test_what_a_vault_loses_is_overwritten_too(cuts, server, vault, scratch):  # G6
    """A withdrawal that it hears of, a copy of it, and one that is not put together to its end."""
    sent = [Sent(server, number) for number in range(3)]
    vault.trust(server)
    result(vault.take_in(server.bundle("b1.ovoz")))
    receipts.withdraw(server, sent[1].token)
    bundle = server.bundle("b2.ovoz")
    cuts.file.write_text("")
    result(vault.take_in(bundle))
    assert "vault.sqlite-wal" in cuts.seen()
    # More than the first piece of a copy, by which a wrong passphrase is known.
    with contextlib.closing(sqlite3.connect(vault.folder / "vault" / "vault.sqlite")) as rows:
        rows.execute("CREATE TABLE filler AS SELECT randomblob(2000000) AS bytes")
        rows.commit()
    copy = scratch / "vault.copy"
    lock = ("--passphrase-file", "pass")
    result(vault.ovoz("backup", "--out", copy, *lock))
    assert "backup.part" in cuts.seen()
    copy.write_bytes(copy.read_bytes()[:-40])
    failed = machines.run(
        "ovoz", "restore", copy, "--vault", scratch / "again", *lock, folder=vault.folder)
    assert failed.returncode != 0 and not list(scratch.glob("again*"))
    assert "vault.sqlite" in cuts.seen()
    assert {name for name, zeros in cuts.seen().items() if not zeros} == set()


def test_the_watch_sees_what_is_not_overwritten(cuts, scratch):
    """SQLite as everybody has it."""
    subprocess.run(
        [sys.executable, "-c", """
import sqlite3
db = sqlite3.connect("plain.sqlite")
db.execute("PRAGMA journal_mode = WAL")
db.execute("CREATE TABLE words (word TEXT)")
db.execute("INSERT INTO words VALUES ('invented')")
db.commit()
db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
"""], cwd=scratch, env=machines.CLEAN, check=True)
    assert cuts.seen()["plain.sqlite-wal"] is False


def test_a_restoring_that_fails_leaves_no_key_in_free_blocks(
        cuts, server, operator, new_machine):  # noqa: F811  # G6
    Sent(server, 0)
    records, keys = back_up(server, operator, "intake.ovozcopy")
    _, restore_keys = operator.unlock(records, keys)
    cuts.file.write_text("")
    (new_machine.folder / "log.txt").write_text("no log")
    failed = new_machine.command(
        "restore", records, "--record-keys", keys, "--keys", restore_keys, "--log", "log.txt")
    assert failed.returncode == 1, failed.stderr
    assert list((new_machine.folder / "state").iterdir()) == []
    seen = cuts.seen()
    assert "record-keys.sqlite" in seen
    assert {name for name, zeros in seen.items() if not zeros} == set()


# The temporary file that rewriting takes


ROWS, WIDTH = 2_600, 14_000
# A program that can write nowhere but in its own folder, which is at /mnt: not where SQLite would go, nor where it stands.
CLOSED = """mount --bind "$1" /mnt && cd /proc && shift || exit 99
for place in /var/tmp /usr/tmp /tmp; do [ ! -d $place ] || mount -t tmpfs -o ro none $place || exit 99; done
exec "$@" """


def fill(intake):
    """More testimonies than SQLite holds in memory while it rewrites; nobody will open them."""
    state = intake.folder / "state"
    with contextlib.closing(sqlite3.connect(state / "record-keys.sqlite")) as keys, \
            contextlib.closing(sqlite3.connect(state / "inbox.sqlite")) as inbox:
        for _ in range(ROWS):
            record = os.urandom(16)
            keys.execute("INSERT INTO record_key (record, key) VALUES (?, ?)", (record, os.urandom(32)))
            inbox.execute(
                "INSERT INTO testimony (record, epoch, commitment, layered) VALUES (?, 3, ?, ?)",
                (record, os.urandom(32), os.urandom(WIDTH)))
        keys.commit()
        inbox.commit()


def test_a_large_inbox_is_rewritten_where_no_other_folder_can_be_written(intake):  # G5
    """As in the unit's sandbox, and in a container that can only be read."""
    shutil.copy(machines.PROGRAMS / "ovoz-intake", intake.folder)
    closed = ["unshare", "-m", "sh", "-c", CLOSED, "sh", intake.folder]
    if subprocess.run([*closed, "true"], capture_output=True).returncode:
        pytest.skip("mounts of one's own need root")
    intake.start()
    assert intake.stop() == 0
    fill(intake)
    made = subprocess.run(
        [*closed, "/mnt/ovoz-intake", "bundle", "--out", "/mnt/b1.ovoz", "--settings", "/mnt/intake.yaml"],
        env=machines.CLEAN, capture_output=True, text=True, timeout=120)
    assert (made.returncode, made.stdout, made.stderr) == (
        0, "bundle 1: 0 testimonies, 0 withdrawals\n", "")
    assert not list((intake.folder / "state").glob("etilqs*"))
