# SPDX-License-Identifier: Apache-2.0
"""The drill of Deploy/BACKUP.md: copies of a serving intake, a withdrawal between, the machine lost, another made."""

import shutil

import pytest

import receipts
import sealing
from machines import Intake, result, run
from sending import submission
from test_pull import Pull, lines
from test_withdrawal import Sent, ids

ANYONE = {"language": "en", "permissions": 1}


class Operator:
    """A machine of the operator's own, without a vault."""

    def __init__(self, folder):
        folder.mkdir()
        self.folder = folder
        (folder / "pass").write_text("invented words of an operator\n")
        (folder / "pass").chmod(0o600)
        made = self.ovoz("operator", "new", "aziza", "--passphrase-file", "pass")
        self.card, self.fingerprint = folder / "aziza.operator.json", made.stderr.split("\n")[0]
        assert made.returncode == 0, made.stderr

    def ovoz(self, *arguments):
        return run("ovoz", *arguments, folder=self.folder)

    def unlock(self, *copies, out="restore.keys"):
        done = self.ovoz("operator", "unlock", *copies, "--key", "aziza.key", "--out", out,
                         "--passphrase-file", "pass", "--allow-swap")
        return done, self.folder / out


@pytest.fixture
def operator(scratch):
    return Operator(scratch / "operator")


@pytest.fixture
def new_machine(scratch, campaign_file):
    intake = Intake(scratch / "new", campaign_file)
    yield intake
    intake.kill()


def send(intake, words):
    """A testimony with a receipt: its sealed bytes and the receipt's token."""
    campaign = intake.campaign()
    sealed = sealing.seal(campaign, ANYONE | {"answers": {"change": {"text": words}}})
    token = receipts.token_of(receipts.fresh_digits(), campaign)
    reply = intake.ask("POST", "/", submission(sealed, token), {
        "Content-Type": "application/octet-stream"})
    assert reply[2].split()[0] == b"accepted"
    return sealed, token


def back_up(intake, operator, name, keys="record-keys.ovozcopy"):
    done = intake.command("backup", name, "--to", operator.card, "--record-keys", keys)
    assert done.returncode == 0, done.stderr
    # What the operator compares: both machines show the same digits.
    assert operator.fingerprint.removeprefix("fingerprint: ") in done.stderr
    return intake.folder / name, intake.folder / keys


def opened(vault):
    return sorted(line["id"] for line in vault.list() if line["opens"])


def test_a_copy_that_cannot_be_made_says_which_half_and_why(server, operator):  # G5
    # The card holds no secret: the intake's user reads it, whoever carried it there.
    assert operator.card.stat().st_mode & 0o777 == 0o644
    def back(name, keys):
        return server.command("backup", name, "--to", operator.card, "--record-keys", keys)
    failed = back("one.ovozcopy", "no-stick/record-keys.ovozcopy")
    assert failed.returncode == 1 and "the record keys could not be copied" in failed.stderr
    assert "may the intake's user write there" in failed.stderr
    assert not (server.folder / "one.ovozcopy").exists()
    failed = back("no-disk/one.ovozcopy", "record-keys.ovozcopy")
    assert failed.returncode == 1 and "there is none" in failed.stderr
    assert not (server.folder / "record-keys.ovozcopy").exists()
    absent = server.command("backup", "one.ovozcopy", "--to", "absent.json")
    assert absent.returncode == 1 and "there is no absent.json" in absent.stderr
    assert back("one.ovozcopy", "record-keys.ovozcopy").returncode == 0


def test_a_lost_intake_goes_on_elsewhere_and_the_withdrawn_stay_gone(
        server, vault, operator, new_machine, scratch):  # G5 G6 G12
    carried, _ = send(server, "Carried by the first bundle.")
    vault.trust(server)
    signer = result(server.command("key"))
    result(vault.take_in(server.bundle("b1.ovoz")))
    gone, gone_token = send(server, "To be withdrawn between the copies.")
    later, later_token = send(server, "To be withdrawn after both copies.")
    kept, kept_token = send(server, "To be kept.")
    records, _ = back_up(server, operator, "intake.ovozcopy")
    receipts.withdraw(server, gone_token)
    _, keys = back_up(server, operator, "newer.ovozcopy")
    receipts.withdraw(server, later_token)
    second = server.bundle("b2.ovoz")
    result(server.command("log", "--out", "log.txt"))
    for file in (records, keys, second, server.folder / "log.txt"):
        shutil.copy(file, new_machine.folder)
    server.kill()
    shutil.rmtree(server.folder / "state")

    done, restore_keys = operator.unlock(records, keys)
    assert done.returncode == 0, done.stderr
    assert (restore_keys.stat().st_mode & 0o777) == 0o600
    told = new_machine.command(
        "restore", "intake.ovozcopy", "--record-keys", keys.name, "--keys", restore_keys,
        "--bundle", second.name, "--log", "log.txt")
    assert told.returncode == 0, told.stderr
    assert "2 testimonies, 4 receipts, 2 withdrawals" in told.stdout
    new_machine.start()
    assert [receipts.state_of(new_machine, token) for token in (kept_token, gone_token)] == [
        "kept", "withdrawn"]
    # The same key signs, and the third bundle follows from the second, which had the kept one.
    assert result(new_machine.command("key")) == signer
    result(vault.take_in(second))
    send(new_machine, "After the restoring.")
    third = new_machine.bundle("b3.ovoz")
    assert not any(one[sealing.HEADER:] in third.read_bytes() for one in (kept, gone, later))
    result(vault.take_in(third))
    ids = opened(vault)
    assert len(ids) == 3 and {carried[23:39].hex(), kept[23:39].hex()} < set(ids)
    assert not {gone[23:39].hex(), later[23:39].hex()} & set(ids)
    # The log that people watch goes on.
    result(new_machine.command("log", "--out", "log-2.txt"))
    verified = vault.ovoz("log", "verify", new_machine.folder / "log-2.txt", "--before",
                          new_machine.folder / "log.txt")
    assert verified.returncode == 0, verified.stderr


def test_what_is_missing_is_named_and_what_cannot_be_is_refused(
        server, operator, new_machine, scratch):  # G12
    send(server, "Invented, and lost.")
    records, keys = back_up(server, operator, "intake.ovozcopy")
    _, restore_keys = operator.unlock(records, keys)

    def restore(*arguments, keys=restore_keys):
        return new_machine.command("restore", *arguments, "--keys", keys)

    damaged = scratch / "damaged"
    damaged.write_bytes(records.read_bytes()[:-1])
    newer = scratch / "newer"
    newer.write_bytes(records.read_bytes()[:4] + b"\2" + records.read_bytes()[5:])
    for file, words in ((damaged, "ends too early"), (newer, "newer version"),
                        (keys, "other half"), (restore_keys, "no copy of an intake")):
        refused = restore(file)
        assert refused.returncode == 1 and words in refused.stderr, refused.stderr
        assert "hint: " in refused.stderr
        assert list((new_machine.folder / "state").iterdir()) == []
    part = restore(records)
    assert part.returncode == 3
    assert "1 testimonies of no bundle" in part.stdout and "--record-keys" in part.stdout
    again = restore(records, "--record-keys", keys)
    assert again.returncode == 1 and "something in the state folder" in again.stderr


def test_old_record_keys_and_a_strangers_key_are_refused(server, operator, scratch):  # G6
    records, keys = back_up(server, operator, "intake.ovozcopy")
    header = bytearray(keys.read_bytes()[:107])
    header[22:26] = (20_000).to_bytes(4, "big")
    (scratch / "old").write_bytes(header)
    refused, out = operator.unlock(scratch / "old")
    assert refused.returncode == 30 and "could come back" in refused.stderr and not out.exists()
    stranger = Operator(scratch / "stranger")
    refused, out = stranger.unlock(records)
    assert refused.returncode == 12 and not out.exists()
    too_long = server.command("backup", "b", "--to", operator.card, "--record-keys", "k", "--days", "31")
    assert too_long.returncode == 64 and not (server.folder / "b").exists()


def test_an_intake_that_was_lost_after_a_pull_goes_on_by_what_the_vault_has(scratch, operator):  # G5 G6 G12
    wire = Pull(scratch)
    carried = Sent(wire.intake, 0)
    wire.age()
    assert lines(wire.pull()) == ["bundle 1: 1 new, 0 known, 0 withdrawn"]
    victim, kept = Sent(wire.intake, 1, receipts.fresh_digits()), Sent(wire.intake, 2)
    records, keys = back_up(wire.intake, operator, "intake.ovozcopy")
    wire.age()
    wire.next_day()
    assert lines(wire.pull()) == ["bundle 2: 2 new, 0 known, 0 withdrawn"]
    receipts.withdraw(wire.intake, victim.token)
    wire.next_day()
    assert lines(wire.pull()) == ["bundle 3: 0 new, 0 known, 1 withdrawn"]
    wire.intake.kill()
    shutil.rmtree(wire.intake.folder / "state")

    told = wire.vault.ovoz("inbox", "arrivals", "--out", "arrivals.txt", "--passphrase-file", "pull-pass")
    assert result(told).strip() == "up to bundle 3: 2 testimonies here, 1 withdrawn, 0 only named"
    arrivals = wire.vault.folder / "arrivals.txt"
    assert arrivals.stat().st_mode & 0o077 == 0
    _, restore_keys = operator.unlock(records, keys)

    def restore(file):
        return wire.intake.command("restore", records.name, "--record-keys", keys.name, "--keys",
                                   restore_keys, "--arrivals", file)

    (scratch / "changed.txt").write_text(arrivals.read_text().replace("last 3", "last 4"))
    (scratch / "nothing.txt").write_text("")
    for file, words in (("changed.txt", "does not fit"), ("nothing.txt", "tells of no arrivals")):
        refused = restore(scratch / file)
        assert refused.returncode == 1 and words in refused.stderr and "hint: " in refused.stderr
    done = restore(arrivals)
    assert done.returncode == 0, done.stderr
    assert "1 withdrawals" in done.stdout and "last bundle 3" in done.stdout
    wire.intake.start()
    # Nobody's words go out twice or come back; what is new follows.
    assert receipts.state_of(wire.intake, victim.token) == "none"
    late = Sent(wire.intake, 3)
    wire.age()
    assert lines(wire.pull()) == ["bundle 4: 1 new, 0 known, 0 withdrawn"]
    assert ids(wire.vault) == sorted(one.record.hex() for one in (carried, kept, late))
    assert wire.execute("SELECT count(*) FROM testimony") == [(0,)]
    wire.intake.kill()


def test_unlock_says_of_a_file_that_it_is_no_copy(operator):
    (operator.folder / "letter").write_text("An invented letter, not a copy. " * 9)
    (operator.folder / "folder").mkdir()
    for file, code, told in [("letter", 30, "this is no copy of an intake"),
                             ("folder", 64, "folder cannot be read")]:
        done, keys = operator.unlock(file)
        assert done.returncode == code and told in done.stderr, done.stderr
        assert "no name" not in done.stderr and not keys.exists()
