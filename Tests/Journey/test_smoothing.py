# SPDX-License-Identifier: Apache-2.0
"""What was smoothed after watching an analyst's first hour: undo that goes further back, one theme over
several testimonies, a review that is heard, and a doctor that knows model packs."""

import json
import re
import shutil
import subprocess

import pytest

from machines import CLEAN, CONFIG, PROGRAMS, hand_over, result
from test_coders import on_terminal
from test_commands import expect_error, fill
from test_terminal import HARD, SENTINEL, TEXTS, laptop, open_screen, with_words  # noqa: F401  (fixtures)

pytestmark = pytest.mark.skipif(
    subprocess.run(["which", "tmux"], capture_output=True).returncode != 0, reason="no tmux")


def decided(laptop):  # noqa: F811
    return sum(line.get("themes") is not None for line in laptop.list())


def test_a_decision_is_taken_back_from_the_testimony_after_it(laptop, open_screen):  # noqa: F811
    screen = open_screen()
    screen.start("code", "--no-blur")
    for number in (1, 2):
        screen.until(f"{number} of 5  {number - 1} decided")
        screen.press("a")
        screen.press("Enter")
        if "Enter again" in screen.until(r"Enter again|of 5  %d decided" % number):
            screen.press("Enter")
    screen.until("3 of 5  2 decided")
    screen.press("u")
    screen.until("2 of 5  1 decided")
    screen.until("taken back")
    screen.type("q")
    screen.until("1 decided, 4 waiting")
    assert decided(laptop) == 1


def take_in_doubtful(server, vault):
    """Two testimonies with a word that is also a name."""
    fill(server, [
        {"language": "ru", "answers": {"change": {"text": f"Мадина ушла. Там потеряли веру. {more}"}},
         "permissions": 1, "facts": {}} for more in ("Потом пришла зима.", "Было тихо.")])
    hand_over(server, vault)


def test_a_step_of_a_review_is_undone_from_the_testimony_after_it(
        server, vault, open_screen):  # noqa: F811
    take_in_doubtful(server, vault)
    screen = open_screen()
    screen.start("redact", "--all-doubtful")
    first = screen.until("to look at").split()[0]
    while "all looked at:" not in screen.shown():
        screen.press("n")
        screen.until(r"\d to look at|all looked at")
    screen.press("N")
    screen.until(f"^(?!{first}).* to look at")
    screen.press("u")
    screen.until(f"^{first}")
    screen.until("u undoes the last step here")
    screen.press("u")
    screen.until("1 to look at")
    screen.type("q")
    screen.until("0 of 2 reviewed")


def copied(laptop, wishes):  # noqa: F811
    """A vault in which these words' testimonies are decided, and a colleague's file that says the same of them."""
    said = {line["id"]: laptop.read(line["id"]) for line in laptop.list()}
    for words, wish in wishes:
        (record,) = [record for record, text in said.items() if words in text]
        result(laptop.ovoz("code", "--again", record, stdin=wish + "\n"))
    shutil.copytree(laptop.folder / "vault", laptop.folder / "second")
    options = ["--vault", "second", "--passphrase-file", "pass", "--config", CONFIG]
    subprocess.run(
        [PROGRAMS / "ovoz", "coding", "export", "--to", "f.coding", "--as", "firuza", *options],
        cwd=laptop.folder, env=CLEAN, check=True, capture_output=True)
    return laptop


FEW = [("гӯш накарданд", "+misunderstood"), (HARD[:20], "-misunderstood")]


@pytest.fixture
def agreed(server, vault):
    """Two who agree on eleven testimonies, of which six have the theme; three wait."""
    more = [(f"They did not listen to me in room {n}.", "+misunderstood") for n in range(5)]
    more += [(f"The room with number {n} was warm.", "-misunderstood") for n in range(4)]
    spoken = [*TEXTS.items(), ("ru", HARD), *[("en", words) for words, _ in more]]
    fill(server, [
        {"language": language, "answers": {"change": {"text": text}}, "permissions": 1,
         "facts": {"gender": ["woman"]}} for language, text in spoken])
    hand_over(server, vault)
    return copied(vault, FEW + more)


def test_one_theme_is_accepted_for_what_was_looked_at_and_ticked(agreed, open_screen):  # noqa: F811
    result(agreed.ovoz("coding", "import", "f.coding"))
    screen = open_screen()
    screen.start("code", "--theme", "misunderstood")
    shown = screen.until("3 proposed, 0 ticked, 0 accepted")
    assert SENTINEL not in shown, "only the sentence that speaks for it"
    screen.press("Enter")
    screen.until("nothing is ticked")
    screen.press("Space", "Space", "Enter")
    screen.until("0 ticked, 2 accepted")
    screen.press("u")
    screen.until("2 ticked, 0 accepted")
    screen.press("Enter")
    screen.until("2 accepted")
    screen.type("q")
    screen.until("accepted for 2 testimonies; it counts when they are decided")
    assert decided(agreed) == 11, "what was begun counts nowhere"
    screen.tmux("send-keys", "-R")
    screen.type("clear", "Enter")
    screen.start("code", "--theme", "misunderstood")
    screen.until("1 proposed")
    screen.type("q")


BY_THEME = ("code", "--theme", "misunderstood", "--plain")


def test_one_theme_is_accepted_line_by_line_where_its_sentence_was_read(agreed):
    result(agreed.ovoz("coding", "import", "f.coding"))
    code, seen = on_terminal(agreed, *BY_THEME, typed="\na\nu\ns\na\nq\n")
    assert code == 0 and "misunderstood: Not understood" in seen
    assert "gathering" not in seen and "\x1b" not in seen, "a bar is redrawn, and spoken each time"
    assert "1 of 3  0 accepted" in seen and "3 of 3  1 accepted" in seen
    assert seen.count("a, u, show, i, s or q") == 1, "an empty line accepts nothing"
    assert seen.count("taken back") == 1
    assert SENTINEL not in seen, "only the sentence that speaks for it"
    assert "accepted for 1 testimonies; it counts when they are decided" in seen
    assert decided(agreed) == 11, "what was begun counts nowhere"
    accepted, = set(re.findall(r"(?m)^([0-9a-f]{8})  2 of 3", seen))
    assert "begun: misunderstood" in agreed.ovoz("code", "--again", accepted, stdin="").stderr
    assert "1 of 2  0 accepted" in on_terminal(agreed, *BY_THEME, typed="q\n")[1]


def test_through_a_pipe_one_theme_is_accepted_only_for_what_is_named(agreed):
    result(agreed.ovoz("coding", "import", "f.coding"))
    told = agreed.ovoz(*BY_THEME, stdin="s\nshow\ns\ns\n")
    ids = re.findall(r"(?m)^([0-9a-f]{8})  \d of 3", told.stderr)
    assert len(ids) == 3 and "words are shown on a terminal only" in told.stderr
    all_at_once = agreed.ovoz(*BY_THEME, stdin="a\n" * 5)
    assert all_at_once.stdout.startswith("accepted for 0 testimonies")
    assert all_at_once.stderr.count("a pipe shows no words") == 3
    named = agreed.ovoz(*BY_THEME, stdin=f"a\na {ids[0]}\na {ids[1]}\nq\n")
    assert named.stdout.startswith("accepted for 1 testimonies")
    assert "another id is at hand" in named.stderr
    for words in ("listen", "поняли", "tushun"):
        for piped in (told, all_at_once, named):
            assert words not in piped.stdout + piped.stderr
    shown = {one: agreed.ovoz("code", "--again", one, stdin="").stderr for one in ids}
    assert [one for one in ids if "begun: misunderstood" in shown[one]] == [ids[1]]


def test_lines_that_are_piped_to_a_screen_accept_no_theme_unread(agreed, scratch):
    result(agreed.ovoz("coding", "import", "f.coding"))
    (scratch / "lines").write_text("a\n" * 5)
    with open(scratch / "lines", "rb") as lines:
        code, seen = on_terminal(agreed, *BY_THEME, typed="", stdin=lines)
    assert code == 0 and "accepted for 0 testimonies" in seen
    assert " ".join(seen.split()).count("a pipe shows no words") == 3 and "listen" not in seen


def test_no_theme_is_accepted_for_several_where_nobody_was_found_to_agree(agreed, open_screen):  # noqa: F811
    screen = open_screen()
    screen.start("code", "--theme", "misunderstood")
    screen.until("two readers were not found to agree")
    screen.until("ended:1")


def test_two_testimonies_are_too_few_to_find_that_readers_agree(laptop, open_screen):  # noqa: F811
    result(copied(laptop, FEW).ovoz("coding", "import", "f.coding"))
    screen = open_screen()
    screen.start("code", "--theme", "misunderstood")
    screen.until("two readers have decided too little together")
    screen.until("ended:1")


def test_every_doubtful_word_is_reviewed_line_by_line(server, vault, open_screen):  # noqa: F811
    take_in_doubtful(server, vault)
    screen = open_screen((100, 40))
    screen.start("redact", "--all-doubtful", "--plain")
    screen.until("0 of 2 reviewed")
    shown = screen.until(r"redact>\s*\Z")
    number = re.search(r"(\d+)\. change: “веру” becomes \[.*\], doubtful", shown)[1]
    screen.type(f"keep {number}", "Enter")
    screen.until(r"Там потеряли веру(.*\n)*.*redact>\s*\Z")
    screen.type("undo", "Enter")
    screen.until(r"undo\n(.*\n)*.*“веру” becomes(.*\n)*.*redact>\s*\Z")
    screen.type("done", "Enter")
    screen.until("1 of 2 reviewed")
    screen.type("skip", "Enter")
    screen.until(r"(?m)^1 of 2 reviewed(.*\n)*ended:0")
    assert "reviewed: 1 of 2" in result(vault.ovoz("redact"))


def test_doubtful_words_go_to_no_pipe(laptop):  # noqa: F811  (G8)
    expect_error(
        laptop.ovoz("redact", "--all-doubtful", "--plain"), 64, "words go to a terminal only")


def test_what_is_taken_out_goes_to_no_pipe_with_the_rest(laptop):  # noqa: F811  (G8)
    record = with_words(laptop, "Мадина")
    told = result(laptop.ovoz("redact", record, "--unsafe-plaintext-out"))
    assert "[person 1]" in told and "Мадина" not in told


def test_the_doctor_reads_model_packs(laptop):  # noqa: F811
    def doctor():
        finished = laptop.ovoz(
            "doctor", "--json", "--models", laptop.folder / "packs", "--config", CONFIG)
        return [line for line in json.loads(finished.stdout)["value"] if line["check"] == "model pack"]

    assert [line["verdict"] for line in doctor()] == ["ok"]
    (laptop.folder / "packs").mkdir()
    (laptop.folder / "packs" / ("0" * 64 + ".model")).write_bytes(b"no model")
    assert [line["verdict"] for line in doctor()] == ["fail"]
