# SPDX-License-Identifier: Apache-2.0
"""Two readers: decisions go from one laptop to another sealed, agreement is measured, disagreement settled."""

import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess

import pytest

from machines import CLEAN, CONFIG, PROGRAMS, Vault, result
from test_commands import SENTINEL, expect_error, filled, voice  # noqa: F401  (a fixture)

THEMES = re.findall(r"(?m)^  - id: (\w+)$", (CONFIG / "codebook.yaml").read_text(encoding="utf-8"))
FLAGS = ("--vault", "vault", "--passphrase-file", "pass", "--config", str(CONFIG))


def on_terminal(vault, *arguments, typed):
    """What a person sees on a terminal who types these lines."""
    leader, follower = pty.openpty()
    program = subprocess.Popen(
        [PROGRAMS / "ovoz", *arguments, *FLAGS], cwd=vault.folder, env=CLEAN | {"NO_COLOR": "1"},
        stdin=follower, stdout=follower, stderr=follower)
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
    assert sorted(value["coders"]) == ["firuza", "here"] and value["differing"] == 2
    codes = {line["code"]: line for line in value["codes"]}
    assert codes["punished"]["alpha"] == 1 and not codes["punished"]["needsPerson"]
    # Two of six differ; by hand: observed 2/6, expected 2·4·8/(12·11).
    assert abs(codes["stigma"]["alpha"] - (1 - (2 / 6) / (64 / 132))) < 1e-9
    assert codes["stigma"]["needsPerson"] and codes["stigma"]["units"] == 6
    shown = result(sitora.ovoz("agree"))
    assert "! stigma" in shown and "\x1b" not in shown and shown.isascii()


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


def test_the_machine_is_one_more_coder(two):
    sitora, _ = two
    decide(sitora, [["stigma"], [], [], [], [], ["stigma"]])
    value = json.loads(result(sitora.ovoz("agree", "--machine", "--json")))["value"]
    assert value["coders"] == ["here", "machine"]
    stigma = {line["code"]: line for line in value["codes"]}["stigma"]
    assert stigma["units"] == 6 and stigma["needsPerson"]


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
