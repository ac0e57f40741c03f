# SPDX-License-Identifier: Apache-2.0
"""G10, G12: what a release leaves in the vault and on the disk, also where something goes wrong."""

import json
import sqlite3

import pytest

from machines import Intake, Vault, day, hand_over, result
from test_commands import cohort, expect_error, files, fill, filled  # noqa: F401: a fixture
from test_modes import release


def change(vault, *statements):
    """What somebody does who has the file of the vault, and no passphrase."""
    with sqlite3.connect(vault.folder / "vault" / "vault.sqlite") as database:
        for statement in statements:
            assert database.execute(statement).rowcount > 0


@pytest.fixture
def decided(filled):
    vault = filled(cohort(0, 25, most=["housing"]))
    vault.code("a\n" * 25)
    return vault


@pytest.mark.parametrize("statements, message", [
    (["UPDATE testimony SET release = NULL"], "not marked as counted"),
    (["UPDATE ledger SET sealed = x''", "UPDATE testimony SET release = NULL"], "has a gap"),
    (["DELETE FROM ledger", "DELETE FROM release"], "has a gap")])
def test_nobody_is_counted_again_where_vault_and_record_do_not_agree(
        server, decided, statements, message):  # G10 G12
    vault = decided
    result(vault.release("one", "one"))
    fill(server, cohort(100, 1, most=["housing"]))
    result(vault.take_in(server.bundle("b2.ovoz"), today=35))
    vault.code("a\n")
    change(vault, *statements)
    expect_error(vault.ovoz("report", "ledger"), 30, message)
    expect_error(release(vault, "two", today=36), 30, message)
    assert not (vault.folder / "two").exists()
    assert 2 not in [line.get("release") for line in vault.list()]


def test_a_folder_that_cannot_be_written_costs_no_release(decided):  # G10
    vault = decided
    (vault.folder / "file").write_text("x", encoding="utf-8")
    expect_error(vault.release("one", "file/summary"), 1, "file/summary cannot be written")
    expect_error(vault.release("one", ""), 64, "names no folder")
    assert {line.get("release") for line in vault.list()} == {None}
    assert "release 1: " in result(vault.release("one", "summary/"))
    expect_error(vault.release("two", "summary/"), 64, "summary exists already")
    result(vault.ovoz("report", "copy", "1", "--out", "copies/c1//"))
    assert files(vault.folder / "copies" / "c1") == files(vault.folder / "summary")
    again = vault.release("two", "two")
    expect_error(again, 20, "nothing to release")
    assert "`ovoz report copy 1 --out …` writes release 1 again" in again.stderr
    assert not list(vault.folder.rglob("*.part"))


def test_a_release_whose_folder_fails_at_the_end_is_named(decided):  # G10
    vault = decided
    # Nobody is there by that name, and yet it cannot be given to a folder.
    (vault.folder / "summary").symlink_to("nowhere")
    expect_error(vault.release("one", "summary"), 1, "release 1 is kept")
    (vault.folder / "summary").unlink()
    result(vault.ovoz("report", "copy", "1", "--out", "summary"))
    assert not list(vault.folder.glob("*.part"))


def test_a_folder_of_somebody_elses_stays(decided):
    vault = decided
    for name in ("summary", "copy"):
        (vault.folder / f"{name}.part").mkdir()
        (vault.folder / f"{name}.part" / "precious").write_text("x", encoding="utf-8")
    result(vault.release("one", "summary"))
    result(vault.ovoz("report", "copy", "1", "--out", "copy"))
    for name in ("summary", "copy"):
        assert [file.name for file in (vault.folder / f"{name}.part").iterdir()] == ["precious"]


@pytest.mark.parametrize("today", [6, 1, -1, -6])
def test_a_typed_day_is_a_rehearsal_and_stays_on_record(decided, today):  # G6 G10
    vault = decided
    asked = ("report", "release", "--name", "one", "--out", "one", "--title", "t", "--collector", "c",
             "--today", day(today))
    expect_error(vault.ovoz(*asked), 64, "another day than the clock's")
    assert not (vault.folder / "one").exists()
    if today < 6:
        return
    finished = vault.ovoz(*asked, "--rehearsal")
    assert "release 1" in result(finished) and "a rehearsal" in finished.stderr
    assert f"a rehearsal: made on {day()}" in result(vault.ovoz("report", "ledger"))
    entry, = json.loads(result(vault.ovoz("report", "ledger", "--json")))["value"]
    assert (entry["day"], entry["clock"]) == (day(6), day())
    # Whoever holds a page has no record of releases beside it.
    out = vault.folder / "one"
    assert "This is a rehearsal" in (out / "summary.en.html").read_text(encoding="utf-8")
    assert "Это проба" in (out / "summary.ru.html").read_text(encoding="utf-8")
    assert json.loads((out / "summary.json").read_text(encoding="utf-8"))["rehearsal"] is True


@pytest.fixture
def closing(scratch):
    """A vault of a campaign whose form is open today for the last time."""
    vault = Vault(scratch / "closing")
    intake = Intake(scratch / "closing-server", vault.new_campaign(closes=0))
    intake.start()
    fill(intake, cohort(0, 25, most=["housing"]))
    hand_over(intake, vault)
    vault.code("a\n" * 25)
    yield vault
    intake.kill()


def test_a_campaign_that_closes_today_is_not_released_as_if_it_were_tomorrow(closing):  # G6 G10
    vault = closing
    asked = ("report", "release", "--name", "one", "--out", "one", "--title", "t", "--collector", "c")
    expect_error(vault.ovoz(*asked), 20, "nothing to release")
    expect_error(vault.ovoz(*asked, "--today", day(1)), 64, "another day than the clock's")
    assert not (vault.folder / "one").exists()
    result(vault.ovoz(*asked, "--today", day(1), "--rehearsal"))
    assert f"a rehearsal: made on {day()}" in result(vault.ovoz("report", "ledger"))


def test_withdrawals_are_not_known_up_to_a_day_to_come(server, vault):  # G6
    vault.trust(server)
    fill(server, cohort(0, 3, most=["housing"]))
    bundle = server.bundle()
    for ahead in (1, 30):
        late = vault.ovoz("inbox", "import", bundle, "--today", day(ahead))
        expect_error(late, 64, "later than the clock's day")
    assert vault.list() == []
    assert "3 new" in result(vault.ovoz("inbox", "import", bundle, "--today", day(-1)))
