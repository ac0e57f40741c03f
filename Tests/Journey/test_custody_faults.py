# SPDX-License-Identifier: Apache-2.0
"""A disk that is full while a key is split, split anew or buried (G9): what is said is what is true, and the campaign is not lost."""

import errno
import shutil
import subprocess

import pytest

import sealing
from machines import CLEAN, CONFIG, PROGRAMS, hand_over, result
from test_custody import BURY, NAMES, Custodians
from test_faults import STEP, disk, library  # noqa: F401 (fixtures)

# The writes that matter are a few at the end of some fifty.
STEP = max(1, STEP // 3)
KEEP = ("keep every share file, shred nothing", "ovoz keys list")


class Office(Custodians):
    """A vault with one testimony that is put back as it was before each try; its key is split where a test says so."""

    def __init__(self, vault, disk):
        self.vault, self.disk, self.threshold = vault, disk, 2
        self.names = ("sitora", "firuza", "daler")
        for number, name in enumerate(self.names):
            vault.write_passphrase(f"pass-{number + 1}", f"invented words of {name}")

    def tries(self, *command, stdin=""):
        """Runs a command again and again, with one write more that goes well each time, until it needs no more."""
        save = self.vault.folder.parent / "saved"
        shutil.copytree(self.vault.folder, save)
        for number in range(0, 300, STEP):
            shutil.rmtree(self.vault.folder)
            shutil.copytree(save, self.vault.folder)
            self.disk.fail(number, errno.ENOSPC, times=10_000)
            finished = self.ovoz(*command, stdin=stdin)
            seen = self.disk.mend()
            assert finished.returncode == 0 or "hint: " in finished.stderr, finished.stderr
            assert "no name" not in finished.stderr
            yield finished
            if seen <= number:
                return
        raise AssertionError("more writes than were thought of")

    def splitting(self, command, out, *options):
        new = [part for number in (1, 2, 3) for part in ("--new-passphrase-file", f"pass-{number}")]
        return ("keys", command, "--threshold", 2, "--custodians", 3, "--names", ",".join(self.names),
                "--out", out, *new, *options)

    def opens_by(self, folder):
        """Whether any two of the shares in a folder open it."""
        self.files = sorted((self.vault.folder / folder).glob("*.json"))
        return len(self.files) == 3 and all(self.open(*two).returncode == 0 for two in ((1, 2), (3, 1)))

    def kept(self):
        """The set that counts, or how else it opens."""
        return result(self.ovoz("keys", "list"))


@pytest.fixture
def office(server, vault, disk):  # noqa: F811
    sealed = sealing.seal(server.campaign(), {
        "language": "en", "answers": {"change": {"text": "Invented."}}, "permissions": 1, "facts": {}})
    assert server.post(sealed)[2].split()[0] == b"accepted"
    server.stop()
    hand_over(server, vault)
    return Office(vault, disk)


# G9
def test_a_split_on_a_full_disk_says_whether_the_key_is_split(office):
    done = set()
    for finished in office.tries(*office.splitting("split", "shares", "--passphrase-file", "pass")):
        by_passphrase = office.ovoz("list", "--config", CONFIG, "--passphrase-file", "pass").returncode == 0
        is_split = office.kept().startswith("demo  by 2 of 3")
        assert by_passphrase != is_split
        done.add((finished.returncode, is_split))
        if not is_split:
            assert "demo is split" not in finished.stderr
            continue
        assert finished.stdout == "demo opens by 2 of 3 custodians\n"
        if finished.returncode:
            assert "demo is split, and only the shares" in finished.stderr
            assert all(words in finished.stderr for words in KEEP), finished.stderr
        assert office.opens_by("shares")
        again = office.ovoz(*office.splitting("split", "other", "--passphrase-file", "pass"))
        assert again.returncode == 64 and "is split already: keep every share file" in again.stderr
    # A failure is 1 where nothing was split, 3 where it was, and nothing else.
    assert done == {(1, False), (3, True), (0, True)}


# G9
def test_a_split_whose_result_cannot_be_printed_says_that_the_key_is_split(office):
    split = (*office.splitting("split", "shares", "--passphrase-file", "pass"), "--vault", "vault")
    with open("/dev/full", "w") as full:
        told = subprocess.run([PROGRAMS / "ovoz", *map(str, split)], cwd=office.vault.folder, env=CLEAN,
                              stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE, text=True)
    assert told.returncode == 3 and "demo is split, and only the shares" in told.stderr, told.stderr
    assert all(words in told.stderr for words in KEEP) and office.opens_by("shares")


# G9
def test_a_sharing_anew_on_a_full_disk_says_which_shares_count(office):
    result(office.ovoz(*office.splitting("split", "old", "--passphrase-file", "pass")))
    office.files = sorted((office.vault.folder / "old").glob("*.json"))
    before, done = office.kept(), set()
    for finished in office.tries(*office.splitting("reshare", "new", *office.shares(1, 2))):
        is_new = office.kept() != before
        done.add((finished.returncode, is_new))
        assert office.opens_by("new" if is_new else "old")
        assert ("demo is split, and only the shares" in finished.stderr) == (finished.returncode == 3)
    assert done == {(1, False), (3, True), (0, True)}


# G9
def test_a_burial_on_a_full_disk_is_told_as_unfinished_and_finished_by_the_same_command(office):
    result(office.ovoz(*office.splitting("split", "shares", "--passphrase-file", "pass")))
    done = set()
    for finished in office.tries(*BURY, stdin=NAMES):
        is_buried = "never: buried" in office.kept()
        done.add((finished.returncode, is_buried))
        assert is_buried != office.opens_by("shares")
        # One that was begun asks for the campaign's name alone.
        assert "demo is buried since" in result(office.ovoz(*BURY, stdin=NAMES))
        assert list((office.vault.folder / "vault" / "keys").iterdir()) == []
    assert (0, True) in done and (1, False) in done and (0, False) not in done
