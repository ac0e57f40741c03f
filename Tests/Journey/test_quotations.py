# SPDX-License-Identifier: Apache-2.0
"""G10: words reach the room only through consent, redaction, two people and a shown theme."""

import json
import os
import pty
import re
import select
import shutil
import sqlite3
import subprocess
import time
import zipfile

import pytest

import receipts
from machines import CLEAN, PROGRAMS, Intake, Vault, day, result
from test_commands import cohort, expect_error, fill, voice
from test_withdrawal import Sent

RETOLD = "A safe place to sleep came before everything else."
RUSSIAN = "Безопасное место для ночлега было важнее всего остального."
PEOPLE = {"sitora": "words of one reviewer", "firuza": "words of another"}


class Office(Vault):
    """The analysts' laptop with two reviewers."""

    UNLOCKED = Vault.UNLOCKED | {"quote", "reviewer"}

    def ovoz(self, *arguments, **others):
        configured = arguments[0] == "quote" and arguments[1] in ("propose", "approve", "check")
        return super().ovoz(
            *arguments, *(["--config", self.config] if configured else []), **others)

    def add_reviewer(self, name):
        self.write_passphrase(f"{name}.pass", PEOPLE[name])
        return self.ovoz("reviewer", "new", name, "--key-passphrase-file", f"{name}.pass")

    def propose(self, record, *more, words=RETOLD, theme="ask_safe_home", who="sitora"):
        return self.ovoz(
            "quote", "propose", record, "--theme", theme, "--lang", "en", "--as", who,
            "--key-passphrase-file", f"{who}.pass", *more, stdin=words)

    def approve(self, record, answer="no", who="firuza"):
        return self.ovoz("quote", "approve", record, "--as", who, "--answer", answer,
                         "--key-passphrase-file", f"{who}.pass")

    def quotations(self):
        return json.loads(result(self.ovoz("quote", "list", "--json")))["value"]

    def page(self, folder):
        return (self.folder / folder / "summary.en.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A coded vault of 24 people who allowed retelling, two reviewers, and the intake."""
    folder = tmp_path_factory.mktemp("quotations")
    office = Office(folder / "laptop")
    intake = Intake(folder / "server", office.new_campaign())
    intake.start()
    sent = [Sent(intake, number, most=["housing"]) for number in range(24)]
    office.trust(intake)
    result(office.take_in(intake.bundle("b1.ovoz")))
    result(office.ovoz("code", stdin="a\n" * 24))
    for name in PEOPLE:
        assert name in result(office.add_reviewer(name))
    yield office, intake, sent
    intake.kill()


@pytest.fixture
def office(filled, scratch):
    """A laptop of the test's own, as that one was."""
    shutil.copytree(filled[0].folder, scratch / "laptop")
    return Office(scratch / "laptop")


@pytest.fixture
def records(filled):
    return [one.record.hex() for one in filled[2]]


def test_two_people_bring_words_into_every_page_and_no_table(office, records):  # G10
    (office.folder / "ru.txt").write_text(RUSSIAN + "\n", encoding="utf-8")
    expect_error(office.propose(records[0], "--translation", "en=ru.txt"), 64, "another language")
    told = result(office.propose(records[0], "--translation", "ru=ru.txt"))
    assert "proposed" in told and RETOLD not in told
    expect_error(office.release("autumn-1", "room"), 22, "second person")
    assert not (office.folder / "room").exists()
    expect_error(office.approve(records[0], who="sitora"), 22, "cannot approve it")
    assert "approved" in result(office.approve(records[0]))
    line, = office.quotations()
    assert (line["state"], line["proposedBy"], line["approvedBy"]) == (
        "approved", "sitora", "firuza")
    result(office.release("autumn-1", "room"))
    assert RETOLD in office.page("room")
    for file in (office.folder / "room").iterdir():
        content = text_of(file)
        if file.suffix in (".csv", ".json", ".yaml"):
            assert RETOLD not in content, file.name
        elif file.name.startswith("summary"):
            assert (RUSSIAN if ".ru." in file.name else RETOLD) in content, file.name
        assert records[0] not in content, file.name
    # Counted once, quoted once: the testimony belongs to that release for ever.
    expect_error(office.propose(records[0]), 20, "was counted in release 1")
    assert office.quotations()[0]["release"] == 1


def test_what_may_not_be_shown_is_refused_without_a_word_of_it(office, records):  # G7 G10
    own = "Larkspurquern listened first of all, before anybody else."
    refused = {
        "did not allow quoting": office.propose(records[0], "--own-words", words=own),
        "5 or more of her words": office.propose(
            records[0], words="It is told that he listened first of all, before anybody else."),
        "1 to 240 characters": office.propose(records[0], words="x" * 241),
        "not coded with that theme": office.propose(records[0], theme="blamed"),
        "may point to somebody": office.propose(records[0], words="Call +992 93 555 01 23."),
    }
    for message, finished in refused.items():
        expect_error(finished, 20, message)
        assert "Larkspur" not in finished.stderr and "555" not in finished.stderr
    assert office.quotations() == []
    expect_error(office.propose("ffffffff"), 10)
    expect_error(office.ovoz("quote", "approve", records[0], "--as", "firuza"), 64, "terminal")
    expect_error(office.approve(records[0]), 10, "has no quotation")


def test_only_a_reviewer_with_her_own_passphrase_signs(office, records):  # G10
    office.write_passphrase("sitora.pass", "some other words")
    expect_error(office.propose(records[0]), 12, "passphrase does not fit")
    office.write_passphrase("sitora.pass", PEOPLE["sitora"])
    result(office.propose(records[0]))
    shutil.copy(office.folder / "vault/keys/reviewer-sitora.key",
                office.folder / "vault/keys/reviewer-mallory.key")
    office.write_passphrase("mallory.pass", PEOPLE["sitora"])
    expect_error(office.approve(records[0], who="mallory"), 12)
    expect_error(office.add_reviewer("sitora"), 64, "reviewer of that name")
    office.write_passphrase("../up.pass", "words")
    PEOPLE["../up"] = "words"
    expect_error(office.add_reviewer("../up"), 64, "small letters")
    del PEOPLE["../up"]
    reviewers = json.loads(result(office.ovoz("reviewer", "list", "--json")))["value"]
    assert [one["name"] for one in reviewers] == ["sitora", "firuza"]


def test_a_doubt_sends_it_back_and_new_words_need_a_new_approval(office, records):  # G10
    result(office.propose(records[0]))
    assert "sent back" in result(office.approve(records[0], answer="unsure"))
    assert office.quotations()[0]["state"] == "sent back"
    expect_error(office.release("autumn-1", "room"), 22)
    result(office.propose(records[0]))
    result(office.approve(records[0]))
    result(office.propose(records[0], words="First of all she needed a safe place."))
    assert office.quotations()[0]["state"] == "proposed"
    result(office.ovoz("quote", "delete", records[0]))
    result(office.release("autumn-1", "room"))
    assert "nobody&#39;s own words" in office.page("room")


def test_a_release_can_go_without_them(office, records):  # G10
    result(office.propose(records[0]))
    finished = office.ovoz(
        "report", "release", "--name", "autumn-1", "--out", "room", "--title", "t",
        "--collector", "c", "--today", day(6), "--rehearsal", "--without-quotations")
    assert "release 1" in result(finished)
    assert RETOLD not in office.page("room")


WORDS = [
    "A bed for the night mattered most to her.", "Somewhere safe to stay was what she asked for.",
    "She wished for a door that can be locked.", "Her children needed a roof too.",
    "Shelter came first in what she told.", "She would have slept anywhere warm."]


@pytest.fixture
def own_office(scratch):
    """A laptop and an intake that no other test uses; gives a function that takes voices in."""
    office, others = Office(scratch / "laptop"), []
    intake = Intake(scratch / "server", office.new_campaign())
    intake.start()
    office.trust(intake)
    for name in PEOPLE:
        result(office.add_reviewer(name))

    def take_in(voices, today=0):
        fill(intake, voices)
        others.append(voices)
        result(office.take_in(intake.bundle(f"b{len(others)}.ovoz"), today=today))
        result(office.ovoz("code", stdin="a\n" * len(voices)))

    yield office, take_in
    intake.kill()


def test_what_has_no_room_is_named_not_spent_and_goes_with_the_next(own_office):  # G10
    office, take_in = own_office
    take_in([voice(number, permission=2, most=["housing"]) for number in range(24)])
    records = [line["id"] for line in office.list()]
    for record, words in zip(records, WORDS):
        result(office.propose(record, words=words))
        result(office.approve(record))
    preview = office.ovoz("report", "preview", "--title", "t", "--collector", "c", "--today", day(6))
    assert "4 would go out" in preview.stderr and "2 stay for the next release" in preview.stderr
    finished = office.release("autumn-1", "room")
    result(finished)
    # The same four in every file that has words, none of the others anywhere.
    for file in (office.folder / "room").iterdir():
        if file.name.startswith(("summary.", "screen.")) and file.suffix in (".html", ".docx", ".odt"):
            printed = [words for words in WORDS if words in text_of(file)]
            assert len(printed) == 4, file.name
    page = office.page("room")
    stay = [record for record, words in zip(records, WORDS) if words not in page]
    assert len(stay) == 2
    assert all(record[:8] in finished.stderr for record in stay)
    assert "quotations: 4" in result(office.ovoz("report", "ledger"))
    assert {line["id"]: line.get("release") for line in office.quotations()} == {
        record: None if record in stay else 1 for record in records[:6]}
    take_in(cohort(400, 24, most=["housing"]), today=35)
    result(office.release("autumn-2", "later", today=36))
    later = office.page("later")
    for record, words in zip(records, WORDS):
        assert (words in later) == (record in stay)
    assert {line["release"] for line in office.quotations() if line["id"] in stay} == {2}


def test_her_own_words_in_a_rare_language_stay_whatever_lang_says(own_office):  # G10
    office, take_in = own_office
    words = "Menga tunash uchun xavfsiz joy kerak edi."
    one = voice(0, permission=3, language="uz", most=["housing"])
    one["answers"]["change"] = {"text": words}
    take_in([one] + cohort(1, 24, most=["housing"]))
    record, = [line["id"] for line in office.list() if words in office.read(line["id"])]
    for language in ("uz", "en"):
        finished = super(Office, office).ovoz(
            "quote", "propose", record, "--theme", "ask_safe_home", "--lang", language, "--as",
            "sitora", "--key-passphrase-file", "sitora.pass", "--own-words", "--config",
            office.config, stdin=words)
        expect_error(finished, 20, "fewer than 10 people wrote in this language")
    assert office.quotations() == []


def test_more_than_the_policy_allows_wait(office, records):  # G10
    config = office.folder / "Config"
    shutil.copytree(office.config, config)
    policy = config / "release-policy.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("most_quotations: 4", "most_quotations: 1"), encoding="utf-8")
    office.config = config
    for record in records[:2]:
        result(office.propose(record))
        result(office.approve(record))
    finished = office.release("autumn-1", "room")
    result(finished)
    assert "1 stay for the next release" in finished.stderr


def test_with_a_withdrawal_the_words_are_gone(filled, office):  # G6 G10
    _, intake, sent = filled
    victim = sent[23]
    record = victim.record.hex()
    result(office.propose(record))
    result(office.approve(record))
    result(office.release("autumn-1", "room"))
    copied = result(office.ovoz("report", "copy", "1", "--out", "before"))
    assert RETOLD in office.page("before") and "files" in copied
    receipts.withdraw(intake, victim.token)
    result(office.take_in(intake.bundle("b2.ovoz")))
    assert office.quotations() == []
    finished = office.ovoz("report", "copy", "1", "--out", "after")
    result(finished)
    assert "quoted somebody who has withdrawn" in finished.stderr
    after = [file.name for file in (office.folder / "after").iterdir()]
    assert after and all(name.endswith((".csv", ".json")) for name in after)
    # Not only left out: the sealed words are not in the vault any more.
    with sqlite3.connect(office.folder / "vault/vault.sqlite") as database:
        kept, = database.execute("SELECT length(sealed) FROM release").fetchone()
    assert kept < size_of(office.folder / "after") * 2 < size_of(office.folder / "before")
    # What is left is still what was released.
    result(office.ovoz("report", "verify", "after/summary.csv"))


def test_the_second_person_sees_the_words_that_only_one_testimony_has(office, records):  # G10
    result(office.propose(records[0], words="A safe place first of all, as Larkspurquern says."))
    counted = json.loads(result(office.ovoz("quote", "check", records[0], "--json")))["value"]
    assert counted["refusals"] == []
    expect_error(office.ovoz("quote", "check", records[0]), 64, "terminal")
    shown = on_a_terminal(
        office, "quote", "approve", records[0], "--as", "firuza", "--key-passphrase-file",
        "firuza.pass", "--passphrase-file", "pass", "--config", office.config, "--vault", "vault")
    assert "A safe place first of all" in shown and "retold" in shown
    assert "Could someone in the room know her by this?" in shown and "approved" in shown
    assert office.quotations()[0]["state"] == "approved"


def test_nobody_approves_distressing_words_unseen(office, records):  # G10
    words, rare = "They beat her until she ran away, as voice 3 says.", "• 3"
    result(office.propose(records[3], words=words))

    def shown(*arguments, answers=(), code=0):
        return on_a_terminal(
            office, "quote", *arguments, "--passphrase-file", "pass", "--config", office.config,
            "--vault", "vault", answers=answers, code=code)

    for arguments, seen in ((("list",), words), (("check", records[3]), rare)):
        told = " ".join(shown(*arguments).split())
        assert "(left out)" in told and "It is left out; --no-blur brings it." in told, arguments
        assert seen not in told and seen in shown(*arguments, "--no-blur"), arguments
    told = " ".join(shown(
        "approve", records[3], "--as", "firuza", "--key-passphrase-file", "firuza.pass",
        "--answer", "no", code=22).split())
    assert "nobody approves words that are left out" in told and words not in told
    assert office.quotations()[0]["state"] == "proposed"
    first, refused, asked, approved = shown(
        "approve", records[3], "--as", "firuza", "--key-passphrase-file", "firuza.pass",
        answers=("no", "show", "no")).split("(no, yes, unsure) ")
    assert first.count("(left out)") == 2 and words not in first and rare not in first
    assert "It is left out; show brings it." in " ".join(first.split())
    assert "show brings the words first" in refused and words not in refused
    assert words in asked and rare in asked and "approved" in approved


def size_of(folder):
    return sum(file.stat().st_size for file in folder.iterdir())


def on_a_terminal(office, *arguments, answers=("no",), code=0):
    """What a person sees who answers so, one after the other, when she is asked."""
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [PROGRAMS / "ovoz", *map(str, arguments)], cwd=office.folder, env=CLEAN,
        stdin=terminal, stdout=terminal, stderr=terminal)
    os.close(terminal)
    shown, answered, end = b"", 0, time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([controller], [], [], 1)[0]:
            try:
                shown += os.read(controller, 65_536)
            except OSError:
                break
        if answered < min(len(answers), shown.count(b"(no, yes, unsure) ")):
            os.write(controller, answers[answered].encode() + b"\n")
            answered += 1
    os.close(controller)
    assert process.wait(10) == code, shown
    return re.sub(rb"\x1b\[[0-9;]*m", b"", shown).decode()


def text_of(file):
    """All text of a file, that of an office document's parts too, without marks between."""
    if file.suffix in (".docx", ".odt", ".odp"):
        with zipfile.ZipFile(file) as package:
            return "".join(package.read(name).decode("utf-8", "ignore")
                           for name in package.namelist() if name.endswith(".xml"))
    return file.read_bytes().decode("utf-8", "ignore")
