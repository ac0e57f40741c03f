# SPDX-License-Identifier: Apache-2.0
"""`ovoz code`, `redact` and `read` on a real terminal: what is shown, stored, and left behind."""

import os
import re
import signal
import subprocess
import time

import pytest

from machines import PROGRAMS, hand_over, result
from terminal import Screen
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
    for _ in range(40):
        shown = screen.until(r"to look at|all looked at|ended:|hard to read")
        if "ended:" in shown:
            break
        screen.press("Enter" if "all looked at" not in shown else "N")
        time.sleep(0.1)
    screen.until("5 of 5 reviewed")
    assert "reviewed: 5 of 5" in result(laptop.ovoz("redact"))


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
