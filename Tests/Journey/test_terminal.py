# SPDX-License-Identifier: Apache-2.0
"""`ovoz code`, `redact` and `read` on a real terminal: what is shown, stored, and left behind."""

import os
import re
import shutil
import signal
import subprocess
import time

import pytest

from machines import CONFIG, PROGRAMS, hand_over, result
from terminal import Screen
from test_coders import on_terminal
from test_commands import fill

pytestmark = pytest.mark.skipif(
    subprocess.run(["which", "tmux"], capture_output=True).returncode != 0, reason="no tmux")

SENTINEL = "Quillfernmoss"
TEXTS = {
    "tg": "Ман ба милиса рафтам. Маро гӯш накарданд. Номам Дилноза аст.",
    "ru": "Меня не поняли и отправили обратно. Мадина мне помогла. Потом было тихо.",
    "uz": "Militsiyaga bordim. Meni tushunishmadi. Oʻzim qaytdim.",
    "en": f"They did not listen to me. {SENTINEL} was the word I used. Later I went home.",
}
HARD = "Меня били каждый день. Потом я ушла и нашла дом."


@pytest.fixture
def laptop(server, vault):
    """A vault with one testimony in each language, and one that is hard to read."""
    voices = [
        {"language": language, "answers": {"change": {"text": text}}, "permissions": 1,
         "facts": {"gender": ["woman"]}}
        for language, text in [*TEXTS.items(), ("ru", HARD)]
    ]
    fill(server, voices)
    hand_over(server, vault)
    return vault


@pytest.fixture
def open_screen(vault):
    screens = []

    def make(size=(80, 24)):
        screens.append(Screen(vault.folder, size))
        return screens[-1]

    yield make
    for screen in screens:
        screen.end()


def with_words(laptop, words):
    """The id of the testimony that has these words."""
    (found,) = [line["id"] for line in laptop.list() if words in laptop.read(line["id"])]
    return found


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (130, 40)])
def test_a_theme_is_accepted_by_keyboard_and_stored(laptop, open_screen, size):
    record = with_words(laptop, "гӯш накарданд")
    screen = open_screen(size)
    screen.start("code", "--again", record)
    before = screen.until(r"\[\?\] Not understood")
    assert "[person 1]" in before and "Дилноза" not in before
    assert all(len(line) <= size[0] for line in before.splitlines())
    screen.press("a")
    screen.until(r"\[\+\] Not understood")
    screen.press("Enter")
    screen.until("ended:0")
    assert "1 decided, 0 waiting" in screen.shown()
    (line,) = [line for line in laptop.list() if line["id"] == record]
    assert line["themes"] == 1


@pytest.mark.parametrize("language", TEXTS)
def test_each_language_is_read_coded_and_left_behind_nowhere(laptop, open_screen, language):  # G8
    words = TEXTS[language].split(".")[0]
    record = with_words(laptop, words)
    screen = open_screen()
    screen.start("code", "--again", record, "--names", language)
    screen.until(re.escape(words[:20]))
    screen.type("q")
    screen.until("ended:0")
    # Neither on the terminal nor in its scrollback.
    assert words[:20] not in screen.everything()


def test_whoever_leaves_in_the_midst_finds_her_steps_again_and_they_count_nowhere(
        laptop, open_screen):
    record = with_words(laptop, "гӯш накарданд")
    screen = open_screen()
    screen.start("code", "--again", record)
    screen.until(r"\[\?\] Not understood")
    screen.press("a")
    screen.until(r"\[\+\]")
    os.kill(screen.pid(), signal.SIGKILL)
    screen.until("ended:137")
    assert laptop.ovoz("code", stdin="").stdout == "0 decided, 5 waiting\n"
    screen.tmux("send-keys", "-R")
    screen.type("stty sane; reset", "Enter")
    screen.start("code", "--again", record)
    screen.until(r"\[\+\] Not understood")
    screen.type("q")


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_gives_the_terminal_back_clean(laptop, open_screen, ending):  # G8
    record = with_words(laptop, SENTINEL)
    screen = open_screen()
    screen.type("stty -g > before.stty", "Enter")
    screen.start("code", "--again", record)
    screen.until(SENTINEL)
    os.kill(screen.pid(), ending)
    # A shell gives up the whole line when a command dies of Ctrl-C.
    screen.until(r"ready>\s*$" if ending == signal.SIGINT else f"ended:{128 + ending}")
    assert SENTINEL not in screen.everything()
    screen.type("stty -g > after.stty; echo same:$?", "Enter")
    screen.until("same:0")
    assert (laptop.folder / "before.stty").read_text() == (
        laptop.folder / "after.stty").read_text()
    assert screen.tmux("display", "-p", "#{alternate_on}#{cursor_flag}") == "01\n"


def test_suspending_hides_the_words_until_it_is_continued(laptop, open_screen):  # G8
    record = with_words(laptop, SENTINEL)
    screen = open_screen()
    screen.start("code", "--again", record)
    screen.until(SENTINEL)
    screen.press("C-z")
    screen.until("Stopped")
    assert SENTINEL not in screen.everything()
    screen.type("fg", "Enter")
    screen.until(SENTINEL)
    screen.type("q")
    # The shell goes on with what stood behind the command, or with its prompt.
    screen.until("ready> $|ended:")


def test_distressing_sentences_are_blurred_until_asked_for(laptop, open_screen):
    record = with_words(laptop, "били")
    screen = open_screen()
    screen.start("code", "--again", record)
    warning = screen.until("beating and torture")
    assert "били" not in warning
    screen.press("Enter")
    screen.until("░░░")
    # The terminal may be looked at while it is drawn: both have to be there.
    blurred = screen.until("Потом я ушла")
    assert "били" not in blurred and "░░░" in blurred
    screen.press("b")
    screen.until("били")
    screen.type("q")


def test_a_window_that_changes_its_size_is_drawn_anew(laptop, open_screen):
    record = with_words(laptop, SENTINEL)
    screen = open_screen()
    screen.start("code", "--again", record)
    screen.until(SENTINEL)
    screen.tmux("resize-window", "-x", "44", "-y", "12")
    screen.until(r"Enter done")
    assert all(len(line) <= 44 for line in screen.shown().splitlines())
    screen.tmux("resize-window", "-x", "30", "-y", "8")
    screen.until("larger")
    screen.tmux("resize-window", "-x", "80", "-y", "24")
    screen.until(SENTINEL)
    screen.type("q")


def test_a_passage_is_given_a_theme_by_part_of_its_name(laptop, open_screen):
    record = with_words(laptop, "Мадина")
    screen = open_screen()
    screen.start("code", "--again", record)
    screen.until("мне помогла")
    screen.press("Down", "Space")
    screen.type("/")
    screen.type("mehribon odamlar")
    screen.press("C-u")
    screen.type("бехатар")
    screen.until("›")
    screen.press("Enter")
    screen.until("1 passage")
    screen.press("Enter")
    screen.until("ended:0")


def test_a_review_of_redaction_is_stored_and_goes_on_another_day(laptop, open_screen):
    screen = open_screen()
    record = with_words(laptop, "Мадина")
    screen.start("redact", record)
    screen.until("Мадина")
    screen.press("n")
    screen.type("q")
    screen.until("1 step stored")
    assert "Мадина" not in screen.everything()
    assert "Мадина" in result(laptop.ovoz("redact", record, "--unsafe-plaintext-out"))
    screen.type("clear", "Enter")
    screen.start("redact", "--all-doubtful")
    # The last command's end may still stand there.
    screen.until("to look at|hard to read")
    for _ in range(80):
        shown = screen.until(r"to look at|all looked at|ended:|hard to read")
        if "ended:" in shown:
            break
        screen.press("Enter" if "all looked at" not in shown else "N")
        time.sleep(0.1)
    screen.until("ended:0")
    told = result(laptop.ovoz("redact"))
    # What nobody had to look at was passed over, and is not called reviewed.
    counts = re.search(r"not read: (\d)\nreviewed: (\d) of 5", told)
    assert int(counts[1]) + int(counts[2]) == 5 and int(counts[2]) > 0


def test_reading_takes_the_screen_and_leaves_nothing(laptop, open_screen):  # G8
    record = with_words(laptop, SENTINEL)
    screen = open_screen()
    screen.start("read", record)
    screen.until(SENTINEL)
    screen.type("q")
    screen.until("ended:0")
    assert SENTINEL not in screen.everything()


def test_plain_mode_moves_no_cursor(laptop, open_screen):
    record = with_words(laptop, "гӯш накарданд")
    screen = open_screen()
    screen.start("code", "--again", record, "--plain")
    shown = screen.until(r"code>\s*$")
    assert "2. Маро гӯш накарданд." in shown and "─" not in shown
    screen.type("p 2 misunderstood", "Enter")
    screen.until("noted")
    screen.type("a", "Enter")
    screen.until("1 decided, 0 waiting")


def test_plain_mode_shows_what_was_begun_before_it_stores_it(laptop, open_screen):
    record = with_words(laptop, "гӯш накарданд")
    screen = open_screen()
    screen.start("code", "--again", record)
    screen.until(r"\[\?\] Not understood")
    screen.press("t")
    screen.type("ask safe home")
    screen.press("Enter")
    screen.until("1 .*safe|safe.*home")
    screen.type("m")
    screen.type("my own note", "Enter")
    screen.until("note: m")
    screen.type("q")
    screen.until("ended:0")
    screen.type("clear", "Enter")
    screen.start("code", "--again", record, "--plain")
    shown = screen.until(r"code>\s*$")
    assert "begun: ask_safe_home" in shown and "note: my own note" in shown and record[:8] in shown
    screen.type("q", "Enter")
    screen.until("ended:0")
    # Not to a pipe: a note may repeat words of the testimony.
    piped = laptop.ovoz("code", "--again", record, stdin="q\n").stderr
    assert "begun: ask_safe_home" in piped and "my own note" not in piped
    assert "note: (shown on a terminal only)" in piped


@pytest.mark.parametrize("ending", ["q", "s", "end of input", signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_in_plain_mode_a_note_and_a_passage_are_stored_as_they_are_made(laptop, open_screen, ending):
    record = with_words(laptop, "гӯш накарданд")
    screen = open_screen()
    screen.start("code", "--again", record, "--plain")
    screen.until(r"code>\s*$")
    screen.type("m my own note", "Enter")
    screen.until("noted")
    screen.type("p 2 stigma", "Enter")
    screen.until(r"noted\s+code>\s+p 2 stigma\s+noted")
    if ending == "end of input":
        screen.press("C-d")
    elif isinstance(ending, str):
        screen.type(ending, "Enter")
    else:
        os.kill(screen.pid(), ending)
    # A shell gives up the whole line when a command dies of Ctrl-C.
    screen.until(r"ended:\d|ready>\s*$")
    told = laptop.ovoz("code", "--again", record, stdin="").stderr
    assert "begun: stigma" in told and "passage: 2 stigma" in told and "note: " in told


def test_in_plain_mode_a_note_that_stands_is_not_lost_unseen(laptop):
    record = with_words(laptop, "гӯш накарданд")
    first = laptop.ovoz("code", "--again", record, stdin="m one\nm two\nu\nm\nu\nu\nm\nq\n").stderr
    for words in ("code> noted\n", "noted in place of the note before; u brings that one back",
                  "the note is out; u brings that one back", "there is no note"):
        assert words in first
    assert first.count("taken back") == 3


def test_in_plain_mode_undo_goes_back_over_a_decision(laptop):
    ids = [line["id"] for line in laptop.list()]
    said = laptop.ovoz("code", stdin="m kept\n+stigma\nu\nu\nu\nq\n")
    assert said.stdout == "0 decided, 5 waiting\n"
    assert "nothing is decided here; u undoes its steps" in said.stderr
    assert "nothing is left to undo" in said.stderr and said.stderr.count("taken back") == 2
    assert not any(line.get("themes") for line in laptop.list())
    assert any(f"{record[:8]}  " in said.stderr for record in ids)
    twice = laptop.ovoz("code", stdin="+stigma\nu\n+punished\nq\n")
    assert twice.stdout == "1 decided, 4 waiting\n"


def test_in_plain_mode_a_pause_is_suggested_as_on_the_full_screen(laptop, scratch):
    record = with_words(laptop, "били")
    quick = scratch / "quick"
    shutil.copytree(CONFIG, quick)
    file = quick / "distress.yaml"
    file.write_text(re.sub(r"(?m)^pause_after: .*", "pause_after: 1", file.read_text()))
    usual, laptop.config = laptop.config, quick
    said = laptop.ovoz("code", "--again", record, stdin="?\nq\n").stderr
    assert said.count("1 hard testimonies of reading. You can stop now") == 1
    laptop.config = usual
    assert "You can stop now" not in laptop.ovoz("code", "--again", record, stdin="q\n").stderr


def test_in_plain_mode_an_unknown_command_is_told_all_that_there_are(laptop):
    said = laptop.ovoz("code", stdin="nonsense\nq\n").stderr
    (line,) = [line for line in said.splitlines() if line.startswith("code> a, ")]
    for command in ("+ID", "-ID", "p 2 ID", "m WORDS", "u", "show", "/ WORDS", "t WORDS", "i ID", "s", "q", "?"):
        assert command in re.split(r"code> |, | or |(?<=ID) (?=-)", line), command


def test_in_plain_mode_an_empty_line_decides_nothing(laptop):
    said = laptop.ovoz("code", stdin="\n   \n\n")
    assert said.stdout == "0 decided, 5 waiting\n"
    assert said.stderr.count("code> an empty line decides nothing: a accepts") == 3
    assert not any(line.get("themes") for line in laptop.list())
    assert laptop.ovoz("code", stdin="\na\n\n").stdout == "1 decided, 4 waiting\n"


def test_in_plain_mode_a_text_is_searched_as_on_the_full_screen(laptop):
    record = with_words(laptop, "гӯш накарданд")
    _, seen = on_terminal(
        laptop, "code", "--plain", "--again", record, typed="/ ГӮШ НАКАР\n/nosuchword\nq\n")
    assert seen.count("2. Маро гӯш накарданд.") == 2 and seen.count("1. Ман ба милиса") == 1
    assert seen.count("not found in this testimony") == 1
    # A pipe is told where, and no words.
    told = laptop.ovoz("code", "--again", record, stdin="/гӯш\n/ милиса \n/\nq\n")
    piped = told.stdout + told.stderr
    assert "code> found in 2\n" in piped and "code> found in 1\n" in piped
    assert "code> / WORDS searches" in piped
    assert "гӯш" not in piped and "милиса" not in piped


def test_in_plain_mode_no_word_goes_to_a_file_of_what_is_said(laptop, scratch):
    record = with_words(laptop, "гӯш накарданд")
    with open(scratch / "said", "wb") as said:
        _, seen = on_terminal(
            laptop, "code", "--plain", "--again", record, typed=f"m {SENTINEL}\np 1 stigma\nu\nq\n",
            stderr=said)
    told = (scratch / "said").read_text(encoding="utf-8")
    assert "2. Маро гӯш накарданд." in seen and "words in change" in told
    assert "накарданд" not in told and SENTINEL not in told and "note: (shown on a terminal only)" in told


def test_in_plain_mode_a_search_shows_nothing_that_is_left_out(laptop):
    record = with_words(laptop, "били")
    _, seen = on_terminal(
        laptop, "code", "--plain", "--again", record, typed="/ каждый\nshow\n/ каждый\nq\n")
    assert seen.count("1. (left out)") == 2 and seen.count("1. Меня били каждый день.") == 2


def test_a_rejection_is_found_again_after_a_kill(laptop, open_screen):
    record = with_words(laptop, "гӯш накарданд")
    screen = open_screen()
    screen.start("code", "--again", record)
    screen.until(r"\[\?\] Not understood")
    screen.type("x1")
    screen.until(r"\[-\] Not understood")
    os.kill(screen.pid(), signal.SIGKILL)
    screen.until("ended:137")
    told = laptop.ovoz("code", "--again", record, stdin="q\n").stderr
    assert "rejected: misunderstood" in told
    screen.tmux("send-keys", "-R")
    screen.type("stty sane; reset", "Enter")
    screen.start("code", "--again", record)
    screen.until(r"\[-\] Not understood")
    screen.type("q")


def test_a_terminal_that_can_do_nothing_is_used_line_by_line(laptop, open_screen):
    record = with_words(laptop, "гӯш накарданд")
    screen = open_screen()
    screen.type("export TERM=dumb", "Enter")
    screen.start("code", "--again", record)
    screen.until(r"code>\s*$")
    screen.type("q", "Enter")
    screen.until("0 decided")


def test_a_list_has_as_many_columns_as_a_narrow_terminal_holds(laptop, open_screen):
    screen = open_screen((60, 30))
    screen.start("list")
    shown = screen.until(r"ended:0").splitlines()
    begun = next(i for i, line in enumerate(shown) if line.startswith("id"))
    assert shown[begun].split() == ["id", "period", "lane", "lang", "answers", "may", "be", "themes"]
    assert all(re.match("[0-9a-f]{8} ", line) for line in shown[begun + 1:begun + 3])


def test_an_error_breaks_between_words_on_a_narrow_terminal(vault, open_screen):
    screen = open_screen((40, 20))
    screen.type(f"{PROGRAMS / 'ovoz'} export open nothing --to words; echo ended:$?", "Enter")
    shown = screen.until(r"ended:\d").splitlines()
    begun = next(i for i, line in enumerate(shown) if line.startswith("ovoz: error:"))
    assert shown[begun:begun + 2] == ["ovoz: error: the words would lie in", "  clear on this disk"]
