# SPDX-License-Identifier: Apache-2.0
"""`ovoz log`: logs made here from the format page alone, by an intake that may lie."""

import base64
import hashlib
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from machines import result
from test_commands import expect_error


def digest(content):
    return hashlib.sha256(content).digest()


def leaves(count, salt=b""):
    """Invented leaves."""
    return [digest(salt + bytes([number])) for number in range(count)]


def root(entries):
    """The root of RFC 6962 over these leaves."""
    if not entries:
        return digest(b"")
    if len(entries) == 1:
        return digest(b"\0" + entries[0])
    half = 1
    while half * 2 < len(entries):
        half *= 2
    return digest(b"\1" + root(entries[:half]) + root(entries[half:]))


class Signer:
    """An intake's key and the campaign it serves."""

    def __init__(self, campaign_file):
        self.campaign = json.loads(campaign_file.read_text(encoding="utf-8"))["id"]
        self.key = Ed25519PrivateKey.generate()
        self.public = self.key.public_key().public_bytes_raw()

    def checkpoint(self, entries, period=1, campaign=None):
        said = (f"ovoz log {campaign or self.campaign}\n{len(entries)}\n"
                f"{base64.b64encode(root(entries)).decode()}\nperiod {period}\n")
        key_id = digest(b"ovoz-intake\n\x01" + self.public)[:4]
        signature = base64.b64encode(key_id + self.key.sign(said.encode())).decode()
        return f"{said}\n\N{EM DASH} ovoz-intake {signature}\n"

    def text(self, entries, shown=None, **said):
        shown = entries if shown is None else shown
        return self.checkpoint(entries, **said) + "\n" + "".join(f"{leaf.hex()}\n" for leaf in shown)


@pytest.fixture
def signer(vault, campaign_file):
    """An intake key that the vault trusts."""
    signer = Signer(campaign_file)
    result(vault.ovoz("campaign", "trust", "demo", signer.public.hex()))
    return signer


@pytest.fixture
def log(vault):
    """Writes a log's file and checks it."""
    def verify(text, *options, name="now.txt"):
        (vault.folder / name).write_text(text, encoding="utf-8")
        return vault.ovoz("log", "verify", name, *options)
    return verify


def value(finished):
    return json.loads(result(finished))["value"]


def test_a_log_in_order_is_told_line_by_line(signer, log):
    told = result(log(signer.text(leaves(5), period=3)))
    assert "signature:   by the intake key that this vault trusts\n" in told
    assert "leaves:      5 leaves, up to period 3; they make the root that was signed\n" in told
    assert "remembered:  nothing until now; from now on, this log\n" in told
    again = result(log(signer.text(leaves(9), period=4)))
    assert "remembered:  5 leaves, up to period 3; the log still begins with them\n" in again


def test_a_log_in_order_as_json(signer, log, vault):
    (vault.folder / "old.txt").write_text(signer.text(leaves(2)), encoding="utf-8")
    told = value(log(signer.text(leaves(5), period=3), "--before", "old.txt", "--json"))
    assert told == {
        "campaign": "demo", "proofs": [],
        "log": {"leaves": 5, "period": 3, "root": root(leaves(5)).hex()},
        "before": {"leaves": 2, "period": 1, "root": root(leaves(2)).hex()}}
    assert result(vault.ovoz("log", "seen")) == signer.checkpoint(leaves(5), period=3)


def test_what_was_seen_as_json(signer, log, vault):  # G12
    expect_error(vault.ovoz("log", "seen", "--json"), 10, "no log was seen yet")
    result(log(signer.text(leaves(5), period=3)))
    told = json.loads(result(vault.ovoz("log", "seen", "--json")))
    assert told == {"schema": "ovoz.log-seen", "version": 1, "value": {
        "campaign": "demo", "signed": signer.checkpoint(leaves(5), period=3),
        "log": {"leaves": 5, "period": 3, "root": root(leaves(5)).hex()}}}


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 8, 9])
def test_every_older_log_is_found_in_the_newer(signer, log, vault, size):
    (vault.folder / "old.txt").write_text(signer.text(leaves(size)), encoding="utf-8")
    for newer in range(size, size + 10, 3):
        result(log(signer.text(leaves(newer), period=2), "--before", "old.txt"))


def test_a_log_that_went_back_is_named(signer, log, vault):  # G12
    (vault.folder / "old.txt").write_text(signer.text(leaves(6)), encoding="utf-8")
    expect_error(log(signer.text(leaves(5)), "--before", "old.txt"), 30, "now.txt was rolled back")
    expect_error(
        log(signer.text(leaves(6), period=0), "--before", "old.txt"), 30, "now.txt was rolled back")


def test_a_rewritten_log_is_named(signer, log, vault):  # G12
    (vault.folder / "old.txt").write_text(signer.text(leaves(6)), encoding="utf-8")
    changed = leaves(9)
    changed[3] = digest(b"another")
    lost = leaves(9)[1:]
    for fork in (changed, lost, list(reversed(leaves(6)))):
        expect_error(
            log(signer.text(fork, period=2), "--before", "old.txt"), 30, "now.txt was rewritten")


def test_the_vault_itself_remembers_what_it_saw(signer, log, vault):  # G12
    result(log(signer.text(leaves(6), period=2)))
    expect_error(log(signer.text(leaves(5), period=3)), 30, "rolled back")
    expect_error(log(signer.text(leaves(9, b"fork"), period=3)), 30, "rewritten")
    assert result(vault.ovoz("log", "seen")) == signer.checkpoint(leaves(6), period=2)
    result(log(signer.text(leaves(6), period=2)))


@pytest.mark.parametrize("text, message", [
    (lambda log: log.text(leaves(4), leaves(3)), "more or fewer leaves"),
    (lambda log: log.text(leaves(4), leaves(4, b"x")), "do not make the root"),
    (lambda log: log.text(leaves(4), campaign="00" * 16), "belongs to another campaign"),
    (lambda log: log.text(leaves(4)).replace("period 1", "period 2"), "signature does not fit"),
    (lambda log: log.text(leaves(4))[:-1], "now.txt:11: this is not how a log is written"),
    (lambda log: log.text(leaves(4)).replace("\n", "\r\n"), "now.txt:"),
    (lambda log: "", "now.txt:1: this is not how a log is written"),
    (lambda log: "<!DOCTYPE html>\n\n\n", "now.txt:")])
def test_a_log_that_is_not_in_order_is_named(signer, log, vault, text, message):  # G12
    expect_error(log(text(signer)), 30, message)
    expect_error(vault.ovoz("log", "seen"), 10, "no log was seen yet")


def test_another_key_is_named_and_without_a_trusted_key_nothing_is_read(
        campaign_file, log, vault):  # G12
    liar, signer = Signer(campaign_file), Signer(campaign_file)
    expect_error(log(signer.text(leaves(4))), 30, "no intake key is trusted")
    result(vault.ovoz("campaign", "trust", "demo", signer.public.hex()))
    expect_error(log(liar.text(leaves(4))), 30, "not signed by the intake key that is trusted")


def test_a_helper_finds_the_leaves_of_a_receipt(signer, log, vault):
    mine, gone, never = leaves(5)[2], leaves(5)[4], digest(b"never")
    (vault.folder / "leaves.txt").write_text(
        f"# invented\ntestimony {mine.hex()}\n\nwithdrawal {gone.hex().upper()}\n", encoding="utf-8")
    told = result(log(signer.text(leaves(5)), "--proof", "leaves.txt"))
    assert f"testimony {mine.hex()[:8]}…: in the log, number 3\n" in told
    assert f"withdrawal {gone.hex()[:8]}…: in the log, number 5\n" in told
    (vault.folder / "leaves.txt").write_text(f"withdrawal {never.hex()}\n", encoding="utf-8")
    missing = log(signer.text(leaves(5)), "--proof", "leaves.txt", "--json")
    assert missing.returncode == 3
    assert json.loads(missing.stdout)["value"]["proofs"] == [
        {"kind": "withdrawal", "leaf": never.hex()}]


@pytest.mark.parametrize("line", ["testimony", "testimony 00", "other " + "0" * 64, "0" * 64])
def test_a_line_that_is_no_leaf_is_64(signer, log, vault, line):
    (vault.folder / "leaves.txt").write_text("# invented\n" + line + "\n", encoding="utf-8")
    expect_error(
        log(signer.text(leaves(5)), "--proof", "leaves.txt"), 64, "leaves.txt:2: this is no leaf")


def test_a_file_that_is_not_there_is_said_plainly(signer, vault):
    expect_error(vault.ovoz("log", "verify", "nothing.txt"), 64, "nothing.txt cannot be read")
