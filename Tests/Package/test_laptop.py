# SPDX-License-Identifier: Apache-2.0
"""An analyst's laptop with swap on its disk: what a session leaves there, looked for in every byte of both (G8).

Needs root, and the packages in the folder that OVOZ_PACKAGES names. Deploy/test-machine runs it.
"""

import json
import mmap
import os
import pty
import random
import shutil
import sys
import time
from pathlib import Path

import pytest

from installing import ROOT, package
from machine import Machine, quietly

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Journey"))
import machines  # noqa: E402
import sealing  # noqa: E402
from test_forensics_analyst import ALTERNATE, read_until  # noqa: E402

# A long word that nothing else has; and one that another program holds in its memory, to show that looking finds.
SENTINEL, PLANTED = "Larkspurquern", "Quernlarkspur"
TOLD = "was not believed"
ANSWER = f"{SENTINEL} {TOLD}, and {SENTINEL} had to tell it again and again."
# More than the machine has, so that whatever may go to the disk goes there.
PRESSURE = f"""perl -e 'my @a; for (1..1500) {{ push @a, "{PLANTED[:5]}" . "{PLANTED[5:]} " . ("x" x 1000000) }} sleep 3'"""
ANALYST = "runuser -l nilufar -c"
CUTS = int(os.environ.get("OVOZ_CUTS", "10"))
IN_A_BUNDLE = 200


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """What the analyst's home folder begins with: a vault with one testimony, and one that waits for a bundle."""
    folder = tmp_path_factory.mktemp("made")
    vault = machines.Vault(folder / "home")
    intake = machines.Intake(folder / "intake", vault.new_campaign())
    intake.set("uninvitedBurst", 100_000)
    intake.start()
    vault.trust(intake)
    shutil.copytree(vault.folder / "vault", vault.folder / "waiting")
    send(intake, ANSWER)
    vault.take_in(intake.bundle("b1.ovoz"))
    for number in range(IN_A_BUNDLE - 1):
        send(intake, f"Invented voice number {number}.")
    intake.stop()
    shutil.copy(intake.bundle("b2.ovoz"), vault.folder)
    shutil.copy(intake.folder / "b1.ovoz", vault.folder)
    return vault.folder


def send(intake, words):
    sealed = sealing.seal(intake.campaign(), {
        "language": "en", "answers": {"change": {"text": words}}, "permissions": 3, "facts": {}})
    assert intake.post(sealed)[2].split()[0] == b"accepted"


@pytest.fixture(scope="module")
def laptop(tmp_path_factory, home):
    folder = tmp_path_factory.mktemp("laptop")
    machine = Machine(folder, {22: machines.free_port()})
    try:
        machine.put(package("ovoz"), "/root/ovoz.deb")
        machine.run("dpkg -i ovoz.deb && useradd -m -s /bin/bash nilufar")
        quietly("tar", "-C", home, "-cf", folder / "home.tar", ".")
        machine.put(folder / "home.tar", "/root/home.tar")
        machine.run("tar -C /home/nilufar -xf home.tar && chown -R nilufar: /home/nilufar && rm home.tar")
        machine.run("mkswap /dev/vdb && swapon /dev/vdb && sysctl vm.swappiness=200")
        yield machine
    finally:
        machine.stop()


def ovoz(words, vault="vault"):
    """The shell line by which the analyst runs a command."""
    return f"""{ANALYST} 'LANG=C.UTF-8 TERM=xterm-256color ovoz {words} --vault {vault} --passphrase-file pass'"""


def may_swap(laptop, much):
    """How much of what people run on the laptop may go to the swap, as the doctor advises it."""
    laptop.run(f"systemctl set-property user.slice MemorySwapMax={much}")


class Session:
    """A command on a terminal of the other machine, which stays open meanwhile."""

    def __init__(self, machine, line):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            words = [str(word) for word in machine.ssh("-tt", line)]
            os.execvp(words[0], words)

    def shows(self, words):
        return read_until(self.terminal, words, seconds=240).decode(errors="replace")

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def end(self):
        shown = self.shows(None)
        _, status = os.waitpid(self.process, 0)
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(status), shown


def found(file, word):
    """How often a word stands in a file, as bytes of UTF-8."""
    with open(file, "rb") as content, mmap.mmap(content.fileno(), 0, access=mmap.ACCESS_READ) as bytes_:
        count, place = 0, bytes_.find(word.encode())
        while place >= 0:
            count, place = count + 1, bytes_.find(word.encode(), place + 1)
        return count


def listed(laptop, vault="vault"):
    """The ids of the testimonies in a vault."""
    shown = laptop.run(ovoz("list --json --allow-swap", vault=vault) + " 2>/dev/null")
    return [line["id"] for line in json.loads(shown)["value"]]


def under_pressure(laptop, line, rounds=1):
    """Opens the testimony's words, lets the machine run out of memory, and closes them.

    With more rounds only until a word is in the swap: which pages go there is the kernel's choice.
    """
    session = Session(laptop, line)
    before = session.shows(SENTINEL)
    for _ in range(rounds):
        laptop.run(f"systemd-run --quiet --wait --pipe {PRESSURE}")
        if found(laptop.swap, SENTINEL):
            break
    session.type("q")
    code, after = session.end()
    return code, before + after


def doctor(laptop):
    return laptop.run(f"{ANALYST} 'LANG=C.UTF-8 ovoz doctor --vault vault'", check=False)


def test_words_are_not_opened_where_swap_could_keep_them(laptop):  # G8
    assert "not encrypted: opened words could stay on the disk" in doctor(laptop)
    code, shown = Session(laptop, ovoz(f"read {listed(laptop)[0]}")).end()
    assert code == 13 and "words could be written to swap" in shown
    assert SENTINEL not in shown


def test_the_demonstration_may_use_no_swap_where_there_is_some(laptop):
    laptop.put(ROOT / "Deploy/unswapped", "/root/unswapped")
    limit = "cat /sys/fs/cgroup$(cut -d: -f3 /proc/self/cgroup)/memory.swap.max"
    assert laptop.run(f"./unswapped sh -c '{limit}; exit 3'; echo $?").split() == ["0", "3"]


def test_as_the_doctor_advises_no_word_reaches_the_swap(laptop):  # G8
    assert "systemctl set-property user.slice MemorySwapMax=0" in doctor(laptop)
    may_swap(laptop, 0)
    assert "nothing of this program and its shell is written to it" in doctor(laptop)
    code, shown = under_pressure(laptop, ovoz(f"read {listed(laptop)[0]}"))
    assert code == 0, shown
    assert found(laptop.swap, PLANTED) > 0, "the machine did not swap"
    assert found(laptop.swap, SENTINEL) == 0


def test_a_whole_session_leaves_no_word_on_the_disk(laptop, tmp_path):  # G8
    [name] = listed(laptop)
    for words in (f"read {name}", f"redact {name}", "code"):
        session = Session(laptop, ovoz(words))
        assert ALTERNATE in session.shows(TOLD)
        session.type("q")
        assert session.end()[0] == 0
    # On the command line the word would stand in a shell's history, and in the journal of whoever starts it.
    session = Session(laptop, ovoz("search"))
    session.shows("words> ")
    session.type(SENTINEL + "\n")
    session.shows(TOLD)
    assert session.end()[0] == 0
    laptop.run("sync && journalctl --sync")
    assert in_disk(laptop, tmp_path, SENTINEL) == 0
    laptop.run(f"echo {PLANTED[:5]}''{PLANTED[5:]} > /home/nilufar/planted && sync")
    assert in_disk(laptop, tmp_path, PLANTED) > 0


def in_disk(laptop, folder, word):
    """How often a word stands anywhere on the machine's disk: in files, in what was deleted, in the journal."""
    whole = folder / "whole.raw"
    quietly("qemu-img", "convert", "-U", "-O", "raw", laptop.folder / "disk.qcow2", whole)
    count = found(whole, word)
    whole.unlink()
    return count


def test_who_allows_swap_is_told_the_truth(laptop):
    """After the others, since it puts the words there: the same session where it may swap."""
    may_swap(laptop, "infinity")
    code, shown = under_pressure(laptop, ovoz(f"read {listed(laptop)[0]} --allow-swap"), rounds=8)
    assert code == 0 and "words may stay on the disk" in shown
    assert found(laptop.swap, SENTINEL) > 0


def test_a_pulled_cable_amid_an_import_leaves_a_vault_that_goes_on(laptop):  # G5 G12
    dice, cut_off = random.Random(20210730), 0
    fresh = f"{ANALYST} 'rm -rf trial && cp -a waiting trial && sync'; rm -f done"
    laptop.run(fresh)
    begun = time.monotonic()
    laptop.run(f"{taking_in('b1.ovoz')}; {taking_in('b2.ovoz')}")
    whole = time.monotonic() - begun
    for _ in range(CUTS):
        laptop.run(fresh)
        # The shell outlives the connection; the cable does not ask.
        laptop.run(f"({taking_in('b1.ovoz')}; {taking_in('b2.ovoz')}; touch done) </dev/null >log 2>&1 &")
        # Looking whether it is done takes its time too.
        time.sleep(dice.uniform(0, whole / 2))
        cut_off += "done" not in laptop.run("ls")
        laptop.cut()
        laptop.start()
        assert len(listed(laptop, "trial")) in (0, 1, IN_A_BUNDLE)
        said = laptop.run(f"{taking_in('b1.ovoz')}; {taking_in('b2.ovoz')}", check=False)
        assert len(set(listed(laptop, "trial"))) == IN_A_BUNDLE, said
    print(f"\nCUTS {CUTS}, amid an import {cut_off}")
    assert cut_off > 0


def taking_in(bundle):
    return f"{ANALYST} 'ovoz inbox import {bundle} --vault trial'"
