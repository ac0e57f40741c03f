# SPDX-License-Identifier: Apache-2.0
"""Two readers: decisions go from one laptop to another sealed, agreement is measured, disagreement settled."""

import fcntl
import hashlib
import json
import os
import pty
import re
import shutil
import sqlite3
import struct
import subprocess
import termios

import pytest

from coding import coding_file
from machines import CLEAN, CONFIG, PROGRAMS, Vault, result, run
from test_commands import SENTINEL, expect_error, filled, voice  # noqa: F401  (a fixture)

THEMES = re.findall(r"(?m)^  - id: (\w+)$", (CONFIG / "codebook.yaml").read_text(encoding="utf-8"))
FLAGS = ("--vault", "vault", "--passphrase-file", "pass")


def on_terminal(vault, *arguments, typed, config=CONFIG, columns=80, stdin=None, stderr=None):
    """What a person sees on a terminal who types these lines; two files may stand in its place."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    program = subprocess.Popen(
        [PROGRAMS / "ovoz", *arguments, *FLAGS, "--config", str(config)], cwd=vault.folder,
        env=CLEAN | {"NO_COLOR": "1"},
        stdin=stdin or follower, stdout=follower, stderr=stderr or follower)
    os.close(follower)
    os.write(leader, typed.encode())
    seen = b""
    while True:
        try:
            part = os.read(leader, 4096)
        except OSError:
            break
        if not part:
            break
        seen += part
    return program.wait(), seen.decode()


def decide(vault, decisions):
    """Gives each testimony, in the order of its id, exactly these themes, whatever is proposed."""
    for record, themes in zip(sorted(line["id"] for line in vault.list()), decisions):
        wish = " ".join(f"{'+' if theme in themes else '-'}{theme}" for theme in THEMES)
        result(vault.ovoz("code", "--again", record, stdin=f"{wish}\n"))


@pytest.fixture
def two(filled, scratch):  # noqa: F811
    """Two laptops with the same campaign and six testimonies, whose words propose nothing."""
    sitora = filled([voice(n) for n in range(6)])
    shutil.copytree(sitora.folder, scratch / "second")
    return sitora, Vault(scratch / "second")


def exchange(sitora, firuza):
    result(firuza.ovoz("coding", "export", "--to", "firuza.coding", "--as", "firuza"))
    shutil.copy(firuza.folder / "firuza.coding", sitora.folder)
    return sitora.ovoz("coding", "import", "firuza.coding")


def test_figures_are_those_of_the_two_who_decided(two):
    sitora, firuza = two
    proposed = {line["id"]: line for line in sitora.list()}
    assert len(proposed) == 6
    decide(sitora, [["punished"], ["punished"], ["stigma"], ["stigma"], [], []])
    decide(firuza, [["punished"], ["punished"], ["stigma"], [], [], ["stigma"]])
    assert result(exchange(sitora, firuza)) == "6 decisions of firuza\n"
    told = json.loads(result(sitora.ovoz("agree", "--json")))
    assert told["schema"] == "ovoz.agreement"
    value = told["value"]
    assert value["codebook"]["hash"] == hashlib.sha256((CONFIG / "codebook.yaml").read_bytes()).hexdigest()
    assert sorted(value["coders"]) == ["firuza", "here"] and value["differing"] == 2
    codes = {line["code"]: line for line in value["codes"]}
    assert codes["punished"]["alpha"] == 1 and not codes["punished"]["needsPerson"]
    # Two of six differ; by hand: observed 2/6, expected 2·4·8/(12·11).
    assert abs(codes["stigma"]["alpha"] - (1 - (2 / 6) / (64 / 132))) < 1e-9
    assert codes["stigma"]["needsPerson"] and codes["stigma"]["units"] == 6
    shown = result(sitora.ovoz("agree"))
    assert "! stigma" in shown and "\x1b" not in shown and shown.isascii()
    version, book_hash = value["codebook"]["version"], value["codebook"]["hash"]
    last = f"codebook: version {version}, SHA-256 begins with {book_hash[:12]}"
    assert shown.splitlines()[-1] == last


def test_the_file_is_sealed_and_opens_in_no_other_campaign(two, scratch):  # G8 G12
    sitora, firuza = two
    decide(firuza, [["punished"]] * 6)
    assert result(exchange(sitora, firuza)).startswith("6 ")
    file = (firuza.folder / "firuza.coding").read_bytes()
    for word in (b"firuza", b"punished", SENTINEL.encode()):
        assert word not in file
    changed = bytearray(file)
    changed[100] ^= 1
    (sitora.folder / "changed.coding").write_bytes(changed)
    expect_error(sitora.ovoz("coding", "import", "changed.coding"), 30, "does not open")
    other = Vault(scratch / "other")
    other.new_campaign()
    shutil.copy(firuza.folder / "firuza.coding", other.folder)
    expect_error(other.ovoz("coding", "import", "firuza.coding"), 30, "another campaign")


def test_nobody_is_compared_with_herself(two):
    sitora, firuza = two
    decide(sitora, [["stigma"]] * 6)
    decide(firuza, [["stigma"]] * 6)
    result(sitora.ovoz("coding", "export", "--to", "own.coding", "--as", "firuza"))
    expect_error(exchange(sitora, firuza), 20, "so are this vault's")
    expect_error(sitora.ovoz("agree"), 10, "fewer than two coders")


def test_disagreement_is_settled_on_a_terminal_and_counts_from_then_on(two):
    sitora, firuza = two
    decide(sitora, [["punished"], ["stigma"], [], [], [], []])
    decide(firuza, [["punished", "stigma"], [], [], [], [], []])
    result(exchange(sitora, firuza))
    expect_error(sitora.ovoz("agree", "settle"), 64, "words go to a terminal only")
    code, seen = on_terminal(sitora, "agree", "settle", typed="firuza\n=\n")
    assert code == 0 and "2 settled, 0 waiting" in seen
    assert SENTINEL in seen and "+ firuza" in seen and "- here" in seen
    value = json.loads(result(sitora.ovoz("agree", "--json")))["value"]
    # What each had decided stays, so that agreement is still measured on it.
    assert value["differing"] == 2 and value["unsettled"] == 0
    first = sorted(line["id"] for line in sitora.list())[0]
    result(sitora.ovoz("code", "--again", first, stdin="+helped_health\n"))
    assert json.loads(result(sitora.ovoz("agree", "--json")))["value"]["unsettled"] == 1


def test_what_is_distressing_is_left_out_of_settling_until_somebody_asks(filled, scratch):  # noqa: F811
    voices = [voice(n) for n in range(2)]
    for one in voices:
        one["answers"]["change"]["text"] = "They beat me with a cable. Then I slept in a kitchen."
    sitora = filled(voices)
    shutil.copytree(sitora.folder, scratch / "second")
    firuza = Vault(scratch / "second")
    decide(sitora, [["punished"], []])
    decide(firuza, [["stigma"], []])
    result(exchange(sitora, firuza))
    code, seen = on_terminal(sitora, "agree", "settle", typed="show\nq\n")
    first, asked, _ = seen.split("settle> ")
    assert code == 0 and "(left out) Then I slept in a kitchen." in first and "cable" not in first
    assert "One sentence speaks of: beating and torture. It is left out; show brings it." in first
    assert "They beat me with a cable. Then I slept" in asked and "left out" not in asked
    code, seen = on_terminal(sitora, "agree", "settle", "--no-blur", typed="firuza\n")
    assert code == 0 and "They beat me with a cable." in seen and "left out" not in seen
    assert "1 settled, 0 waiting" in seen


@pytest.fixture
def hasty(scratch):
    """A configuration that locks after the shortest time there is, one minute."""
    folder = scratch / "hasty"
    shutil.copytree(CONFIG, folder)
    file = folder / "distress.yaml"
    file.write_text(re.sub(r"(?m)^lock_minutes: .*", "lock_minutes: 1", file.read_text()))
    return folder


def expect_locked(code, seen):
    """It ended as the full screen does, and no word is left on the terminal."""
    assert code == 0 and "locked, since nobody pressed a key; everything is stored" in seen
    cleared = seen.rindex("\x1b[3J")
    assert seen.rindex(SENTINEL) < cleared < seen.index("locked, since")


def test_coding_line_by_line_locks_when_nobody_types_and_keeps_what_was_noted(two, hasty):  # G8
    sitora, _ = two
    record = sorted(line["id"] for line in sitora.list())[0]
    code, seen = on_terminal(
        sitora, "code", "--plain", "--again", record, typed="p 1 stigma\n", config=hasty)
    expect_locked(code, seen)
    assert "0 decided, 1 waiting" in seen
    told = sitora.ovoz("code", "--again", record, stdin="").stderr
    assert "begun: stigma" in told and "passage: 1 stigma" in told


def test_settling_locks_when_nobody_types_and_keeps_what_was_settled(two, hasty):  # G8
    sitora, firuza = two
    decide(sitora, [["punished"], ["stigma"], [], [], [], []])
    decide(firuza, [["punished", "stigma"], [], [], [], [], []])
    result(exchange(sitora, firuza))
    code, seen = on_terminal(sitora, "agree", "settle", typed="firuza\n", config=hasty)
    expect_locked(code, seen)
    assert "1 settled, 1 waiting" in seen
    assert json.loads(result(sitora.ovoz("agree", "--json")))["value"]["unsettled"] == 1


def test_what_was_settled_is_taken_back_and_settled_again(two):
    sitora, firuza = two
    decide(sitora, [["punished"], ["stigma"], [], [], [], []])
    decide(firuza, [["punished", "stigma"], [], [], [], [], []])
    result(exchange(sitora, firuza))
    first, second, third = sorted(line["id"] for line in sitora.list())[:3]
    code, seen = on_terminal(sitora, "agree", "settle", typed="u\nfiruza\nu\nhere\nq\n")
    assert code == 0 and "1 settled, 1 waiting" in seen
    assert "nothing is left to undo" in seen and "taken back" in seen
    assert f"{first[:8]}  1 of 2" in seen and f"{second[:8]}  2 of 2" in seen
    assert counted(sitora) == {"punished": 1, "stigma": 1}
    code, seen = on_terminal(sitora, "agree", "settle", "--again", first[:8], typed="firuza\n")
    assert code == 0 and "settled before: punished" in seen and "1 settled, 0 waiting" in seen
    assert counted(sitora) == {"punished": 1, "stigma": 2}
    code, seen = on_terminal(sitora, "agree", "settle", "--again", third, typed="")
    assert code == 10 and "coders do not differ on this testimony" in seen
    code, _ = on_terminal(sitora, "agree", "settle", "--names", "xx", typed="")
    assert code == 64


def test_settling_takes_spaces_at_the_end_and_shows_the_question(two):
    sitora, firuza = two
    decide(sitora, [["punished"], ["stigma"], [], [], [], []])
    decide(firuza, [["punished", "stigma"], [], [], [], [], []])
    result(exchange(sitora, firuza))
    question = re.search(
        r"(?ms)- id: change$.*?^ +en: (.*?)$", (CONFIG / "form.yaml").read_text(encoding="utf-8"))[1]
    code, seen = on_terminal(sitora, "agree", "settle", "--names", "en", typed="firuza \n q  \n")
    assert code == 0 and "1 settled, 1 waiting" in seen
    assert question.strip("\"' ")[:30] in seen and "\nchange\r" not in seen
    code, seen = on_terminal(sitora, "agree", "settle", typed="= \n")
    assert code == 0 and "1 settled, 0 waiting" in seen


@pytest.mark.parametrize("command, first", [
    (("code",), "a  "), (("discover",), "NUMBER"), (("agree", "settle"), "NAME")])
def test_no_row_of_keys_in_a_help_page_is_broken(scratch, command, first):
    shown = run("ovoz", *command, "--help", folder=scratch).stdout
    rows = re.search(rf"(?ms)^  {re.escape(first)}.*?(?=^$)", shown)[0].splitlines()
    for row in rows:
        assert len(row) <= 78 and re.match(r" {2,}\S", row), row
        # One key a row: what it does stands behind it, and nothing behind that.
        assert len(re.split(r" {2,}", row.strip())) <= 2, row
    assert len(rows) >= 6


def counted(vault):
    themes = json.loads(result(vault.ovoz("stats", "--json")))["value"]["themes"]
    return {theme: count for theme, count in themes.items() if count}


def test_whoever_codes_otherwise_after_a_settling_is_counted_and_looked_at_again(two):
    sitora, firuza = two
    decide(sitora, [["punished"], [], [], [], [], []])
    decide(firuza, [["stigma"], [], [], [], [], []])
    result(exchange(sitora, firuza))
    code, _ = on_terminal(sitora, "agree", "settle", typed="firuza\n")
    assert code == 0
    assert counted(sitora) == {"stigma": 1}
    first = sorted(line["id"] for line in sitora.list())[0]
    result(sitora.ovoz("code", "--again", first, stdin="+helped_health\n"))
    assert json.loads(result(sitora.ovoz("agree", "--json")))["value"]["unsettled"] == 1
    assert counted(sitora) == {"helped_health": 1, "punished": 1}


def test_what_was_decided_with_an_older_codebook_stands_against_no_settlement(two, scratch):
    """Sitora coded before the codebook changed, and settles afterwards what her colleagues decided."""
    sitora, firuza = two
    decide(sitora, [["punished"]] * 6)
    shutil.copytree(CONFIG, scratch / "changed")
    with (scratch / "changed" / "codebook.yaml").open("a") as file:
        file.write("# A word more.\n")
    shutil.copytree(firuza.folder, scratch / "third")
    daler = Vault(scratch / "third")
    for vault, name, themes in ((firuza, "firuza", ["stigma"]), (daler, "daler", [])):
        vault.config = scratch / "changed"
        decide(vault, [themes, *[[]] * 5])
        result(vault.ovoz("coding", "export", "--to", f"{name}.coding", "--as", name))
        shutil.copy(vault.folder / f"{name}.coding", sitora.folder)
    sitora.config = scratch / "changed"
    for name in ("firuza", "daler"):
        result(sitora.ovoz("coding", "import", f"{name}.coding"))
    code, seen = on_terminal(sitora, "agree", "settle", typed="firuza\n", config=sitora.config)
    assert code == 0 and "1 settled, 0 waiting" in seen
    assert counted(sitora) == {"stigma": 1}


def test_a_colleague_keeps_her_name_and_what_she_had_decided(two):
    sitora, firuza = two
    decide(sitora, [["stigma"]] * 6)
    decide(firuza, [["punished"], [], [], [], [], []])
    assert result(exchange(sitora, firuza)) == "6 decisions of firuza\n"
    expect_error(
        sitora.ovoz("coding", "export", "--to", "mine.coding", "--as", "firuza"), 20, "is a colleague")
    for name in ("machine", "s", "q", "u", "show"):
        finished = sitora.ovoz("coding", "export", "--to", "mine.coding", "--as", name)
        assert finished.returncode == 64 and "a meaning of its own" in finished.stderr
    assert not (sitora.folder / "mine.coding").exists()
    assert "here  6 decisions" in result(sitora.ovoz("coding", "list"))
    # A file of the same name with less in it: an older one, or somebody else's.
    first = sorted(line["id"] for line in firuza.list())[0]
    other = Vault(firuza.folder.parent / "third")
    shutil.copytree(sitora.folder / "vault", other.folder / "vault")
    other.write_passphrase("pass", other.PASSPHRASE)
    with sqlite3.connect(other.folder / "vault" / "vault.sqlite") as database:
        database.execute("DELETE FROM decision WHERE record != ?", (bytes.fromhex(first),))
        database.execute("DELETE FROM coding")
    result(other.ovoz("coding", "export", "--to", "less.coding", "--as", "firuza"))
    less = other.folder / "less.coding"
    expect_error(sitora.ovoz("coding", "import", less), 20, "5 of 6 decisions that firuza had made")
    assert "firuza  6 decisions" in result(sitora.ovoz("coding", "list"))
    assert result(sitora.ovoz("coding", "import", less, "--replace")) == "1 decisions of firuza\n"
    expect_error(
        sitora.ovoz("coding", "export", "--to", "nowhere/mine.coding", "--as", "sitora"), 1, "cannot be written")


def sheet(vault, name, decisions, codebook=None):
    """A file of one coder, with these themes for the testimonies in the order of their ids."""
    book = codebook or hashlib.sha256((CONFIG / "codebook.yaml").read_bytes()).hexdigest()
    ids = sorted(line["id"] for line in vault.list())
    content = {"coder": name, "codebookHash": book, "decisions": {
        record: {"themes": themes, "codebookHash": book} for record, themes in zip(ids, decisions)}}
    (vault.folder / "sheet.coding").write_bytes(coding_file(vault, content))
    return vault.folder / "sheet.coding"


def test_another_persons_file_of_the_same_name_takes_no_place_unasked(two):
    sitora, _ = two
    first = [["stigma"], ["punished"], ["stigma"]]
    result(sitora.ovoz("coding", "import", sheet(sitora, "firuza", first)))
    other = sheet(sitora, "firuza", [["punished"], [], []] + [["stigma"]] * 3)
    expect_error(sitora.ovoz("coding", "import", other), 20, "3 of 3 decisions of firuza are different now")
    assert "firuza  3 decisions" in result(sitora.ovoz("coding", "list"))
    taken = sitora.ovoz("coding", "import", other, "--replace")
    assert result(taken) == "6 decisions of firuza\n" and "3 of 3 earlier ones are different" in taken.stderr
    # One changed mind is usual, and said.
    again = sitora.ovoz("coding", "import", sheet(sitora, "firuza", [["punished"], ["stigma"], []] + [["stigma"]] * 3))
    assert result(again) == "6 decisions of firuza\n" and "1 of 6 earlier ones are different" in again.stderr


def test_one_person_under_two_names_is_warned_of(two):
    sitora, firuza = two
    decisions = [["stigma"], ["punished"], ["stigma", "punished"], ["stigma"], ["punished"], []]
    decide(firuza, decisions)
    first = firuza.ovoz("coding", "export", "--to", "one.coding", "--as", "firuza")
    again = firuza.ovoz("coding", "export", "--to", "two.coding", "--as", "firuza2")
    assert "warning" not in first.stderr and "by the name firuza until now" in again.stderr
    kept = firuza.ovoz("coding", "export", "--to", "three.coding", "--as", "firuza2")
    assert result(kept) and "until now" not in kept.stderr
    one = sitora.ovoz("coding", "import", firuza.folder / "one.coding")
    both = sitora.ovoz("coding", "import", firuza.folder / "two.coding")
    assert "two names" not in one.stderr
    assert "firuza2 decided everything as firuza did" in both.stderr and result(both) == "6 decisions of firuza2\n"


def test_what_was_decided_with_another_codebook_is_taken_in_and_said_to_count_for_nothing(two):
    sitora, _ = two
    taken = sitora.ovoz("coding", "import", sheet(sitora, "firuza", [["stigma"]] * 6, codebook="0" * 64))
    assert result(taken) == "6 decisions of firuza\n"
    assert "taken in, but 6 of 6 do not count: another codebook" in taken.stderr


def test_figures_fit_a_narrow_terminal(two):
    sitora, firuza = two
    decide(sitora, [["punished"], ["punished"], ["stigma"], ["stigma"], [], []])
    decide(firuza, [["punished"], ["punished"], ["stigma"], [], [], ["stigma"]])
    result(exchange(sitora, firuza))
    code, seen = on_terminal(sitora, "agree", typed="", columns=40)
    lines = seen.replace("\r", "").split("\n")
    assert code == 0 and all(len(line) <= 40 for line in lines)
    place = lines.index("stigma")
    assert lines[place + 1] == "  6 units, 67 % agree" and lines[place + 3] == "  Cohen .25, Fleiss .25"
    assert re.fullmatch(r"  alpha \.31, 95 %: \S+ to \S+", lines[place + 2])


def test_a_seed_under_0_is_named(two):
    finished = two[0].ovoz("agree", "--seed", "-1")
    assert finished.returncode == 64 and "-1" in finished.stderr and "Missing" not in finished.stderr


def test_what_coders_did_not_agree_on_is_given_by_a_person_alone(server, filled, scratch):  # noqa: F811
    """As `ovoz agree` says, also when the colleague's decisions are not there any more."""
    again = "I had to tell it again to five different people, and nobody had an interpreter."
    voices = [voice(n) for n in range(6)]
    for one in voices[:2]:
        one["answers"]["change"]["text"] = again
    sitora = filled(voices)
    shutil.copytree(sitora.folder, scratch / "second")
    firuza = Vault(scratch / "second")
    ids = sorted(line["id"] for line in sitora.list())
    told = [record for record in ids if again in sitora.read(record)]
    decide(sitora, [["ask_safe_interview"] if record in told else [] for record in ids])
    decide(firuza, [["ask_safe_interview"] if record not in told else [] for record in ids])
    assert "ask_safe_interview" in sitora.ovoz("code", "--again", told[0], stdin="").stderr
    result(exchange(sitora, firuza))
    assert "! ask_safe_interview" in result(sitora.ovoz("agree"))
    for _ in range(2):
        shown = sitora.ovoz("code", "--again", told[0], stdin="").stderr
        assert "readers disagree: ask_safe_interview" in shown
        sitora.ovoz("coding", "forget", "firuza")


def test_with_two_people_the_machine_changes_no_mark(two):
    sitora, firuza = two
    decide(sitora, [["stigma"]] * 3 + [[]] * 3)
    decide(firuza, [["stigma"]] * 3 + [[]] * 3)
    result(exchange(sitora, firuza))
    for options in ([], ["--machine"], []):
        value = json.loads(result(sitora.ovoz("agree", "--json", *options)))["value"]
        assert not {line["code"]: line for line in value["codes"]}["stigma"]["needsPerson"]


def test_after_a_change_of_the_codebook_it_is_said_what_is_left_out(two, scratch):
    sitora, _ = two
    decide(sitora, [["stigma"]] * 6)
    shutil.copytree(CONFIG, scratch / "changed")
    with (scratch / "changed" / "codebook.yaml").open("a") as file:
        file.write("# A word more.\n")
    sitora.config = scratch / "changed"
    listed = sitora.ovoz("coding", "list")
    assert result(listed) == "" and "6 decisions were made with another codebook" in listed.stderr


def test_the_machine_is_one_more_coder(two):
    sitora, _ = two
    decide(sitora, [["stigma"], [], [], [], [], ["stigma"]])
    value = json.loads(result(sitora.ovoz("agree", "--machine", "--json")))["value"]
    assert value["coders"] == ["here", "machine"]
    stigma = {line["code"]: line for line in value["codes"]}["stigma"]
    # One person and a tool are no two readers: that marks nothing, then or later.
    # Where the tool is not sure it has not judged.
    assert 0 < stigma["units"] <= 6 and stigma["alpha"] < 0.67 and not stigma["needsPerson"]
    assert value["toolDiffers"] == ["stigma"]
    shown = result(sitora.ovoz("agree", "--machine"))
    assert "you and the tool do not agree on: stigma" in shown and "coders do not agree" not in shown


def test_what_the_tool_is_not_sure_of_is_no_judgement_of_it(server, filled):  # noqa: F811
    """Two of ten with these words have the theme: the tool shows it as not sure, neither given nor left out."""
    words = "I had to tell it again to five different people, and nobody had an interpreter."
    voices = [voice(n) for n in range(10)]
    for number, one in enumerate(voices):
        one["answers"]["change"]["text"] = f"{words} Number {number}."
    sitora = filled(voices)
    decide(sitora, [["ask_safe_interview"]] * 2 + [[]] * 8)
    value = json.loads(result(sitora.ovoz("agree", "--machine", "--json")))["value"]
    codes = {line["code"]: line["units"] for line in value["codes"]}
    assert codes["ask_safe_interview"] < 5 and codes["punished"] == 10


def test_a_colleague_is_listed_and_forgotten(two):
    sitora, firuza = two
    decide(firuza, [["stigma"]] * 6)
    result(exchange(sitora, firuza))
    assert result(sitora.ovoz("coding", "list")) == "firuza  6 decisions\n"
    assert result(sitora.ovoz("coding", "forget", "firuza")) == "forgotten\n"
    assert result(sitora.ovoz("coding", "list")) == ""
    expect_error(sitora.ovoz("coding", "forget", "firuza"), 10)


def test_whoever_withdrew_is_not_brought_back_by_a_colleagues_file(server, two):  # G6
    # Withdrawal itself is shown in test_withdrawal.py; here a record is missing as after one.
    sitora, firuza = two
    decide(firuza, [["stigma"]] * 6)
    with sqlite3.connect(sitora.folder / "vault" / "vault.sqlite") as database:
        database.execute("DELETE FROM testimony WHERE record = (SELECT min(record) FROM testimony)")
    finished = exchange(sitora, firuza)
    assert result(finished) == "5 decisions of firuza\n"
    assert "1 are about testimonies that are not in this vault" in finished.stderr
