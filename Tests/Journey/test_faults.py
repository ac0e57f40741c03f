# SPDX-License-Identifier: Apache-2.0
"""A disk that is full or broken at a chosen write: nothing acknowledged is lost or doubled, and errors say what to do."""

import contextlib
import errno
import json
import mmap
import os
import shutil
import sqlite3
import struct
import subprocess
import time
from collections import Counter
from http.client import HTTPException

import pytest

import machines
import receipts
import sealing
from machines import hand_over, result, run
from test_durability import invented, records_in
from test_withdrawal import Sent, found_in, ids

# Every so many writes one fails; 1 tries each of them.
STEP = int(os.environ.get("OVOZ_FAULT_STEP", "9"))
FULL, BROKEN = errno.ENOSPC, errno.EIO


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The library that lets writes fail."""
    return machines.preload(tmp_path_factory.mktemp("faults"), "faults")


class Disk:
    """What the disk is told: fail after so many writes, so many times, in this way."""

    def __init__(self, folder, library, monkeypatch):
        file = folder / "disk.plan"
        file.write_bytes(struct.pack("4i", -1, 0, 0, 0))
        with open(file, "r+b") as opened:
            self.plan = mmap.mmap(opened.fileno(), 16)
        self.monkeypatch = monkeypatch
        self.faulty = machines.CLEAN | {"LD_PRELOAD": str(library), "OVOZ_FAULT": str(file)}
        monkeypatch.setattr(machines, "CLEAN", self.faulty)

    def fail(self, after, kind, times=1):
        self.plan[:16] = struct.pack("4i", after, times, kind, 0)

    def break_stick(self, end, good):
        """From so many bytes on, files whose path ends so cannot be read."""
        self.faulty["OVOZ_UNREADABLE"] = f"{good} {end}"

    def mend(self):
        """Gives how many writes there were since it was told to fail."""
        self.faulty.pop("OVOZ_UNREADABLE", None)
        seen = struct.unpack("4i", self.plan[:16])[3]
        self.plan[:16] = struct.pack("4i", -1, 0, 0, 0)
        return seen


@pytest.fixture
def disk(scratch, library, monkeypatch):
    return Disk(scratch, library, monkeypatch)


def word(server, sealed):
    """The first word of the reply, or why there was none."""
    try:
        return server.post(sealed)[2].split()[0].decode()
    except (OSError, HTTPException) as error:
        return type(error).__name__


def writes_of_one_sending(server, disk):
    disk.fail(10_000, FULL)
    assert server.send(invented(0)) == "accepted"
    return disk.mend()


@pytest.mark.parametrize("kind,times", [(FULL, 1), (FULL, 10_000), (BROKEN, 1), (BROKEN, 10_000)])
def test_whichever_write_of_a_sending_fails_the_answer_is_true(
        server, vault, disk, kind, times):  # G5
    server.kill()
    server.start()
    campaign = server.campaign()
    writes = writes_of_one_sending(server, disk)
    assert writes > 5
    outcomes, acknowledged = Counter(), set()
    for number in range(0, writes + 1, STEP):
        sealed = sealing.seal(campaign, invented(number + 1))
        disk.fail(number, kind, times)
        answer = word(server, sealed)
        disk.mend()
        outcomes[answer] += 1
        if answer == "accepted":
            acknowledged.add(sealed)
        # The same bytes again, when the disk is well: accepted, whatever was told before.
        again = word(server, sealed)
        assert again == "accepted", (number, answer, again)
        acknowledged.add(sealed)
    print(f"\nFAULTS {errno.errorcode[kind]} x{times}: {writes} writes a sending, {dict(outcomes)}")
    assert outcomes["full"] > 0 and set(outcomes) <= {"accepted", "full"}
    server.kill()
    server.start()
    assert server.stop() == 0
    hand_over(server, vault)
    stored = Counter(records_in(server.folder / "b1.ovoz", campaign))
    assert acknowledged <= set(stored) and set(stored.values()) == {1}
    assert all(line["opens"] for line in vault.list())


def withdrawing(server, token):
    """Whether the receipt's page is told that it is done."""
    status, _, reply = server.post(
        receipts.question(receipts.WITHDRAW, token), "application/octet-stream", "/receipt")
    assert (status == 200) == (json.loads(reply) == {"done": True}), (status, reply)
    assert status in (200, 503)
    return status == 200


@pytest.mark.parametrize("kind", [FULL, BROKEN])
@pytest.mark.parametrize("times", [1, 10_000])
def test_whichever_write_of_a_withdrawal_fails_what_is_told_is_true(server, vault, disk, kind, times):  # G5 G6
    server.kill()
    server.start()
    # The page waits as long whatever comes of it, so each try takes a second or two.
    every = 1 if STEP == 1 else STEP * 3
    state, victims, outcomes = server.folder / "state", [], Counter()
    neighbour = Sent(server, 0)
    first = Sent(server, 1)
    disk.fail(10_000, FULL)
    receipts.withdraw(server, first.token)
    writes = disk.mend()
    assert writes > 5
    for number in range(0, writes + 1, every):
        victim = Sent(server, number + 2)
        remains = victim.remains(server)
        disk.fail(number, kind, times)
        done = withdrawing(server, victim.token)
        disk.mend()
        outcomes[done] += 1
        if done:
            assert found_in(state, remains) == {}, number
        # Again, when the disk is well: done, whatever was told before, and nothing of it is left anywhere.
        assert withdrawing(server, victim.token), number
        assert found_in(state, remains) == {}, number
        assert receipts.state_of(server, victim.token) == "withdrawn"
        victims.append(victim)
    print(f"\nFAULTS {errno.errorcode[kind]} x{times}: {writes} writes a withdrawal, {dict(outcomes)}")
    assert outcomes[False] > 0
    # Those who do not try again: what became of it is what the receipt says, and no bundle is held up by it.
    others = [Sent(server, 1_000 + number) for number in range(0, writes + 1, every)]
    for number, other in enumerate(others):
        disk.fail(number * every, kind, times)
        withdrawing(server, other.token)
        disk.mend()
    kept = [one for one in [neighbour, *others] if receipts.state_of(server, one.token) == "kept"]
    assert neighbour in kept
    hand_over(server, vault)
    assert ids(vault) == sorted(one.record.hex() for one in kept)
    server.kill()
    server.start()
    assert {receipts.state_of(server, one.token) for one in victims} == {"withdrawn"}
    assert server.stop() == 0


@pytest.mark.parametrize("kind", [FULL, BROKEN])
def test_a_disk_that_fails_under_a_command_leaves_no_half_of_a_file(server, vault, disk, kind):  # G5
    for number in range(3):
        assert server.send(invented(number)) == "accepted"
    server.stop()
    vault.write_passphrase("operator.pass", "invented words")
    made = run("ovoz", "operator", "new", "aziza", "--passphrase-file", "operator.pass",
               folder=vault.folder)
    assert made.returncode == 0, made.stderr
    card = vault.folder / "aziza.operator.json"
    bundles = []
    for number in range(0, 200, STEP * 4):
        disk.fail(number, kind, times=10_000)
        copied = server.command("backup", f"copy-{number}", "--to", card)
        bundled = server.command("bundle", "--out", f"b-{number}.ovoz", "--today", machines.day(6))
        seen = disk.mend()
        for finished, file in ((copied, f"copy-{number}"), (bundled, f"b-{number}.ovoz")):
            there = (server.folder / file).exists()
            if finished.returncode != 0:
                assert finished.returncode == 1 and "hint: " in finished.stderr, finished.stderr
                assert "no name" not in finished.stderr, finished.stderr
            # A file under its name is whole; where it could not be noted, that is what is said.
            noted = "could not be noted" not in finished.stderr
            assert there == (finished.returncode == 0 or not noted), (number, file, finished.stderr)
        if (server.folder / f"b-{number}.ovoz").exists():
            bundles.append(server.folder / f"b-{number}.ovoz")
        if seen <= number:
            break
    result(server.command("bundle", "--out", "last.ovoz", "--today", machines.day(6)))
    bundles.append(server.folder / "last.ovoz")
    # Whatever failed before: the three are in the first bundle, once, and it has the same bytes whenever it was made.
    campaign = server.campaign()
    holding = [file for file in bundles if records_in(file, campaign)]
    assert holding and holding[0] == bundles[0]
    assert len({file.read_bytes() for file in holding}) == 1
    vault.trust(server)
    result(vault.take_in(holding[0]))
    assert len(vault.list()) == 3


def test_a_start_on_a_full_disk_says_so_and_changes_nothing(server, vault, disk):  # G5
    assert server.send(invented(1)) == "accepted"
    server.stop()
    for number in range(0, 60, STEP * 2):
        disk.fail(number, FULL, times=10_000)
        ended = subprocess.Popen(
            [machines.PROGRAMS / "ovoz-intake", "serve", "--settings", "intake.yaml"],
            cwd=server.folder, env=disk.faulty, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            said = ended.communicate(timeout=3)[1]
            assert ended.returncode == 1 and "hint: " in said and "no name" not in said, said
        except subprocess.TimeoutExpired:
            # It began in spite of it: it needed no more writes than went well, or none that matters.
            ended.kill()
            ended.communicate()
        disk.mend()
    server.start()
    server.stop()
    hand_over(server, vault)
    assert [line["opens"] for line in vault.list()] == [True]


def test_half_a_file_never_stays(vault, disk):
    """On a full disk a result is told as not written, and the next try is not refused."""
    def export():
        return run("ovoz", "codebook", "export", "--format", "qdc", "--to", "codebook.ovoz.qdc",
                   "--config", machines.CONFIG, folder=vault.folder)

    for place in range(2):  # the bytes, and the wait for the disk
        disk.fail(place, FULL)
        failed = export()
        assert failed.returncode == 1 and "codebook.ovoz.qdc cannot be written" in failed.stderr
        assert not (vault.folder / "codebook.ovoz.qdc").exists()
        disk.mend()
    result(export())
    written = vault.folder / "codebook.ovoz.qdc"
    assert written.stat().st_mode & 0o777 == 0o600 and b"CodeBook" in written.read_bytes()
    again = export()
    assert again.returncode == 64 and "exists already" in again.stderr


def test_a_full_disk_under_a_restoring_says_nothing_against_the_copy(server, vault, disk):
    lock = ["--passphrase-file", "pass"]
    result(vault.ovoz("backup", "--out", "copy", *lock))
    for number in range(2):  # the bytes, and the wait for the disk
        disk.fail(number, FULL, times=10_000)
        failed = run("ovoz", "restore", "copy", "--vault", f"new-{number}", *lock,
                     folder=vault.folder)
        disk.mend()
        assert failed.returncode == 1 and "room on the disk" in failed.stderr, failed.stderr
        assert "no copy of a vault" not in failed.stderr and "no name" not in failed.stderr
    result(run("ovoz", "restore", "copy", "--vault", "again", *lock, folder=vault.folder))


@pytest.mark.parametrize("good", [0, 41])  # not even the head, and the head alone
def test_a_stick_that_breaks_under_a_restoring_is_not_told_as_a_full_disk(vault, disk, good):
    lock = ["--passphrase-file", "pass"]
    vault.new_campaign()
    result(vault.ovoz("backup", "--out", "vault.copy", *lock))
    restore = ["ovoz", "restore", "vault.copy", "--vault", "new", *lock]
    disk.break_stick("/vault.copy", good)
    failed = run(*restore, folder=vault.folder)
    disk.mend()
    assert failed.returncode == 1 and "the copy could not be read to its end" in failed.stderr
    assert "stick or disk fail" in failed.stderr and "room on the disk" not in failed.stderr
    assert not (vault.folder / "new").exists()
    result(run(*restore, folder=vault.folder))


def test_a_stick_that_breaks_under_an_import_says_nothing_against_the_bundle(server, vault, disk):
    assert server.send(invented(1)) == "accepted"
    server.stop()
    bundle = server.bundle("b1.ovoz")
    vault.trust(server)
    disk.break_stick("/b1.ovoz", 1)
    failed = vault.take_in(bundle)
    disk.mend()
    assert failed.returncode == 1 and "could not be read to its end" in failed.stderr, failed.stderr
    assert "nothing was imported" in failed.stderr and vault.list() == []
    result(vault.take_in(bundle))
    assert len(vault.list()) == 1


@pytest.mark.parametrize("kind", [FULL, BROKEN])
def test_a_disk_that_fails_under_an_import_takes_in_all_or_nothing(server, vault, disk, kind):  # G5 G6
    sent = [Sent(server, number) for number in range(3)]
    vault.trust(server)
    bundle = server.bundle("b1.ovoz")
    shutil.copytree(vault.folder / "vault", vault.folder / "before")
    refused, whole = 0, sorted(one.record.hex() for one in sent)
    for number in range(0, 200, STEP * 3):
        shutil.rmtree(vault.folder / "vault")
        shutil.copytree(vault.folder / "before", vault.folder / "vault")
        disk.fail(number, kind, times=10_000)
        taken = vault.take_in(bundle)
        seen = disk.mend()
        if taken.returncode != 0:
            refused += 1
            assert taken.returncode == 1 and "hint: " in taken.stderr, (number, taken.stderr)
            assert "disk" in taken.stderr and "no name" not in taken.stderr, (number, taken.stderr)
        assert ids(vault) == ([] if taken.returncode else whole), number
        again = vault.take_in(bundle)
        if taken.returncode:
            assert result(again).startswith("bundle 1: 3 new, 0 known")
        else:
            assert again.returncode == 30 and "already" in again.stderr, again.stderr
        assert ids(vault) == whole
        if seen <= number:
            break
    else:
        raise AssertionError("an import needs more writes than were tried")
    print(f"\nFAULTS {errno.errorcode[kind]}: {seen} writes an import, {refused} refused")
    assert refused > 0


def damaged_tables(file):
    """The vault's tables, each with a way to spoil its first page alone."""
    good = file.read_bytes()
    with contextlib.closing(sqlite3.connect(file)) as db:
        pages = dict(db.execute("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0"))
    for log in file.parent.glob("vault.sqlite-*"):
        log.unlink()

    def spoil(name):
        place = (pages[name] - 1) * 4096
        file.write_bytes(good[:place] + b"\xa5" * 16 + good[place + 16:])
    return spoil


def test_a_damaged_page_of_the_vault_is_called_damage_and_shows_no_words(server, vault):  # G5 G12
    sent = [Sent(server, number) for number in range(2)]
    server.stop()
    hand_over(server, vault)
    spoil = damaged_tables(vault.folder / "vault" / "vault.sqlite")
    # Where it is opened, read and written.
    for table in ("campaign", "testimony", "access"):
        spoil(table)
        told = vault.ovoz("list")
        assert (told.returncode, told.stdout) == (30, ""), (table, told.stderr)
        assert "the vault's database is damaged\nhint: " in told.stderr and "`ovoz restore`" in told.stderr
        assert not any(one.words in told.stderr or one.record.hex()[:8] in told.stderr for one in sent)
        checked = vault.ovoz("doctor")
        assert checked.returncode == 1 and "damaged" in checked.stdout + checked.stderr, table


@contextlib.contextmanager
def deaf(way):
    """A standard error that takes nothing."""
    if way == "full":
        with open("/dev/full", "w") as full:
            yield {"stderr": full}
    elif way == "gone":
        reader, writer = os.pipe()
        os.close(reader)
        yield {"stderr": writer}
        os.close(writer)
    else:
        yield {"preexec_fn": lambda: os.close(2)}


@pytest.mark.parametrize("way", ["full", "gone", "closed"])
def test_an_intake_whose_log_takes_nothing_serves_on(intake, way):
    with deaf(way) as options:
        intake.server = subprocess.Popen(
            [machines.PROGRAMS / "ovoz-intake", "serve", "--settings", "intake.yaml"],
            cwd=intake.folder, env=machines.CLEAN, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **options)
    end = time.monotonic() + 60
    while True:
        try:
            assert intake.send(invented(0)) == "accepted"
            break
        except OSError:
            assert intake.server.poll() is None and time.monotonic() < end, intake.server.poll()
            time.sleep(0.05)
    assert intake.stop() == 0


@pytest.mark.parametrize("way", ["full", "closed"])
def test_a_command_that_cannot_say_what_is_wrong_still_ends_with_its_code(vault, way):
    vault.new_campaign()
    before = {file: file.read_bytes() for file in vault.folder.rglob("*") if file.is_file()}
    ended = {}
    for arguments in (["list", "--vault", "nowhere"], ["list", "--vault", "vault", "--passphrase-file", "none"]):
        with deaf(way) as options:
            ended[arguments[2]] = subprocess.run(
                [machines.PROGRAMS / "ovoz", *arguments], cwd=vault.folder, env=machines.CLEAN,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **options).returncode
    assert ended["nowhere"] == 10 and ended["vault"] in (12, 64)
    # What was not said was not written into the file that took the number of standard error.
    for file, bytes_ in before.items():
        assert b"hint:" not in file.read_bytes() and file.read_bytes()[:16] == bytes_[:16], file
