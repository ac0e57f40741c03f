# SPDX-License-Identifier: Apache-2.0
"""Deploy/KEY-CEREMONY.md from start to end (G9): its own commands, in its order, on a terminal at which custodians answer."""

import os
import pty
import re
import select
import shutil
import time

import pytest

import machines
from machines import CONFIG, PROGRAMS, ROOT
from test_custody import lines_on

PAGE = ROOT / "Deploy" / "KEY-CEREMONY.md"
# These need a printer and root.
LEFT_OUT = {"systemctl restart cups", "cancel -a -x", "ls /var/spool/cups"}
# One alone is refused: that is the step.
REFUSED = {"ovoz keys join --share /media/1/… -- list": 12}
CAMPAIGN_WORDS = "invented words of the campaign"
QUESTIONS = re.compile(
    r"(?:^|\n)(?:"
    r"(?P<campaign>Passphrase: )|New passphrase of (?P<new>\w+): |(?P<again>The same again: )"
    r"|Passphrase of (?P<custodian>\w+)(?: \(share \d\))?: |line (?P<line>\d): |(?P<session>ovoz demo> )"
    r"|(?P<file>her share file, or nothing to type its digits: )|(?P<name>type the campaign's name to go on: )"
    r"|(?P<bury>\w+), is every copy of share \d destroyed or here\? type your name: )$")


def sections():
    """The commands that each part of the page gives to tick, in order; what else it names is no step."""
    found = {}
    for part in re.split(r"(?m)^##+ ", PAGE.read_text(encoding="utf-8"))[1:]:
        heading, text = part.split("\n", 1)
        steps = "\n".join(line for line in text.splitlines() if line.startswith("- [ ]"))
        commands = re.findall(r"`((?:ovoz|shred|systemctl|cancel|ls) [^`]+)`", steps)
        found[heading.strip()] = [command for command in commands if command not in LEFT_OUT]
    return found


class Ceremony:
    """The laptop, the sticks and the papers, and who answers what she is asked."""

    def __init__(self, vault):
        self.vault, self.folder = vault, vault.folder
        self.names, self.pages, self.said = ["sitora", "firuza", "daler"], {}, ""
        vault.write_passphrase("pass", CAMPAIGN_WORDS)
        # Its form is closed: the ceremony ends in a burial without --early.
        vault.new_campaign(opens=-9, closes=-2)
        (self.folder / "pass").unlink()
        (self.folder / "Config").symlink_to(CONFIG)
        self.shares = self.folder / "shares"

    def words_of(self, name):
        return f"invented words that only {name} knows"

    # Commands

    def settled(self, command):
        """A command of the page with this ceremony's names and places; bash finds the rest of a file's name."""
        command = command.replace("NAME,NAME,NAME", ",".join(self.names))
        command = command.replace("--names …", "--names " + ",".join(self.names))
        command = command.replace("CAMPAIGN", "demo").replace("/media/", "media/")
        for number in (1, 2, 3):
            command = command.replace("--share …", f"--share media/{number}/*", 1)
        assert "CAMPAIGN" not in command and "NAME" not in command
        return command.replace("…", "*")

    def follow(self, commands, **answers):
        """Runs commands of the page one after another; gives what each of them said."""
        return [self.run(self.settled(command), REFUSED.get(command, 0), **answers) for command in commands]

    def run(self, line, code=0, stop_at=None, session=(), files=(), papers=()):
        """Runs a line on a terminal of its own until it ends; Ctrl-C where somebody is to stop it."""
        self.session, self.files, self.lines = list(session), list(files), [
            text for number in papers for text in self.pages[number]]
        environment = machines.CLEAN | {
            "PATH": f"{PROGRAMS}:{machines.CLEAN['PATH']}", "OVOZ_VAULT": "vault", "TERM": "dumb"}
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execve("/bin/bash", ["bash", "-c", line], environment)
        said = self.answer(terminal, stop_at)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.close(terminal)
        assert ended == code if stop_at is None else ended != 0, (line, ended, said)
        return said

    def answer(self, terminal, stop_at):
        """What was said on a terminal until its end, with what was typed."""
        said, answered, end = "", 0, time.monotonic() + 60
        while time.monotonic() < end:
            if not select.select([terminal], [], [], 1)[0]:
                continue
            try:
                said += os.read(terminal, 4096).decode(errors="replace").replace("\r", "")
            except OSError:  # the other side is closed
                return said
            asked = QUESTIONS.search(said, answered)
            if asked:
                answered = len(said)
                stops = stop_at is not None and asked["new"] == stop_at
                os.write(terminal, b"\x03" if stops else (self.reply(asked) + "\n").encode())
        raise AssertionError(f"it waits for something else:\n{said}")

    def reply(self, asked):
        """What the one who is asked types."""
        if asked["campaign"]:
            self.said = CAMPAIGN_WORDS
        elif asked["new"] or asked["custodian"]:
            self.said = self.words_of(asked["new"] or asked["custodian"])
        elif asked["line"]:
            return self.lines.pop(0)
        elif asked["session"]:
            return self.session.pop(0)
        elif asked["file"]:
            return str(self.files.pop(0))
        elif asked["name"]:
            return "demo"
        elif asked["bury"]:
            return asked["bury"]
        return self.said

    # What is done by hand

    def print_pages(self, commands):
        """Each custodian's page is printed, put into an envelope, and its file destroyed."""
        assert [command.split()[0] for command in commands] == ["ovoz", "shred"]
        for number in (1, 2, 3):
            paper, shred = (command.replace("NUMBER", str(number)) for command in commands)
            self.follow([paper])
            self.pages[number] = lines_on(self.folder / f"{number}.html")
            self.follow([shred])
            assert not (self.folder / f"{number}.html").exists()

    def hand_out_sticks(self):
        for number in (1, 2, 3):
            stick = self.folder / "media" / str(number)
            shutil.rmtree(stick, ignore_errors=True)
            stick.mkdir(parents=True)
            (share,) = self.shares.glob(f"*-share-{number}.json")
            shutil.copy2(share, stick)

    def sticks_and_trial(self, page):
        """Parts 3 to 5 of the page."""
        self.print_pages(page["3. Paper"])
        self.hand_out_sticks()
        shred, listing = self.follow(page["4. Sticks"])
        assert list(self.shares.iterdir()) == [] and f"by 2 of 3: {', '.join(self.names)}" in listing
        first, second, third = page["5. Try it, before anything depends on it"]
        assert "opened together by " + ", ".join(self.names[:2]) in self.follow([first])[0]
        assert "opened together by " + ", ".join(self.names[1:]) in self.follow([second], papers=(2, 3))[0]
        assert "1 more share is needed" in self.follow([third])[0]


@pytest.fixture
def ceremony(vault):
    return Ceremony(vault)


def test_every_command_of_the_page_is_run_or_left_out_by_name():
    text = PAGE.read_text(encoding="utf-8")
    assert {command for command in LEFT_OUT if f"`{command}`" not in text} == set()
    assert [heading for heading, commands in sections().items() if commands] == [
        "1. Look at the machine", "2. Split the key", "When it stopped, or ended with an error", "3. Paper",
        "4. Sticks", "5. Try it, before anything depends on it", "Each time you open",
        "When a custodian leaves, or a share is lost or seen by somebody", "The end"]


# G9
def test_the_ceremony_is_held_as_its_page_says(ceremony):
    page = sections()
    doctor, campaign = page["1. Look at the machine"]
    # Swap is this machine's own affair; whatever else the doctor finds fails the step.
    told = ceremony.run(f"{ceremony.settled(doctor)} || true")
    assert [line for line in told.splitlines() if line.startswith("fail") and "swap" not in line] == []
    assert re.search(r"(?:[0-9a-f]{4} ){3}[0-9a-f]{4}", ceremony.follow([campaign])[0])

    # The second custodian's passphrase was short: they stop, look, find that nothing is split, and begin again.
    (split,) = page["2. Split the key"]
    ceremony.run(ceremony.settled(split), stop_at="firuza")
    assert len(list(ceremony.shares.iterdir())) == 1
    listing, _ = ceremony.follow(page["When it stopped, or ended with an error"])
    assert "demo  by one passphrase" in listing and list(ceremony.shares.iterdir()) == []
    assert "demo opens by 2 of 3 custodians" in ceremony.follow([split])[0]
    ceremony.sticks_and_trial(page)

    # A session; the mark that was noted is the one on record.
    join, record, *rest = page["Each time you open"]
    assert rest == []
    told = ceremony.follow([join], session=[record, "quit"])[0]
    number, mark = re.search(r"record (\d+), mark (\S+ \S+): note it", told).groups()
    assert re.search(rf"(?m)^{number}  .*mark {mark}$", told)

    # Daler leaves, Manija comes.
    ceremony.names = ["sitora", "firuza", "manija"]
    reshare, listing = page["When a custodian leaves, or a share is lost or seen by somebody"]
    ceremony.follow([reshare])
    assert "sitora, firuza, manija" in ceremony.follow([listing])[0]
    ceremony.sticks_and_trial(page)

    ledger, bury, access, listing = page["The end"]
    ceremony.follow([ledger], files=sticks(ceremony, 1, 2))
    assert "demo is buried since" in ceremony.follow([bury])[0]
    assert ceremony.follow([access])[0].count("share file wiped  demo") == 3
    assert "demo  never: buried on" in ceremony.follow([listing])[0]


def sticks(ceremony, *numbers):
    """The share files on these sticks, as they are typed."""
    return [next((ceremony.folder / "media" / str(number)).iterdir()) for number in numbers]
