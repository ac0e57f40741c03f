# SPDX-License-Identifier: Apache-2.0
"""An analyst's first hour on 60 invented testimonies, on a terminal; each screen is kept to be looked at.

    .venv/bin/python Tests/Journey/first_hour.py --out hour [--size 80x24] [--pictures] [--write]

Writes each frame as text (.txt) and as a page that looks as the terminal did (.html); --write renews the
frames that FirstHour.md shows.
"""

import argparse
import hashlib
import os
import re
import shutil
import tempfile
import time
from pathlib import Path

import sealing
from frames import as_page, take_pictures
from machines import CONFIG, PROGRAMS, ROOT, Intake, Vault, day, result
from terminal import Screen
from test_commands import fill
from voices import invented

PASSPHRASE = "many small boats at dawn"
PAGE = ROOT / "Sources" / "Analyst" / "Reading" / "Reading.docc" / "FirstHour.md"
# The prompt counts commands in the terminal's title, so that one that is over can be told from one that has not begun.
PROMPT = r"\[\e]2;at \#\a\]analyst> "


def record(number):
    return hashlib.sha256(b"%d" % number).digest()[:16]


# The one that says most.
LONG = record(max(
    range(60), key=lambda number: sum(len(a["text"]) for a in invented()[number]["answers"].values())
)).hex()[:8]

# The one that gives her name, her village and her telephone.
NAMED = record(5).hex()[:8]


class Hour:
    """A laptop, a terminal, and the frames that were seen."""

    def __init__(self, folder, size=(80, 24), out=None, **environment):
        self.vault, self.out, self.size, self.frames = Vault(folder / "laptop"), out, size, {}
        self.title = None
        self.server = folder / "server"
        (self.vault.folder / "Config").symlink_to(CONFIG)
        self.vault.write_passphrase("pass", PASSPHRASE)
        self.screen = Screen(
            self.vault.folder, size, OVOZ_VAULT="vault", **environment)
        self.screen.type(f"export PATH={PROGRAMS}:$PATH PS1='{PROMPT}'; clear", "Enter")
        self.wait()

    def wait(self, seconds=120):
        """Waits until the shell asks for the next command."""
        end = time.monotonic() + seconds
        while (title := self.screen.tmux("display", "-p", "#{pane_title}")) == self.title or (
                not title.startswith("at ")):
            assert time.monotonic() < end, self.screen.shown()
            time.sleep(0.05)
        self.title = title
        return self.screen.shown()

    def ask(self, command, until=None):
        """Types a command on a clean screen and waits until it shows something, or is over."""
        self.screen.type("clear", "Enter")
        self.wait()
        self.screen.type(command, "Enter")
        return self.screen.until(until, 120) if until else self.wait()

    def do(self, command, unlocked=True):
        """Types a command, and the passphrase as a person does, and waits until it is over."""
        if unlocked:
            self.ask(command, "Passphrase:")
            self.screen.type(PASSPHRASE, "Enter")
        else:
            return self.ask(command)
        return self.wait()

    def enter(self, command, until):
        """Types a command and the passphrase, and waits for what it shows."""
        self.ask(command, "Passphrase:")
        self.screen.type(PASSPHRASE, "Enter")
        return self.screen.until(until, 120)

    def press(self, key, until):
        self.screen.press(key)
        return self.screen.until(until)

    def keep(self, name):
        """Keeps what is shown."""
        shown = self.screen.shown().rstrip("\n")
        self.frames[name] = shown
        if self.out:
            file = f"{len(self.frames):02}-{name}"
            (self.out / f"{file}.txt").write_text(shown + "\n", encoding="utf-8")
            (self.out / f"{file}.html").write_text(as_page(self.screen.drawn()), encoding="utf-8")
        return shown

    def end(self):
        self.screen.end()


# The hour, by what is done in it


def make_a_campaign(hour):
    command = f"ovoz campaign new autumn --opens {day()} --closes {day(5)}"
    hour.ask(command, "Passphrase:")
    hour.screen.type(PASSPHRASE, "Enter")
    hour.screen.until("again:")
    hour.screen.type(PASSPHRASE, "Enter")
    hour.wait()
    hour.keep("campaign")


def receive(hour):
    intake = Intake(hour.server, hour.vault.folder / "autumn.campaign.json")
    intake.start()
    try:
        campaign = intake.campaign()
        # Records with known ids, so that every hour goes through them in one order.
        fill(intake, [
            sealing.seal(campaign, voice, record_id=record(number))
            for number, voice in enumerate(invented())])
        shutil.copy(intake.bundle(), hour.vault.folder / "bundle-1.ovoz")
        key = result(intake.command("key")).strip()
    finally:
        intake.kill()
    hour.do("ovoz inbox import bundle-1.ovoz", unlocked=False)
    hour.keep("too-early")
    hour.do(f'ovoz campaign trust autumn "{key}"', unlocked=False)
    hour.do("ovoz inbox import bundle-1.ovoz", unlocked=False)
    hour.keep("import")


def look_around(hour):
    hour.ask("ovoz list", "Passphrase:")
    hour.screen.type("a wrong one", "Enter")
    hour.screen.until("does not fit")
    hour.screen.type(PASSPHRASE, "Enter")
    hour.wait()
    hour.keep("list")


def redact(hour):
    hour.do("ovoz redact")
    hour.keep("redact-overview")
    hour.enter(f"ovoz redact {NAMED}", "y take out")
    hour.keep("redact")
    hour.press("y", "y take out")
    hour.press("/", "search:")
    hour.screen.type("дӯзандагӣ")
    hour.press("Enter", "Hide more")
    hour.keep("redact-search")
    hour.press("Escape", "y take out")
    hour.press("v", "As it will be read")
    hour.keep("redact-preview")
    hour.press("v", "y take out")
    hour.screen.press("q")
    hour.wait()
    hour.keep("redact-left")


def code(hour):
    hour.enter(f"ovoz code --again {LONG}", "Enter done")
    hour.keep("code")
    hour.press("Enter", "Enter again")
    hour.keep("code-nothing-taken")
    hour.press("a", "not in sight: Tab")
    hour.press("Tab", r"1 \[\+\] Teach")
    hour.keep("code-second-page")
    hour.press("t", "Theme:")
    hour.screen.type("lawyer")
    hour.screen.until("› A free lawyer")
    hour.keep("code-picker")
    hour.press("Escape", "Enter done")
    hour.screen.press("q")
    hour.wait()
    hour.enter("ovoz code", "0 decided")
    hour.screen.press("a")
    hour.press("Enter", "1 decided")
    hour.press("u", "taken back")
    hour.keep("code-taken-back")
    hour.screen.press("q")
    hour.wait()
    hour.keep("code-left")


def count(hour):
    hour.do("yes a | ovoz code --plain --passphrase-file pass >log 2>&1; tail -1 log", unlocked=False)
    hour.do("ovoz stats")
    hour.keep("stats")


def agree(hour):
    """A second reader, who sees less in the first ten."""
    shutil.copytree(hour.vault.folder / "vault", hour.vault.folder / "second")
    for line in hour.vault.list()[:10]:
        hour.vault.ovoz("code", "--again", line["id"], stdin="-misunderstood +stigma\n")
    hour.do("ovoz coding export --vault second --to firuza.coding --as firuza")
    hour.do("ovoz coding import firuza.coding")
    hour.do("ovoz agree")
    hour.keep("agree")
    hour.enter("ovoz agree settle", "settle>")
    hour.keep("settle")
    hour.screen.type("firuza", "Enter")
    hour.screen.until("2 of")
    hour.screen.type("q", "Enter")
    hour.wait()


def look_for_more(hour):
    # With these voices it finds nothing stable, and ends.
    hour.do("ovoz discover --all --codebook-out codebook-2.yaml")
    hour.keep("discover")
    hour.do("ovoz search 'sud*'")
    hour.keep("search")
    hour.do("ovoz saturation")
    hour.keep("saturation")


def preview(hour):
    """As it would be when the campaign is over; the page says that its day is a rehearsal's."""
    hour.do(
        f'ovoz report preview --today {day(7)} --title "Roundtable" --collector "An organisation" | head -18')
    hour.keep("preview")


WHOLE = [make_a_campaign, receive, look_around, redact, code, count, agree, look_for_more, preview]


# The page that shows it


def same(frame):
    """A frame without what is different each time: days, keys, the codebook's digest, the ends of lines."""
    frame = re.sub(r"\d{4}-\d\d-\d\d", "2026-12-01", frame)
    frame = re.sub(r"\d\d? [A-Z][a-z]+ \d{4}", "1 December 2026", frame)
    frame = re.sub(r"\b[0-9a-f]{4}( [0-9a-f]{4}){7}\b", " ".join(["0123"] * 8), frame)
    frame = re.sub(r"begins with [0-9a-f]{12}\b", "begins with 0123456789ab", frame)
    return "\n".join(line.rstrip() for line in frame.rstrip().splitlines())


def on_page():
    """The frames that the page shows, by name."""
    return {name: same(frame) for name, frame in re.findall(
        r"(?ms)^<!-- frame: (\S+) -->\n```\n(.*?)\n```$", PAGE.read_text(encoding="utf-8"))}


def write_page(frames):
    page = re.sub(
        r"(?ms)^<!-- frame: (\S+) -->\n```\n(.*?)\n```$",
        lambda old: f"<!-- frame: {old[1]} -->\n```\n{same(frames[old[1]])}\n```",
        PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(page, encoding="utf-8")


def main():
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", type=Path, help="a new folder for the frames")
    arguments.add_argument("--size", default="80x24")
    arguments.add_argument("--pictures", action="store_true", help="a .png beside each frame")
    arguments.add_argument("--write", action="store_true", help="renew the frames on the page")
    given = arguments.parse_args()
    if given.out:
        given.out.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        hour = Hour(Path(folder), tuple(map(int, given.size.split("x"))), given.out)
        try:
            for part in WHOLE:
                part(hour)
        finally:
            hour.end()
    if given.pictures:
        take_pictures(given.out, os.environ.get("OVOZ_CHROMIUM", "/usr/bin/chromium"))
    if given.write:
        write_page(hour.frames)
    print(f"{len(hour.frames)} frames")


if __name__ == "__main__":
    main()
