# SPDX-License-Identifier: Apache-2.0
"""Programs of this version and of an earlier one, together; run by Deploy/test-neighbours, which builds the earlier one."""

import os
import shutil
from pathlib import Path

import pytest

import machines
import receipts
import sealing
from machines import Intake, Vault, day, result
from sending import submission

EARLIER = os.environ.get("OVOZ_NEIGHBOUR")
pytestmark = pytest.mark.skipif(not EARLIER, reason="OVOZ_NEIGHBOUR names no earlier version")
NOW = machines.PROGRAMS, machines.CONFIG


def version(earlier):
    """Where one version's programs and configuration files are."""
    if not earlier:
        return NOW
    tree = Path(EARLIER)
    return tree / ".build" / "debug", tree / "Config"


class At:
    """What stands in here is run with the programs of one version."""

    def __init__(self, monkeypatch, earlier):
        self.monkeypatch, self.wanted = monkeypatch, version(earlier)

    def __enter__(self):
        self.before = machines.PROGRAMS, machines.CONFIG
        self.put(*self.wanted)
        return self

    def __exit__(self, *_):
        self.put(*self.before)

    def put(self, programs, config):
        self.monkeypatch.setattr(machines, "PROGRAMS", programs)
        self.monkeypatch.setattr(machines, "CONFIG", config)


def send(intake, number, withdrawn=False):
    campaign = intake.campaign()
    sealed = sealing.seal(campaign, {
        "language": "en", "answers": {"change": {"text": f"Invented voice number {number}."}},
        "permissions": 1})
    token = receipts.token_of(receipts.fresh_digits(), campaign)
    reply = intake.ask("POST", "/", submission(sealed, token), {
        "Content-Type": "application/octet-stream"})
    assert reply[2].split()[0] == b"accepted"
    if withdrawn:
        receipts.withdraw(intake, token)
    return sealed[23:39].hex()


@pytest.mark.parametrize("earlier_intake", [True, False], ids=["older-intake", "older-ovoz"])
def test_an_intake_and_an_ovoz_of_neighbouring_versions_work_together(
        scratch, monkeypatch, earlier_intake):
    intake_version = lambda: At(monkeypatch, earlier_intake)
    ovoz_version = lambda: At(monkeypatch, not earlier_intake)
    with ovoz_version():
        vault = Vault(scratch / "laptop", config=machines.CONFIG)
        campaign_file = vault.new_campaign()
    with intake_version():
        intake = Intake(scratch / "server", campaign_file)
        intake.start()
        kept = send(intake, 1)
        send(intake, 2, withdrawn=True)
        bundle, key = intake.bundle(), result(intake.command("key")).strip()
        result(intake.command("log", "--out", "log.txt"))
        result(intake.command("manifest", "--out", "manifest.txt"))
        intake.stop()
    with ovoz_version():
        result(vault.ovoz("campaign", "trust", "demo", key))
        result(vault.take_in(bundle))
        (line,) = vault.list()
        assert (line["id"], line["opens"]) == (kept, True)
        assert "Invented voice number 1." in vault.read(kept)
        result(vault.ovoz("log", "verify", intake.folder / "log.txt"))
        shutil.copy(machines.CONFIG / "answer.yaml", vault.folder)
        result(vault.ovoz("answer", "publish", "answer.yaml", "--campaign", "demo",
                          "--out", "answer.ovoz"))
    # What was answered goes back, and is taken up.
    with intake_version():
        intake.set("answer", vault.folder / "answer.ovoz")
        intake.start()
        assert "answer" not in intake.log()
        assert intake.get("/answer")[0] in (200, 203)
        intake.kill()


def test_an_intake_is_upgraded_with_its_data_and_a_vault_too(scratch, monkeypatch):  # G5 G6
    with At(monkeypatch, True):
        vault = Vault(scratch / "laptop", config=machines.CONFIG)
        intake = Intake(scratch / "server", vault.new_campaign())
        intake.start()
        first = send(intake, 1)
        vault.trust(intake)
        result(vault.take_in(intake.bundle()))
        second = send(intake, 2)
        send(intake, 3, withdrawn=True)
        intake.stop()
    # The package brings its own lists along with the program; the settings and the campaign stay.
    vault.config = NOW[1]
    shutil.copytree(NOW[1] / "redaction", intake.folder / "redaction", dirs_exist_ok=True)
    intake.start()
    third = send(intake, 4)
    result(vault.take_in(intake.bundle("b2.ovoz")))
    assert sorted(line["id"] for line in vault.list()) == sorted([first, second, third])
    assert intake.stop() == 0


def test_what_a_newer_program_migrated_is_refused_by_an_older_one_in_words(scratch, monkeypatch):
    """Only where there was a migration between the two: else the older one goes on, which is right as well."""
    vault = Vault(scratch / "laptop")
    intake = Intake(scratch / "server", vault.new_campaign())
    intake.start()
    send(intake, 1)
    intake.stop()
    with At(monkeypatch, True):
        listed = vault.ovoz("campaign", "list")
        bundled = intake.command("bundle", "--out", "b.ovoz", "--today", day(6))
    for finished in (listed, bundled):
        assert finished.returncode == 0 or "hint: " in finished.stderr, finished.stderr
