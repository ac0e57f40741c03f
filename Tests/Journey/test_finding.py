# SPDX-License-Identifier: Apache-2.0
"""Finding and asking on the analyst's machine: `ovoz search`, `stats`, `saturation`, `discover`, and languages in `list`."""

import hashlib
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import time

import pytest

from machines import CLEAN, CONFIG, PROGRAMS, Vault, result
from test_commands import SENTINEL, expect_error, filled, on_terminal, voice  # noqa: F401  (a fixture)

PHONE = "+992 93 123 45 67"


def saying(words, **more):
    return {**voice(1, **more), "answers": {"change": {"text": words}}}


VOICES = [
    saying(f"Ин қонун дар идора набуд, ман {PHONE} занг задам", language="tg"),
    saying("никто не слушал меня. ман ба хона рафтам ва ҳеҷ кас набуд", language="ru"),
    saying("menga idorada hech kim quloq solmadi, qo'rqib ketdim", language="uz"),
    saying(f"they sent me home without a paper, {SENTINEL}", language="en"),
]


def value(finished):
    return json.loads(result(finished))["value"]


def talk(vault, *arguments, lines, stopped_by=0):
    """What a command says on a terminal to somebody who types these lines, one after each prompt."""
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [PROGRAMS / "ovoz", *map(str, arguments), "--vault", "vault", "--passphrase-file", "pass",
         "--config", CONFIG],
        cwd=vault.folder, env={**CLEAN, "NO_COLOR": "1", "TERM": "xterm"},
        stdin=terminal, stdout=terminal, stderr=terminal)
    os.close(terminal)
    written, waiting = b"", list(lines)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            part = os.read(controller, 65_536)
        except OSError:  # Linux says so when the last writer is gone.
            break
        if not part:
            break
        written += part
        if waiting and written.endswith(b"discover> "):
            os.write(controller, waiting.pop(0).encode() + b"\n")
        elif stopped_by and written.endswith(b"discover> "):
            process.send_signal(stopped_by)
    os.close(controller)
    assert process.wait() == -stopped_by, written
    assert not waiting, written
    return written.decode().replace("\r\n", "\n")


# Languages


def test_the_list_tells_what_the_words_are_written_in(filled):  # noqa: F811
    vault = filled([*VOICES, {**saying(""), "answers": {}}])
    written = sorted(sorted(line["written"]) for line in vault.list())
    assert written == [[], ["en"], ["ru", "tg-cyr"], ["tg-cyr"], ["uz-latin"]]
    shown = result(vault.ovoz("list"))
    assert re.search(r"ru\+tg|tg\+ru", shown)


# Search


@pytest.mark.parametrize("words, found", [
    (["qonun"], 1), (["қонун"], 1), (["никто"], 1), (["nikto"], 1), (["quloq"], 1), (["SENT"], 1),
    (["слуш*"], 1), (["слуш"], 0), (["sent me home"], 1), (["sent home"], 0),
    (['"sent me" home'], 1), (["sent", "paper"], 1), (["sent", "quloq"], 0), (["i*ora*"], None)])
def test_words_are_found_in_any_letters(shared_filled, words, found):
    if found is None:
        return expect_error(shared_filled.ovoz("search", *words, "--count"), 64, "a star ends a word")
    assert result(shared_filled.ovoz("search", *words, "--count")) == f"{found}\n"


@pytest.fixture(scope="module")
def shared_filled(tmp_path_factory):
    """One vault for tests that only search in it."""
    from machines import Intake, Vault, hand_over
    from test_commands import fill
    folder = tmp_path_factory.mktemp("finding")
    vault = Vault(folder / "laptop")
    intake = Intake(folder / "server", vault.new_campaign())
    try:
        intake.start()
        fill(intake, VOICES)
        hand_over(intake, vault)
    finally:
        intake.kill()
    return vault


def test_search_shows_redacted_sentences_on_a_terminal_only(shared_filled):  # G8
    vault = shared_filled
    expect_error(vault.ovoz("search", "qonun"), 64, "words go to a terminal only")
    shown = on_terminal(vault, "search", "qonun", "--config", str(CONFIG))
    assert "Ин қонун дар идора набуд" in shown and "[phone]" in shown and PHONE not in shown
    piped = result(vault.ovoz("search", "qonun", "--unsafe-plaintext-out"))
    assert "Ин қонун" in piped and PHONE not in piped
    actions = [entry["action"] for entry in value(vault.ovoz("access", "--json"))]
    assert "words left the vault" in actions


def test_a_name_that_another_answer_gives_away_is_hidden_here_too(filled):  # noqa: F811  G8
    one = saying("My neighbour Zaboshek Karimova came. My name is Shabdiz.", language="en")
    one["answers"]["understood"] = {"text": "zaboshek cried in the corridor. shabdiz was silent"}
    vault = filled([one])
    for words in ("cried", "silent", "corridor"):
        shown = result(vault.ovoz("search", words, "--unsafe-plaintext-out"))
        assert "[person" in shown and not re.search("zaboshek|shabdiz", shown, re.IGNORECASE)
    assert value(vault.ovoz("search", "zaboshek", "--json"))


def test_her_own_words_in_brackets_are_found(filled):  # noqa: F811
    vault = filled([saying("[they took my passport] and then I left", language="en")])
    assert result(vault.ovoz("search", "passport", "--count")) == "1\n"


def test_a_long_sentence_is_broken_between_its_words(filled):  # noqa: F811
    words = "unfortunately somebody understood everything afterwards " * 4 + "needle quietly"
    vault = filled([saying(words, language="en")])
    shown = on_terminal(vault, "search", "needle", "--config", str(CONFIG), plain={}).replace("\r", "")
    lines = re.sub(r"\x1b\[[0-9;]*m", "", shown).split("\n")
    first = next(number for number, line in enumerate(lines) if "unfortunately" in line)
    assert all(len(line) < 80 for line in lines)
    assert " ".join(" ".join(lines[first:]).split()).startswith(words)
    assert "\x1b[1mneedle\x1b[0m" in shown


def test_a_distressing_sentence_is_found_and_left_out_until_somebody_wants_it(filled):  # noqa: F811
    vault = filled([saying("They beat me with a cable. Then I slept in a kitchen.")])
    (line,) = vault.list()

    def shown(*arguments):
        return " ".join(on_terminal(vault, "search", *arguments, "--config", str(CONFIG)).split())

    blurred = shown("cable")
    assert line["id"][:8] in blurred and "change (left out)" in blurred and "cable" not in blurred
    assert "One place speaks of: beating and torture. It is left out; --no-blur brings it." in blurred
    assert "They beat me with a cable." in shown("cable", "--no-blur")
    for open_words in (shown("cable", "--no-blur"), shown("kitchen")):
        assert "left out" not in open_words and "May be hard" not in open_words
    assert result(vault.ovoz("search", "cable", "--count")) == "1\n"
    piped = vault.ovoz("search", "cable", "--unsafe-plaintext-out")
    assert "They beat me with a cable." in result(piped) and "left out" not in piped.stderr


def test_words_that_are_asked_for_stand_in_no_history(shared_filled):  # G8
    vault = shared_filled
    asked = result(vault.ovoz("search", "--count", stdin="qonun\n"))
    assert asked == result(vault.ovoz("search", "qonun", "--count")) != "0\n"
    phrase = '"sent me home"'
    assert result(vault.ovoz("search", "--count", stdin=phrase + " paper\n")) == result(
        vault.ovoz("search", phrase, "paper", "--count")) == "1\n"
    expect_error(vault.ovoz("search", "--count"), 64, "there is no word in what you seek")


def test_search_as_json_has_no_words(shared_filled):
    (hit,) = value(shared_filled.ovoz("search", SENTINEL, "--json"))
    assert hit["matches"] == {"change": 1} and hit["written"] == ["en"]
    assert SENTINEL not in result(shared_filled.ovoz("search", SENTINEL, "--json"))


def test_search_as_json_obeys_count_and_most(shared_filled):
    everything = value(shared_filled.ovoz("search", "ма*", "--json"))
    assert len(everything) >= 2
    counted = shared_filled.ovoz("search", "ма*", "--json", "--count")
    assert json.loads(result(counted)) == {
        "schema": "ovoz.searchCount", "version": 1, "value": {"count": len(everything)}}
    cut = shared_filled.ovoz("search", "ма*", "--json", "--most", "1")
    assert value(cut) == everything[:1] and f"{len(everything) - 1} more" in cut.stderr
    assert "more" not in shared_filled.ovoz("search", "ма*", "--json").stderr


def test_what_redaction_takes_out_is_found_and_not_shown(shared_filled):
    shown = result(shared_filled.ovoz("search", "992", "--unsafe-plaintext-out"))
    assert "redaction takes these words out" in shown and "992" not in shown


def test_search_is_narrowed_by_language_period_and_coding(filled):  # noqa: F811
    vault = filled(VOICES)

    def count(*options):
        return int(result(vault.ovoz("search", "ма*", "--count", *options)))

    everywhere = count()
    assert everywhere >= 2
    assert 1 <= count("--lang", "tg") <= everywhere and count("--lang", "en") == 0
    assert count("--uncoded") == everywhere and count("--coded") == 0
    (line, *_) = vault.list()
    assert count("--period", line["period"]) == everywhere and count("--period", 99_999) == 0
    vault.code("+stigma\n" * len(VOICES))
    assert count("--coded") == everywhere and count("--uncoded") == 0
    assert count("--theme", "stigma") == everywhere
    expect_error(vault.ovoz("search", "ма*", "--count", "--theme", "nonsense"), 64, "no such theme")
    expect_error(vault.ovoz("search", "…", "--count"), 64, "no word")


def test_copies_among_what_is_found_are_told(filled):  # noqa: F811
    text = "The invented clerk at the invented desk did not listen to me and sent me home then"
    vault = filled([saying(text), saying(text), saying("nobody would listen to an invented person")])
    finished = vault.ovoz("search", "listen", "--count")
    assert finished.stdout == "3\n" and "2 of these 3 are nearly the same" in finished.stderr
    hits = value(vault.ovoz("search", "listen", "--json"))
    assert sorted(str(hit.get("group")) for hit in hits) == ["1", "1", "None"]


# Figures for the analyst's own eyes


@pytest.fixture
def coded(filled):  # noqa: F811
    vault = filled([saying(f"{SENTINEL}{number} spoke of invented things") for number in range(6)])
    vault.code(
        "+stigma -punished\n+stigma +punished\n+stigma +punished\n-stigma +punished\n"
        "-stigma -punished\n-stigma -punished\n")
    return vault


def test_stats_count_themes_and_pairs(coded):
    printed = coded.ovoz("stats", "--json")
    figures = value(printed)
    assert "not for the room" in printed.stderr and figures["released"] is False
    assert figures["testimonies"] == 6
    assert (figures["themes"]["stigma"], figures["themes"]["punished"]) == (3, 3)
    assert figures["together"]["stigma"]["punished"] == 2
    shown = result(coded.ovoz("stats"))
    assert "6 testimonies are coded" in shown and "█" in shown and "how many have both" in shown


def test_the_page_of_figures_is_private_and_says_that_it_is_not_for_the_room(coded):
    result(coded.ovoz("stats", "--html", "figures.html"))
    page = coded.folder / "figures.html"
    assert page.stat().st_mode & 0o777 == 0o600
    html = page.read_text(encoding="utf-8")
    assert "Not for the room." in html and "<script" not in html and "http" not in html.split("<body")[1]
    assert SENTINEL not in html
    expect_error(coded.ovoz("stats", "--html", "figures.html"), 64, "exists already")


def test_every_output_about_themes_says_which_codebook_it_is_of(coded):
    book_hash = hashlib.sha256((CONFIG / "codebook.yaml").read_bytes()).hexdigest()
    for arguments in (["stats"], ["saturation"], ["discover", "--all"]):
        told = value(coded.ovoz(*arguments, "--json"))["codebook"]
        assert told["name"] == "codebook" and told["version"] and told["hash"] == book_hash, arguments
    for command in ("stats", "saturation"):
        last = result(coded.ovoz(command)).splitlines()[-1]
        assert last == f"codebook: version {told['version']}, SHA-256 begins with {book_hash[:12]}", command
    result(coded.ovoz("stats", "--html", "figures.html"))
    page = (coded.folder / "figures.html").read_text(encoding="utf-8")
    assert f", SHA-256 {book_hash}</small>" in page


def test_saturation_draws_a_curve_that_never_falls(coded):
    figures = value(coded.ovoz("saturation", "--json"))
    means = [point["mean"] for point in figures["curve"]]
    assert figures["seen"] == 2 and len(means) == 6 and means == sorted(means) and means[-1] == 2
    # No theme stands in one testimony alone: nothing more is expected.
    assert figures["unseen"] == 0
    shown = result(coded.ovoz("saturation"))
    assert "●" in shown and "of the codebook's 24 themes" in shown
    assert "only the codebook's themes count here; `ovoz discover` looks for others" in shown


def test_saturation_expects_no_themes_that_the_codebook_lacks(filled):  # noqa: F811
    """Two testimonies that share no theme, and no two that have the same: an estimate would grow out of all bounds."""
    ids = re.findall(r"(?m)^  - id: (\w+)$", (CONFIG / "codebook.yaml").read_text(encoding="utf-8"))
    vault = filled([saying(f"{SENTINEL}{number} spoke of invented things") for number in range(12)])
    wishes = [set(ids[2 * number:2 * number + 2]) for number in range(12)]
    vault.code("".join(
        " ".join(f"{'+' if theme in wish else '-'}{theme}" for theme in ids) + "\n" for wish in wishes))
    figures = value(vault.ovoz("saturation", "--json"))
    assert figures["seen"] == len(ids) == 24 and "unseen" not in figures and figures["newness"] == 0
    shown = result(vault.ovoz("saturation"))
    assert "a flat end may only mean that the list is used up" in shown
    assert "to be expected" not in shown and "not seen yet" not in shown


def test_saturation_says_when_too_little_is_coded(filled):  # noqa: F811
    assert "too little is coded" in result(filled([voice(1)]).ovoz("saturation"))


# New themes


def uncovered():
    """Two subjects that the codebook has no cues for, in sentences that differ."""
    places = ["garden", "kitchen", "stairs", "corridor", "window", "roof", "gate", "cellar"]
    rooms = [f"the blanket was thin and the heater broken, cold nights in the invented {place} number {n}"
             for n, place in enumerate(places * 3)]
    letters = [f"my certificate expired, the consulate stamp missing, paperwork {place} {n} renewal queue"
               for n, place in enumerate(places * 3)]
    return [saying(text) for text in rooms + letters]


def test_what_many_say_is_proposed_adopted_and_dismissed(filled):  # noqa: F811
    vault = filled(uncovered())
    expect_error(vault.ovoz("discover"), 64, "words go to a terminal only")
    found = value(vault.ovoz("discover", "--all", "--groups", 2, "--json"))
    assert found["answers"] == 48 and [one["answers"] for one in found["proposals"]] == [24, 24]
    assert all(one["stability"] > 0.9 for one in found["proposals"])
    assert "blanket" not in json.dumps(found)

    shown = talk(vault, "discover", "--all", "--groups", 2, "--codebook-out", "new.yaml", lines=[
        "1", "merge 1 2", "split 1", "adopt 1 found_one harmed", "nonsense", "dismiss 3", "q"])
    assert "stability" in shown and re.search("blanket|certificate", shown)
    assert re.search(r"48 answers of 48 testimonies, merged\n", shown)
    assert "adopted; its cues propose it for 24 of the 24 answers" in shown
    codebook = (vault.folder / "new.yaml").read_text(encoding="utf-8")
    assert codebook.startswith((CONFIG / "codebook.yaml").read_text(encoding="utf-8"))
    assert "- id: found_one" in codebook and (vault.folder / "new.yaml").stat().st_mode & 0o077 == 0

    # Whose answers it was made of has it proposed, whatever its cues find.
    shutil.copytree(CONFIG, vault.folder / "config")
    before, own, block = codebook.partition("- id: found_one")
    (vault.folder / "config" / "codebook.yaml").write_text(
        before + own + re.sub(r"(?m)^(      (\w+): )\[.*\]$", r"\1[qqqq\2]", block), encoding="utf-8")
    other = Vault(vault.folder, config=vault.folder / "config")
    told = [other.ovoz("code", "--again", one["testimonies"][0], stdin="s\n").stderr
            for one in found["proposals"]]
    assert sorted("not sure: found_one" in one and "gathered under it" in one for one in told) == [
        False, True]

    again = value(vault.ovoz("discover", "--all", "--groups", 2, "--json"))
    assert (again["dismissed"], len(again["proposals"])) == (1, 1)


def test_a_distressing_sentence_is_left_out_of_proposals_until_somebody_asks(filled):  # noqa: F811
    voices = uncovered()
    for one in voices[:24]:
        one["answers"]["change"]["text"] = "beating, " + one["answers"]["change"]["text"]
    vault = filled(voices)
    hard, soft = "was thin and the heater", "certificate expired, the consulate"
    told = talk(vault, "discover", "--all", "--groups", 2, lines=["show", "1", "2", "q"])
    first, asked, *numbers = [" ".join(part.split()) for part in told.split("discover> ")[:4]]
    assert hard not in first and "beating, " not in first and "(left out)" in first and soft in first
    assert re.search(r"places speak of: beating and torture\. They are left out; show brings them\.", first)
    assert hard in asked and "beating, " in asked and "left out" not in asked
    # What is shown after that is left out anew.
    assert hard not in "".join(numbers) and sum("(left out)" in part for part in numbers) == 1
    told = talk(vault, "discover", "--all", "--groups", 2, "--no-blur", lines=["q"])
    assert hard in " ".join(told.split()) and "left out" not in told


def test_what_was_adopted_is_kept_when_somebody_stops_at_the_prompt(filled):  # noqa: F811
    vault = filled(uncovered())
    talk(vault, "discover", "--all", "--groups", 2, "--codebook-out", "none.yaml", lines=["1"],
         stopped_by=signal.SIGINT)
    assert not (vault.folder / "none.yaml").exists()
    talk(vault, "discover", "--all", "--groups", 2, "--codebook-out", "new.yaml", lines=[
        "adopt 1 found_one harmed", "adopt 2 found_two asked"], stopped_by=signal.SIGINT)
    codebook = (vault.folder / "new.yaml").read_text(encoding="utf-8")
    assert codebook.count("- id: found_") == 2
    assert (vault.folder / "new.yaml").stat().st_mode & 0o077 == 0
    assert not (vault.folder / "new.yaml.part").exists()
    expect_error(vault.ovoz("discover", "--all", "--json", "--codebook-out", "new.yaml"), 64, "exists already")


def test_more_groups_than_the_answers_allow_are_refused(filled):  # noqa: F811
    vault = filled(uncovered()[:40])
    told = vault.ovoz("discover", "--all", "--json", "--groups", 9)
    assert told.returncode == 64 and "40 answers cannot be parted into 9 groups" in told.stderr
    assert "--groups 8 at most" in told.stderr and told.stdout == ""
    assert value(vault.ovoz("discover", "--all", "--json", "--groups", 8))["answers"] == 40


def test_few_answers_are_not_compared(filled):  # noqa: F811
    vault = filled(VOICES)
    assert value(vault.ovoz("discover", "--all", "--json"))["proposals"] == []
    assert "nothing stable here" in talk(vault, "discover", "--all", lines=[])


def test_nothing_of_this_leaves_words_on_the_disk(filled):  # noqa: F811  G8
    vault = filled([saying(f"{SENTINEL} {n} blanket thin heater broken nights") for n in range(24)])
    result(vault.ovoz("search", SENTINEL, "--count"))
    result(vault.ovoz("discover", "--json"))
    result(vault.ovoz("stats", "--json"))
    for file in vault.folder.rglob("*"):
        if file.is_file():
            assert SENTINEL.encode() not in file.read_bytes(), file.name
