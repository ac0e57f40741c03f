# SPDX-License-Identifier: Apache-2.0
"""The completions of both programs in real shells, from the places where the packages put them."""

import json
import re
import shutil
import subprocess

import pytest

from machines import CLEAN, PROGRAMS, ROOT, result, run
from terminal import Screen

NAMES = ("ovoz", "ovoz-intake")
# Each begins with nothing of the machine's own: no settings, no greeting, and in fish no text that was not asked for.
START = {
    "zsh": ["zsh -f -i", "PS1='zsh> ' fpath=($SHARE/zsh/vendor-completions $fpath)",
            "autoload -Uz compinit && compinit -u -D"],
    "fish": ["fish --private -C 'set -g fish_greeting; set -g fish_autosuggestion_enabled 0;"
             " function fish_prompt; printf \"fish> \"; end'"],
}
PLACE = {"zsh": "zsh/vendor-completions/_{}", "fish": "fish/vendor_completions.d/{}.fish"}


class Shell:
    """A shell in a folder with two files and two folders."""

    def __init__(self, name, folder):
        self.name, home = name, folder / "home"
        for made in (home / "plain" / "inner", home / "sub dir"):
            made.mkdir(parents=True)
        for made in ("alpha.json", "be ta.txt"):
            (home / made).touch()
        for program in NAMES:
            file = folder / "share" / PLACE[name].format(program)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(subprocess.run([ROOT / "Deploy" / "completion", PROGRAMS / program, name],
                                           capture_output=True, text=True, check=True).stdout)
        share = str(folder / "share")
        # Wide and high: a list that does not fit is asked about first.
        places = {"PATH": f"{PROGRAMS}:{CLEAN['PATH']}", "HOME": str(home), "SHARE": share,
                  "XDG_DATA_DIRS": f"{share}:/usr/share"}
        self.environment = {**CLEAN, **places}
        self.screen = Screen(folder, (200, 90), **places)
        self.screen.type("cd", "Enter")
        for line in START[name]:
            self.screen.type(line, "Enter")
        # What is typed before the shell reads keys itself may be lost.
        self.screen.until(rf"(?m)^{name}> *$")

    def empty(self):
        # First what was typed, then what stands below it.
        self.screen.press("C-c")
        self.screen.press("C-u")
        self.screen.type("clear", "Enter")
        self.screen.until(rf"\A\s*{self.name}>\s*\Z")

    def complete(self, typed, shown):
        """Presses Tab after what is typed; what is shown once it is this, a regular expression."""
        self.empty()
        self.screen.type(typed, "Tab")
        return self.screen.until(shown, seconds=20)


@pytest.fixture(scope="module", params=list(START))
def shell(request, tmp_path_factory):
    for needed in (request.param, "tmux"):
        if not shutil.which(needed):
            pytest.skip(f"no {needed}")
    shell = Shell(request.param, tmp_path_factory.mktemp(request.param))
    yield shell
    shell.screen.end()


@pytest.mark.parametrize("typed, completed", [
    ("ovoz cam", "ovoz campaign"),
    ("ovoz campaign ne", "ovoz campaign new"),
    ("ovoz verify-page --manif", "ovoz verify-page --manifest"),
    ("ovoz campaign new --ou", "ovoz campaign new --out"),
    ("ovoz search words --unc", "ovoz search words --uncoded"),
    ("ovoz --vers", "ovoz --version"),
    ("ovoz campaign new --out al", "ovoz campaign new --out alpha.json"),
    ("ovoz campaign new --out be", r"ovoz campaign new --out be\ ta.txt"),
    ("ovoz list --vault pl", "ovoz list --vault plain/"),
    ("ovoz list --vault plain/", "ovoz list --vault plain/inner/"),
    ("ovoz list --vault ~/pl", "ovoz list --vault ~/plain/"),
    (r"ovoz list --vault sub\ d", r"ovoz list --vault sub\ dir/"),
    ('ovoz list --vault "sub d', 'ovoz list --vault "sub dir/'),
    ("ovoz codebook export --format q", "ovoz codebook export --format qdc"),
    ("ovoz-intake man", "ovoz-intake manifest"),
    ("ovoz-intake form --stand", "ovoz-intake form --standalone"),
    ("ovoz-intake check --settings al", "ovoz-intake check --settings alpha.json"),
    ("ovoz-intake submit al", "ovoz-intake submit alpha.json"),
])
def test_tab_finishes_a_word(shell, typed, completed):
    # A regular expression that stops where the word stops: nothing after it but a space.
    shell.complete(typed, rf"(?m)^{shell.name}> {re.escape(completed)}\s*$")


def test_fish_finishes_a_folder_after_an_equals_sign(shell):
    if shell.name != "fish":
        pytest.skip("zsh completes what stands in a word of its own")
    shell.complete("ovoz list --vault=pl", r"fish> ovoz list --vault=plain/\s")


def test_a_folder_is_asked_for_and_only_folders_are_shown(shell):
    shown = shell.complete("ovoz list --vault ", r"(?s)plain/.*sub\\? dir/")
    assert "alpha.json" not in shown and "be ta" not in shown
    shown = shell.complete("ovoz campaign new --out ", r"(?s)alpha\.json.*plain/")
    assert re.search(r"be\\? ta\.txt", shown) and re.search(r"sub\\? dir/", shown)


def test_values_are_those_that_the_command_takes(shell):
    shown = shell.complete("ovoz codebook export --format ", r"\bifrc\b")
    assert {"qdc", "json"} <= set(shown.split()) and "alpha.json" not in shown


@pytest.mark.parametrize("typed, explained", [
    ("ovoz campaign ", "Show a campaign's dates and the fingerprint to announce."),
    ("ovoz agree ", "Print the figures; the same as `ovoz agree`."),
    ("ovoz campaign new --", "The vault's folder. Default: $OVOZ_VAULT, else $XDG_DATA_HOME/ovoz, else"),
    ("ovoz-intake slips --", "The texts. [default: slips.yaml beside the settings file]"),
])
def test_explanations_stand_as_they_were_written(shell, typed, explained):
    # Apostrophes, backquotes, dollars, brackets and colons all mean something to a shell.
    shell.complete(typed, re.escape(explained))


def commands(command, path=()):
    """Each command below, with its visible options and the commands in it."""
    path = (*path, command["commandName"])
    inner = [below for below in command.get("subcommands") or [] if below["commandName"] != "help"]
    options = [f"--{name['name']}" for argument in command.get("arguments") or []
               if argument.get("shouldDisplay", True)
               for name in argument.get("names") or [] if name["kind"] == "long"]
    yield " ".join(path), options, [below["commandName"] for below in inner]
    for below in inner:
        yield from commands(below, path)


@pytest.mark.parametrize("program", NAMES)
def test_every_command_shows_its_options_and_commands(shell, program):
    said = json.loads(result(run(program, "--experimental-dump-help", folder="/")))["command"]
    wanted = {typed: words for path, options, inner in commands(said)
              for typed, words in ((f"{path} --", options), (f"{path} ", inner)) if len(words) > 1}
    assert len(wanted) > 10
    if shell.name == "fish":
        # Without keys: a second for each list that fish draws is a long time.
        ask = "for typed in $argv; echo \"> $typed\"; complete -C $typed; end"
        answer = subprocess.run(["fish", "--private", "-c", ask, *wanted], env=shell.environment, cwd="/",
                                capture_output=True, text=True, timeout=300)
        assert answer.returncode == 0 and not answer.stderr, answer.stderr
        for block in re.split(r"(?m)^> ", answer.stdout)[1:]:
            typed, *lines = block.splitlines()
            shown = {line.split("\t")[0] for line in lines}
            assert set(wanted[typed]) <= shown, typed
        return
    for typed, words in wanted.items():
        each = "".join(rf"(?=.*(?<![\w-]){re.escape(word)}(?![\w-]))" for word in words)
        shell.complete(typed, rf"(?s)\A{each}")
