# SPDX-License-Identifier: Apache-2.0
"""What a review of the redaction is worth: nothing is called reviewed that no person saw, and no step is lost."""

import json
import os
import pty
import re
import shutil
import signal
import subprocess

import pytest

from machines import CLEAN, CONFIG, PROGRAMS, hand_over, result
from test_coders import FLAGS, on_terminal
from test_commands import fill, filled  # noqa: F401  (a fixture)
from test_terminal import open_screen  # noqa: F401  (a fixture)

END = "\x04"  # Ctrl-D


def written(text, language="ru"):
    return {"language": language, "answers": {"change": {"text": text}}, "permissions": 1, "facts": {}}


def risks(vault):
    return json.loads(result(vault.ovoz("redact", "--risk", "--json")))["value"]


def plainly(vault, *arguments, typed):
    code, seen = on_terminal(vault, "redact", *arguments, "--plain", typed=typed)
    assert code == 0, seen
    return seen


def left(vault, record):
    return result(vault.ovoz("redact", record, "--unsafe-plaintext-out"))


def test_nothing_is_called_reviewed_that_no_person_saw(filled):  # noqa: F811
    vault = filled([written("Мы ждали там 47 дней."), written("Мадина ушла.")])
    seen = plainly(vault, "--all-doubtful", typed="skip\n")
    assert "“47”" in seen, "what is worth a glance is shown"
    assert "0 of 2 reviewed, 1 with nothing doubtful, not read" in seen
    told = result(vault.ovoz("redact"))
    assert "nothing doubtful, not read: 1" in told and "reviewed: 0 of 2" in told
    waiting, passed = sorted(risks(vault), key=lambda line: line["standing"] != "not reviewed")
    assert passed["standing"] == "nothing doubtful, not read"
    assert not waiting["isReviewed"] and not passed["isReviewed"]
    assert "parts worth a glance" in waiting["risk"]["reasons"]
    assert "1 of 2 reviewed, 1 with" in plainly(vault, "--all-doubtful", typed="done\n")
    # A review is remembered with the lists of the day.
    (read,) = [line for line in risks(vault) if line["isReviewed"]]
    assert read["id"] == waiting["id"] and read["standing"] == "reviewed"
    assert "parts worth a glance" not in read["risk"]["reasons"]


@pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux")
def test_what_a_review_did_not_glance_at_is_counted_beside_it(filled, open_screen):  # noqa: F811
    vault = filled([written("Там потеряли веру. Мы ждали там 47 дней.")])
    (line,) = vault.list()
    left_over = "worth a glance in what was reviewed, not looked at: "
    assert f"{left_over}0" in result(vault.ovoz("redact")), "nothing is reviewed yet"
    screen = open_screen()
    screen.start("redact", line["id"])
    while "all looked at:" not in screen.shown():
        screen.press("n")
        screen.until(r"\d to look at|all looked at")
    screen.until(r"worth a glance: a a\.  N next")
    screen.type("q")
    screen.until("ended:0")
    told = result(vault.ovoz("redact"))
    assert "reviewed: 1 of 1" in told and f"{left_over}0" not in told and left_over in told
    assert "parts worth a glance" in risks(vault)[0]["risk"]["reasons"]
    # Line by line all of it is shown, so that done has it looked at.
    plainly(vault, line["id"], typed="done\n")
    assert f"{left_over}0" in result(vault.ovoz("redact"))


@pytest.mark.parametrize("ending", [END, "skip\n", "quit\n", "hide nosuchword\n" + END])
def test_each_step_line_by_line_is_stored_as_it_is_made(filled, ending):  # noqa: F811
    vault = filled([written("She said: listen first.", "en")])
    (line,) = vault.list()
    plainly(vault, line["id"], typed="hide listen\n" + ending)
    assert "listen" not in left(vault, line["id"])
    assert "reviewed: 0 of 1" in result(vault.ovoz("redact"))
    plainly(vault, line["id"], typed="keep 1\n" + ending)
    assert "listen" in left(vault, line["id"])


def test_a_hard_testimony_is_reviewed_line_by_line_once_somebody_wants_it(filled):  # noqa: F811
    vault = filled([written("Мадина ушла. Меня били.")])
    (line,) = vault.list()
    assert "били" not in plainly(vault, line["id"], typed="skip\n")
    assert "reviewed: 0 of 1" in result(vault.ovoz("redact"))
    # A space behind it is seen by nobody.
    assert "били" in plainly(vault, line["id"], typed="show \ndone\n")
    assert "reviewed: 1 of 1" in result(vault.ovoz("redact"))
    assert "били" in plainly(vault, line["id"], "--no-blur", typed="done\n")


def test_done_in_a_pipe_reviews_nothing(filled):  # noqa: F811
    vault = filled([written("Мадина ушла. Там потеряли веру.")])
    (line,) = vault.list()
    finished = vault.ovoz(
        "redact", line["id"], "--plain", "--unsafe-plaintext-out", stdin="done\n")
    assert finished.returncode == 0 and "not noted as reviewed" in finished.stderr
    assert "reviewed: 0 of 1" in result(vault.ovoz("redact"))


def test_hiding_line_by_line_cuts_no_word_and_makes_no_person_of_digits(filled):  # noqa: F811
    vault = filled([written("They sang in ward 214.", "en")])
    (line,) = vault.list()
    seen = plainly(vault, line["id"], typed="hide san\nhide 214\n" + END)
    assert "these words are not in the text" in seen
    told = left(vault, line["id"])
    assert "They sang" in told and "[number]" in told and "214" not in told


def test_another_kind_of_mark_leaves_no_words_in(filled):  # noqa: F811
    vault = filled([written("Мадина ушла.")])
    (line,) = vault.list()
    plainly(vault, line["id"], typed="keep 1\n" + END)
    assert "words kept" in risks(vault)[0]["risk"]["reasons"]
    plainly(vault, line["id"], typed="hide Мадина\n" + END)
    assert "words kept" not in risks(vault)[0]["risk"]["reasons"]


# A whole vault, interrupted


def stopped_at_its_bar(vault):
    """What a terminal shows of `ovoz redact` that meets Ctrl-C once its bar shows a part."""
    leader, follower = pty.openpty()
    program = subprocess.Popen(
        [PROGRAMS / "ovoz", "redact", *FLAGS, "--config", CONFIG], cwd=vault.folder,
        env=CLEAN | {"NO_COLOR": "1", "TERM": "xterm"}, stdin=follower, stdout=follower, stderr=follower)
    os.close(follower)
    seen, is_stopped = b"", False
    while True:
        try:
            part = os.read(leader, 4096)
        except OSError:  # Linux says so when the last writer is gone.
            break
        if not part:
            break
        seen += part
        if not is_stopped and re.search(rb"redacting \S+ \d+ %", seen):
            program.send_signal(signal.SIGINT)
            is_stopped = True
    os.close(leader)
    return program.wait(60), seen.decode()


def test_a_whole_vault_that_is_interrupted_ends_as_if_it_had_not_been(intake, vault):
    # More than one chunk of them (512), so that the bar shows a part; long, so that the rest takes a moment.
    intake.set("uninvitedBurst", 1000)
    intake.start()
    words = "She said: listen first. Nobody asked Madina for 47 days. "
    fill(intake, [written(f"{words * 15}{number}", "en") for number in range(640)])
    hand_over(intake, vault)
    record = vault.list()[0]["id"]
    plainly(vault, record, typed="hide listen\ndone\n")

    piped = vault.ovoz("redact")
    counts = result(piped)
    assert "reviewed: 1 of 640" in counts and re.search(r"person: [1-9]", counts)
    assert "redacting" not in piped.stderr and "\r" not in piped.stderr, "a pipe gets no bar"
    listed, standing = vault.list(), risks(vault)
    files = {file.name for file in vault.folder.rglob("*")}

    code, seen = stopped_at_its_bar(vault)
    assert code == -signal.SIGINT, seen
    assert "100 %" not in seen and "doubtful:" not in seen, "it had not ended"
    assert "listen" not in seen and "Madina" not in seen
    # What SQLite leaves of a process that ended in the midst; whoever opens the vault next takes it away.
    more = {file.name for file in vault.folder.rglob("*")} - files
    assert more <= {"vault.sqlite-wal", "vault.sqlite-shm"}
    assert "listen" not in left(vault, record)
    assert vault.list() == listed and risks(vault) == standing
    assert result(vault.ovoz("redact")) == counts
    assert {file.name for file in vault.folder.rglob("*")} == files
