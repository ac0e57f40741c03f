# SPDX-License-Identifier: Apache-2.0
"""G10: a campaign's way of releasing is chosen once; figures that grow, and figures with noise."""

import datetime
import json
import re
import shutil

import receipts
from machines import day, result, run
from test_commands import cohort, expect_error, fill, voice
from test_withdrawal import Sent


def release(vault, name, *more, today=6):
    return vault.ovoz(
        "report", "release", "--name", name, "--out", name, "--title", "Invented roundtable",
        "--collector", "Invented organisation", "--today", day(today), "--rehearsal", *more)


def summary(vault, name):
    return json.loads((vault.folder / name / "summary.json").read_text(encoding="utf-8"))


def value(told, theme):
    row, = [row for row in told["rows"] if row["theme"] == theme]
    return row["value"], row["status"]


def spoken(iso):
    date = datetime.date.fromisoformat(iso)
    return f"{date.day} {date:%B} {date.year}"


def take_in(server, vault, bundle, count, today):
    result(vault.take_in(server.bundle(bundle), today=today))
    assert f"{count} decided" in vault.code("a\n" * count)


def promise(vault, theme):
    """A sheet with one promise; gives its name."""
    names = [f"{kind}_{code}" for kind in ("promise", "owner", "note") for code in ("tg", "ru", "uz", "en")]
    texts = {"promise_en": "Stop fines", "owner_en": "An invented police"}
    (vault.folder / "promises.csv").write_text(
        ",".join(["id", "theme", "day", "status", "by", *names]) + "\n"
        + ",".join(["fines-1", theme, "2026-01-10", "agreed", "", *(texts.get(name, "") for name in names)])
        + "\n", encoding="utf-8")
    return "promises.csv"


def test_figures_grow_only_by_ten_people_or_more(server, vault):  # G6 G10
    victim = Sent(server, 0, most=["housing"])
    fill(server, cohort(1, 49, most=["housing"]) + cohort(100, 50, most=["legal_help"]))
    vault.trust(server)
    take_in(server, vault, "b1.ovoz", 100, 0)
    assert release(vault, "one", "--mode", "sometimes").returncode == 64
    result(release(vault, "one", "--mode", "cumulative"))
    first = summary(vault, "one")
    assert (first["mode"], first["answered"]) == ("cumulative", "about 100 people")
    assert value(first, "ask_safe_home") == (50, "rounded")
    # Nine people more, and one who takes her answer back: nothing may move, and she stays counted.
    receipts.withdraw(server, victim.token)
    fill(server, cohort(200, 9, most=["housing"]))
    take_in(server, vault, "b2.ovoz", 9, 35)
    expect_error(release(vault, "two", "--mode", "publish-once", today=36), 20, "as cumulative")
    result(release(vault, "two", today=36))
    second = summary(vault, "two")
    assert (second["rows"], second["answered"]) == (first["rows"], first["answered"])
    fill(server, cohort(300, 21, most=["housing"]))
    take_in(server, vault, "b3.ovoz", 21, 65)
    result(release(vault, "three", today=66))
    third = summary(vault, "three")
    assert third["answered"] == "about 130 people"
    assert value(third, "ask_safe_home")[0] in (75, 80)
    page = (vault.folder / "three" / "summary.en.html").read_text(encoding="utf-8")
    assert "also counts everybody whom an earlier one counted" in page
    assert f"list of withdrawn answers came on {spoken(day(65))}. Who took" in page
    assert "stays in the numbers" in page and "in one summary only" not in page
    assert "Answers that nobody had read when this summary was made are not counted." in page
    assert (third["leftOut"], third["lastWithdrawalList"]) == (None, day(65))
    assert not list((vault.folder / "three").glob("trend*"))
    ledger = json.loads(result(vault.ovoz("report", "ledger", "--json")))["value"]
    assert [entry["mode"] for entry in ledger] == ["cumulative"] * 3


def test_noise_is_paid_for_until_the_budget_is_spent(server, vault):  # G10
    # One of them is not read: no page may say so.
    fill(server, cohort(0, 31, most=["housing"]))
    vault.trust(server)
    take_in(server, vault, "b1.ovoz", 30, 0)
    expect_error(release(vault, "one", "--mode", "noisy"), 64, "how many answered")
    noisy = ("--mode", "noisy", "--public-total", "150")
    expect_error(release(vault, "one", "--mode", "noisy", "--public-total", "149"), 20, "noise")
    expect_error(release(vault, "one", *noisy, "--two-way", "gender,where"), 20, "publish-once")
    expect_error(vault.ovoz("report", "preview", "--title", "t", "--collector", "c", "--today",
                            day(6), *noisy), 20, "preview of noise")
    for number in range(4):
        today = 6 + 30 * number
        result(vault.take_in(server.bundle(f"c{number}.ovoz"), today=today))
        finished = release(
            vault, f"release-{number}", "--public-total", "150", *noisy[:2], "--leave-unread",
            "--commitments", promise(vault, "punished"), today=today)
        result(finished)
        assert "is left out" not in finished.stderr
    tables = [summary(vault, f"release-{number}") for number in range(4)]
    for table in tables:
        assert {row["status"] for row in table["rows"]} == {"noisy"}
        assert all(row["value"] % 5 == 0 for row in table["rows"])
    # The same thirty people, four draws: all alike has a chance of less than one in a million.
    assert len({json.dumps([row["value"] for row in table["rows"]]) for table in tables}) > 1
    page = (vault.folder / "release-0" / "summary.en.html").read_text(encoding="utf-8")
    assert re.search(r"about \d+ people, within \d+", page) and "19 times of 20" in page
    assert "Answers that nobody had read when this summary was made are not counted." in page
    assert "for this summary" not in page and "left out" not in page
    assert {table["leftOut"] for table in tables} == {None}
    # Every theme has its row anyway: the promise keeps its own.
    assert re.search(r'class="heard">Punished', page)
    result(vault.take_in(server.bundle("last.ovoz"), today=126))
    expect_error(release(vault, "fifth", "--public-total", "150", today=126), 23, "budget")
    assert not (vault.folder / "fifth").exists()


def test_a_page_says_nothing_of_who_wrote_when_or_in_which_language(server, vault):  # G7 G10
    fill(server, cohort(0, 20, most=["housing"]) + [voice(99, 0, language="uz")])
    vault.trust(server)
    take_in(server, vault, "b1.ovoz", 21, 0)
    result(release(vault, "one"))
    told = summary(vault, "one")
    assert sorted(told["formLanguages"]) == ["en", "ru", "tg", "uz"]
    assert (told["from"], told["to"]) == (day(0), day(5))
    # What is coded late belongs to the last period's days: no other has closed.
    fill(server, [voice(number, language="uz") for number in range(200, 220)])
    take_in(server, vault, "b2.ovoz", 20, 35)
    result(release(vault, "two", today=36))
    told = summary(vault, "two")
    assert (told["from"], told["to"]) == (day(0), day(5))


def test_a_restored_vault_asks_what_was_released_since_its_copy(server, vault):  # G10
    fill(server, cohort(0, 20, most=["housing"]))
    vault.trust(server)
    take_in(server, vault, "b1.ovoz", 20, 0)
    lock = ("--passphrase-file", "pass")
    result(vault.ovoz("backup", "--out", "before.ovozbackup", *lock))
    result(release(vault, "one"))
    result(vault.ovoz("backup", "--out", "after.ovozbackup", *lock))
    fill(server, cohort(100, 20, most=["legal_help"]))
    bundle = server.bundle("b2.ovoz")
    for copy in ("before", "after"):
        (vault.folder / "vault").rename(vault.folder / f"lost-{copy}")
        result(run("ovoz", "restore", f"{copy}.ovozbackup", "--vault", "vault", *lock,
                   folder=vault.folder))
        result(vault.take_in(bundle, today=35))
        vault.code("a\n" * 20)
        expect_error(release(vault, copy, today=36), 20, "what was released since is not in it")
        wrong, right = ("one", "none") if copy == "before" else ("none", "one")
        expect_error(release(vault, copy, "--last-release", wrong, today=36), 20, "another name")
    result(release(vault, "two", "--last-release", right, today=36))
    # It has to be said once.
    result(vault.take_in(server.bundle("b3.ovoz"), today=66))
    expect_error(release(vault, "three", today=66), 20, "nothing to release")


def test_a_campaign_that_released_once_never_grows(server, vault):  # G10
    fill(server, cohort(0, 20, most=["housing"]))
    vault.trust(server)
    take_in(server, vault, "b1.ovoz", 20, 0)
    result(release(vault, "one"))
    assert summary(vault, "one")["mode"] == "publish-once"
    fill(server, cohort(100, 12))
    take_in(server, vault, "b2.ovoz", 12, 35)
    # Thirty-two have answered: the page of the twelve speaks of the new ones.
    result(release(vault, "few", today=36))
    page = (vault.folder / "few" / "summary.en.html").read_text(encoding="utf-8")
    assert "Fewer than 20 new answers are counted in this summary." in page
    assert f"list of withdrawn answers came on {spoken(day(35))}: no answer on it" in page
    for mode in ("cumulative", "noisy"):
        expect_error(
            release(vault, "two", "--mode", mode, "--public-total", "150", today=36), 20,
            "as publish-once")


def test_no_column_of_the_trend_counts_the_same_people_or_hides_under_another_k(
        server, vault):  # G10
    fill(server, cohort(0, 24, most=["housing"]))
    vault.trust(server)
    take_in(server, vault, "b1.ovoz", 24, 0)
    finished = release(vault, "one", "--commitments", promise(vault, "punished"))
    result(finished)
    # Fewer than ten named the theme: that somebody answers it would tell that somebody did.
    assert "the theme of fines-1 is left out" in finished.stderr
    page = (vault.folder / "one" / "summary.en.html").read_text(encoding="utf-8")
    assert "Stop fines" in page and not re.search(r'class="heard">Punished', page)
    for name in ("commitments.csv", "answer-draft.yaml"):
        told = (vault.folder / "one" / name).read_text(encoding="utf-8")
        assert "Stop fines" in told and "unished" not in told, name
    fill(server, cohort(100, 45, most=["housing"]))
    take_in(server, vault, "b2.ovoz", 45, 35)
    own = release(vault, "two", "--earlier", "one/summary.json", today=36)
    expect_error(own, 20, "a release of this campaign")
    table = summary(vault, "one")
    for change, message in (
            ({"campaign": "0" * 32, "policy": {**table["policy"], "k": 20}}, "under 20, this one under 10"),
            ({"campaign": "0" * 32, "mode": "cumulative"}, "count each person once"),
            ({"campaign": "0" * 32, "codebook": {**table["codebook"], "hash": "0" * 64}}, "another codebook"),
            ({"campaign": None}, "older version")):
        (vault.folder / "other.json").write_text(json.dumps(table | change), encoding="utf-8")
        expect_error(release(vault, "two", "--earlier", "other.json", today=36), 20, message)
        assert not (vault.folder / "two").exists()
    config = vault.folder / "Config"
    shutil.copytree(vault.config, config)
    policy = (config / "release-policy.yaml").read_text(encoding="utf-8")
    for name, number in (("k", 20), ("minimum_to_show_table", 40), ("minimum_for_bands", 80),
                         ("minimum_for_counts", 200)):
        policy, count = re.subn(rf"(?m)^{name}: .*$", f"{name}: {number}", policy)
        assert count == 1
    (config / "release-policy.yaml").write_text(
        policy.replace("minimum: 200", "minimum: 400"), encoding="utf-8")
    vault.config = config
    finished = release(vault, "two", today=36)
    result(finished)
    assert "one is left out: it hides figures under 10, this one under 20" in finished.stderr
    assert not list((vault.folder / "two").glob("trend*"))
