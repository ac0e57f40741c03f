# SPDX-License-Identifier: Apache-2.0
"""Opening only together (G9), as custodians meet it: the ceremony from start to end."""

import contextlib
import json
import re
import sqlite3
import subprocess

import pytest

import sealing
from machines import CLEAN, CONFIG, PROGRAMS, day, hand_over, result, run

WORDS = "Willowmarrow said: listen first."
BURY = ("campaign", "bury", "demo", "--early")
NAMES = "demo\nsitora\nfiruza\ndaler\n"


class Custodians:
    """A vault whose key is split, the share files, and who typed which passphrase."""

    def __init__(self, vault, threshold=2, names=("sitora", "firuza", "daler")):
        self.vault, self.threshold, self.names = vault, threshold, names
        self.words = [f"invented words of {name}" for name in names]
        for number, words in enumerate(self.words):
            vault.write_passphrase(f"pass-{number + 1}", words)
        self.split("split", "--passphrase-file", "pass")

    def split(self, command, *options):
        passphrases = [
            part for number in range(len(self.names))
            for part in ("--new-passphrase-file", f"pass-{number + 1}")]
        said = result(self.ovoz(
            "keys", command, "--threshold", self.threshold, "--custodians", len(self.names),
            "--names", ",".join(self.names), "--out", f"shares-{command}", *passphrases, *options))
        assert said == f"demo opens by {self.threshold} of {len(self.names)} custodians\n"
        self.files = sorted((self.vault.folder / f"shares-{command}").iterdir())

    def ovoz(self, *arguments, stdin=""):
        """Runs `ovoz` with this vault; what stands behind `--` is for another command."""
        at = arguments.index("--") if "--" in arguments else len(arguments)
        placed = (*arguments[:at], "--vault", "vault", *arguments[at:])
        return run("ovoz", *placed, folder=self.vault.folder, stdin=stdin)

    def shares(self, *numbers):
        """The options that bring these custodians, by number from 1."""
        return [part for number in numbers for part in (
            "--share", self.files[number - 1], "--share-passphrase-file", f"pass-{number}")]

    def open(self, *numbers):
        return self.ovoz("list", "--json", "--config", CONFIG, *self.shares(*numbers))


@pytest.fixture
def split(server, vault):
    sealed = sealing.seal(server.campaign(), {
        "language": "en", "answers": {"change": {"text": WORDS}}, "permissions": 1, "facts": {}})
    assert server.post(sealed)[2].split()[0] == b"accepted"
    hand_over(server, vault)
    return Custodians(vault)


def refused(finished, code, message):
    assert (finished.returncode, finished.stdout) == (code, ""), finished.stderr
    assert message in finished.stderr


# G9
def test_two_of_three_open_and_one_does_not(split):
    for pair in [(1, 2), (1, 3), (2, 3), (3, 1)]:
        assert len(json.loads(result(split.open(*pair)))["value"]) == 1
    for number in (1, 2, 3):
        refused(split.open(number), 12, "1 more share is needed")
    refused(split.open(), 12, "opens by its custodians together")
    refused(split.ovoz("list", "--config", CONFIG, "--passphrase-file", "pass"), 12, "together")


# G9
def test_the_one_key_file_is_gone_and_every_join_is_on_record(split):
    keys = split.vault.folder / "vault" / "keys"
    assert [file.suffix for file in keys.iterdir()] == [".custody"]
    marks = [
        re.search(r"opened together by (.+); record (\d+), mark (\S+ \S+): note it", finished.stderr)
        for finished in (split.open(1, 2), split.open(2, 3))]
    assert [mark[1] for mark in marks] == ["sitora, firuza", "firuza, daler"]
    record = result(split.ovoz("keys", "record", *split.shares(1, 3)))
    lines = record.splitlines()
    assert len(lines) == 3
    for line, mark in zip(lines, marks):
        assert line.startswith(mark[2]) and line.endswith(f"mark {mark[3]}")
    access = result(split.ovoz("access"))
    assert access.count("opened together") == 3 and access.count("key split") == 1


# G9
def test_a_wrong_share_is_named(split):
    file = split.files[1]
    text, named = file.read_text(), f"share 2 (firuza, {file})"
    for member, message in [
            ("set", "is of another splitting of this key"), ("campaign", "is of another campaign"),
            ("salt", "does not open"), ("commitment", "does not open"),
            ("sealed", "does not open: its passphrase does not fit, or the file was changed")]:
        place = text.index(f'"{member}" : "') + len(f'"{member}" : "')
        digit = "1" if text[place] == "0" else "0"
        file.write_text(text[:place] + digit + text[place + 1:])
        refused(split.open(1, 2), 12, f"ovoz: error: {named} {message}")
        refused(paper_of(split, 2), 12, f"ovoz: error: {named} {message}")
    file.write_text(text[:-9])
    refused(split.open(1, 2), 12, f"ovoz: error: {file} is no share")
    file.write_text(text)
    file.chmod(0o644)
    refused(split.open(1, 2), 12, "others can read")
    file.chmod(0o600)
    refused(split.open(1, 1), 12, "share 1 was given twice")


# G9
def test_a_custodian_who_mistypes_her_passphrase_is_named_with_her_share(split):
    split.vault.write_passphrase("pass-2", "invented words of firuzA")
    refused(split.open(1, 2), 12, f"share 2 (firuza, {split.files[1]}) does not open")
    assert len(json.loads(result(split.open(1, 3)))["value"]) == 1
    split.vault.write_passphrase("pass-2", split.words[1])
    page = split.vault.folder / "2.html"
    result(paper_of(split, 2))
    split.vault.write_passphrase("pass-2", "invented words of firuzA")
    typed = "\n".join(lines_on(page)) + "\n"
    refused(split.ovoz("keys", "join", "--typed", "--share-passphrase-file", "pass-2", "--", "list",
                       stdin=typed), 12, "share 2 (firuza, on paper) does not open")


def paper_of(split, number):
    """A share's page, NUMBER.html in the vault's folder."""
    return split.ovoz(
        "keys", "paper", split.files[number - 1], "--out", f"{number}.html",
        "--share-passphrase-file", f"pass-{number}")


def lines_on(page):
    """The five lines of a page as a person reads them."""
    return [" ".join(re.findall(r"<b>(\d+)</b>", line))
            for line in re.findall(r"<li>(.*)</li>", page.read_text(encoding="utf-8"))]


# G9
def test_sharing_anew_ends_the_old_shares(split):
    old, shares = split.files, split.shares(1, 3)
    split.threshold, split.names = 3, ("sitora", "firuza", "daler", "manija")
    split.vault.write_passphrase("pass-4", "invented words of manija")
    split.split("reshare", *shares)
    assert len(json.loads(result(split.open(2, 3, 4)))["value"]) == 1
    refused(split.open(1, 4), 12, "1 more share is needed")
    split.files = old
    refused(split.open(1, 2), 12, "of another splitting")


# G9
@pytest.mark.parametrize("threshold, custodians", [
    (2, 99_999_999_999), (2, 256), (1, 3), (4, 3), (2, 1), (0, 0), (-1, -1)])
def test_numbers_of_custodians_that_cannot_be_are_refused_before_anything_opens(
        split, threshold, custodians):
    numbers = ("--threshold", threshold, "--custodians", custodians)
    refused(split.ovoz("keys", "reshare", *numbers), 64, "custodians")
    result(split.vault.ovoz("campaign", "new", "spring", "--opens", day(), "--closes", day(5)))
    refused(split.ovoz("keys", "split", "--campaign", "spring", *numbers), 64, "custodians")


# G9
def test_a_share_that_is_not_there_is_named(split):
    missing = split.ovoz("list", "--config", CONFIG, "--share", "away/firuza.json")
    refused(missing, 12, "away/firuza.json cannot be read")
    assert "give the path of the share's file" in missing.stderr


# G9
def test_a_session_takes_commands_and_leaves_no_key_behind(split):
    finished = split.ovoz(
        "keys", "join", *split.shares(1, 2),
        stdin=f"list --json --config {CONFIG}\nkeys list\naccess\nnonsense\nquit\n")
    assert finished.returncode == 0, finished.stderr
    assert '"opens" : true' in finished.stdout
    assert "demo  by 2 of 3: sitora, firuza, daler" in finished.stdout
    assert finished.stdout.count("opened together") == 1
    assert "Usage: ovoz" in finished.stderr
    once = split.ovoz("keys", "join", *split.shares(1, 2), "--", "list", "--json", "--config", CONFIG)
    assert len(json.loads(result(once))["value"]) == 1
    failed = split.ovoz("keys", "join", *split.shares(1, 2), "--", "read", "ffff", "--unsafe-plaintext-out")
    assert failed.returncode == 10


# G9
def test_a_share_on_paper_is_typed_back_and_a_mistake_is_told_at_its_line(split):
    pages = []
    for number in (1, 2):
        result(paper_of(split, number))
        file = split.vault.folder / f"{number}.html"
        page, lines = file.read_text(encoding="utf-8"), lines_on(file)
        assert file.stat().st_mode & 0o777 == 0o600
        assert [len(line.replace(" ", "")) for line in lines] == [22] * 5
        assert "http" not in page.replace("http-equiv", "")
        pages.append(lines)
    wrong = ["1" * 22, pages[0][1], pages[0][0][:-1], ""]
    typed = "\n".join(wrong + pages[0] + pages[1]) + "\n"
    finished = split.ovoz(
        "keys", "join", "--typed", "--share-passphrase-file", "pass-1", "--share-passphrase-file",
        "pass-2", "--", "list", "--json", "--config", CONFIG, stdin=typed)
    assert len(json.loads(result(finished))["value"]) == 1
    assert finished.stderr.count("line 1: a digit is mistyped") == 2
    assert "line 1: 21 digits instead of 22" in finished.stderr
    assert "line 1: nothing was typed" in finished.stderr


def scanned(browser, page, folder):
    """What a scanner types for the square on a printed page."""
    context = browser.new_context()
    with contextlib.closing(context):
        sheet = context.new_page()
        sheet.goto(page.as_uri())
        sheet.pdf(path=folder / "sheet.pdf", prefer_css_page_size=True)
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", "-singlefile", "sheet.pdf", "sheet"],
                   cwd=folder, check=True)
    return subprocess.run(
        ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "-Sx-density=1", "-Sy-density=1",
         folder / "sheet.png"], capture_output=True, text=True, check=True).stdout.strip()


# G9
def test_the_square_on_paper_is_scanned_instead_of_typed_and_a_wrong_block_is_told(split, browser, scratch):
    squares = []
    for number in (1, 2):
        result(paper_of(split, number))
        page = split.vault.folder / f"{number}.html"
        squares.append(scanned(browser, page, scratch))
        assert squares[-1] == "".join(lines_on(page)).replace(" ", "") and len(squares[-1]) == 110
    first, second = squares
    # Block 3 misread; too short a run; two lines by hand, then the square after all.
    wrong = first[:50] + str((int(first[50]) + 1) % 10) + first[51:]
    typed = [wrong, first, second[:-1], second[:22], second[22:44], second]
    finished = split.ovoz(
        "keys", "join", "--typed", "--share-passphrase-file", "pass-1", "--share-passphrase-file",
        "pass-2", "--", "list", "--json", "--config", CONFIG, stdin="\n".join(typed) + "\n")
    assert len(json.loads(result(finished))["value"]) == 1
    assert "line 3: a digit is mistyped" in finished.stderr
    assert "line 1: 109 digits instead of 22, or 110 of the square" in finished.stderr


# G9
def test_a_buried_campaign_opens_no_more(split):
    bury = (*BURY, "--share", split.files[0])
    refused(split.ovoz(*bury, stdin="another\n"), 64, "not confirmed")
    refused(split.ovoz(*bury, stdin="demo\nsitora\nsomebody\n"), 64, "not confirmed")
    assert len(json.loads(result(split.open(1, 2)))["value"]) == 1
    refused(split.ovoz("campaign", "bury", "demo", "--today", day(0)), 64, "is open until")
    files = [file.read_bytes() for file in split.files]
    assert "is buried since" in result(split.ovoz(*bury, stdin=NAMES))
    assert not split.files[0].exists()
    split.files[0].write_bytes(files[0])
    split.files[0].chmod(0o600)
    refused(split.open(1, 2), 10, "was buried")
    assert "demo  never: buried on" in result(split.ovoz("keys", "list"))
    assert list((split.vault.folder / "vault" / "keys").iterdir()) == []


def to_wipe(*files):
    return [part for file in files for part in ("--share", file)]


# G9
def test_burying_wipes_nothing_but_shares_of_its_campaign(split):
    folder = split.vault.folder
    split.vault.new_campaign("spring")
    result(split.ovoz(
        "keys", "split", "--campaign", "spring", "--threshold", 2, "--custodians", 2, "--out", "spring",
        "--passphrase-file", "pass", "--new-passphrase-file", "pass-1", "--new-passphrase-file", "pass-2"))
    another, letter = sorted((folder / "spring").iterdir())[0], folder / "letter.txt"
    letter.write_text("an invented letter")
    custody = next((folder / "vault" / "keys").glob("*.custody"))
    kept = {file: file.read_bytes() for file in (*split.files, another, letter, custody)}
    access = result(split.ovoz("access"))
    for file, message in [
            (another, "share 1 of another campaign"), (letter, "letter.txt is no share"),
            (custody, "is no share"), (folder / "spring", "spring cannot be read"),
            (folder / "away.json", "away.json cannot be read")]:
        refused(split.ovoz(*BURY, *to_wipe(split.files[0], file), stdin=NAMES), 12, message)
    assert kept == {file: file.read_bytes() for file in kept}
    assert "demo  by 2 of 3" in result(split.ovoz("keys", "list"))
    assert result(split.ovoz("access")) == access


# G9
def test_shares_from_before_a_sharing_anew_are_wiped_too(split):
    old = split.files
    split.split("reshare", *split.shares(1, 2))
    # Everybody can read a file on many a stick: that is no reason to leave it there.
    old[2].chmod(0o755)
    result(split.ovoz(*BURY, *to_wipe(old[2], *split.files), stdin=NAMES))
    assert [file.exists() for file in (*old, *split.files)] == [True, True] + [False] * 4


# G9
def test_the_log_tells_of_a_burial_what_is_known_and_no_more(split):
    first = split.files[0]
    bury, splitting = (*BURY, *to_wipe(first, first)), first.name.split("-")[1]
    before = result(split.ovoz("access"))
    refused(split.ovoz(*bury, stdin="demo\nsitora\nx\n"), 64, "nothing was destroyed")
    assert result(split.ovoz("access")) == before
    result(split.ovoz(*bury, stdin=NAMES))
    after = result(split.ovoz("access"))
    assert [line.split("  ", 1)[1] for line in after.removeprefix(before).splitlines()] == [
        *(f"custodian named as present  demo {number}" for number in (1, 2, 3)),
        "campaign buried  demo", f"share file wiped  demo 1 {splitting}"]
    # What stopped in the middle is finished by the same command: it tells the first day, and adds nothing.
    since = re.search(r"buried on (\S+)", result(split.ovoz("keys", "list")))[1]
    again = split.ovoz(*BURY, "--today", day(3), stdin="demo\n")
    assert result(again) == f"demo is buried since {since}\n"
    assert result(split.ovoz("access")) == after


# G9
def test_a_rehearsed_day_does_not_bury_while_the_form_is_open(split):
    for rehearsed in (day(30), day(0)):
        bury = ("campaign", "bury", "demo", "--today", rehearsed)
        refused(split.ovoz(*bury, stdin=NAMES), 64, "is open until")
    split.vault.new_campaign("past", opens=-9, closes=-2)
    refused(split.ovoz("campaign", "bury", "past", "--today", day(-2), stdin="past\n"), 64, "is open")
    assert "past is buried since" in result(split.ovoz("campaign", "bury", "past", stdin="past\n"))


# G9
def test_a_share_that_is_not_wiped_is_named_and_the_campaign_is_buried(split):
    first, second = split.files[:2]
    bury = subprocess.Popen(
        [PROGRAMS / "ovoz", *BURY, "--vault", "vault", *to_wipe(first, second)], cwd=split.vault.folder,
        env=CLEAN, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    told = ""
    while not told.endswith("to go on: "):
        letter = bury.stderr.read(1)
        assert letter, told
        told += letter
    # Somebody puts in another stick, on which another file has that name.
    first.write_text("an invented letter")
    printed, told = bury.communicate(NAMES, timeout=60)
    assert bury.returncode == 1 and printed.startswith("demo is buried since")
    assert f"demo is buried, but not wiped: {first}\n" in told
    assert first.read_text() == "an invented letter" and not second.exists()
    assert result(split.ovoz("access")).count("share file wiped  demo 2") == 1
    assert "demo  never: buried on" in result(split.ovoz("keys", "list"))


# G9
def test_shares_are_wiped_though_the_access_log_cannot_be_written(split):
    with sqlite3.connect(split.vault.folder / "vault" / "vault.sqlite") as database:
        database.execute("CREATE TRIGGER full BEFORE INSERT ON access WHEN NEW.action = 'share file wiped' "
                         "BEGIN SELECT RAISE(ABORT, 'invented'); END")
    done = split.ovoz(*BURY, *to_wipe(*split.files), stdin=NAMES)
    assert "is buried since" in done.stdout and not any(file.exists() for file in split.files)
    assert done.stderr.count("not on record") == len(split.files)


def reshared(split, *passphrase_files):
    """Shares anew into the folder `anew`, under these passphrases."""
    new = [part for file in passphrase_files for part in ("--new-passphrase-file", file)]
    return split.ovoz(
        "keys", "reshare", "--threshold", 2, "--custodians", len(passphrase_files), "--out", "anew",
        *split.shares(1, 2), *new)


# G9
def test_one_passphrase_for_two_custodians_is_refused_and_leaves_no_share(split):
    refused(reshared(split, "pass-1", "pass-2", "pass-1"), 12, "two custodians took the same passphrase")
    assert list((split.vault.folder / "anew").iterdir()) == []
    assert len(json.loads(result(split.open(2, 3)))["value"]) == 1


# G9
def test_a_short_passphrase_is_warned_of_and_taken(split):
    split.vault.write_passphrase("short", "нонунамакчой")
    made = reshared(split, "pass-1", "short", "pass-3")
    assert result(made) == "demo opens by 2 of 3 custodians\n"
    assert re.findall(r"warning: the passphrase of (\S+) has fewer than 20", made.stderr) == ["custodian-2"]


def test_one_answer_goes_to_a_translator_who_opens_it_without_the_vault(split, scratch):
    folder = scratch / "translator"
    folder.mkdir()
    (folder / "pass").write_text("words of hers\n")
    (folder / "pass").chmod(0o600)
    made = run("ovoz", "reader", "new", "zarina", "--passphrase-file", "pass", folder=folder)
    fingerprint = re.search(r"fingerprint: (.+)", made.stderr)[1]
    record = json.loads(result(split.open(1, 2)))["value"][0]["id"]
    given = split.ovoz(
        "share-field", record, "--question", "change", "--to", folder / "zarina.reader.json",
        "--out", folder / "field.ovoz", "--config", CONFIG, *split.shares(1, 2))
    assert result(given) and fingerprint in given.stderr
    late = split.ovoz(
        "share-field", record, "--question", "change", "--to", folder / "zarina.reader.json",
        "--out", folder / "late.ovoz", "--config", CONFIG, "--today", day(8), *split.shares(1, 2))
    refused(late, 21, "somebody may have withdrawn since")
    key = ("--key", "zarina.key", "--passphrase-file", "pass")
    opened = run("ovoz", "reader", "open", "field.ovoz", *key, "--unsafe-plaintext-out", folder=folder)
    assert WORDS in result(opened)
    piped = run("ovoz", "reader", "open", "field.ovoz", *key, folder=folder)
    refused(piped, 64, "words go to a terminal only")
    assert f"field shared  {record} change zarina" in result(split.ovoz("access"))
    run("ovoz", "reader", "new", "other", "--passphrase-file", "pass", folder=folder)
    # Where the card cannot be made, no key is either: the next try would find it.
    (folder / "third.reader.json").write_text("")
    failed = run("ovoz", "reader", "new", "third", "--passphrase-file", "pass", folder=folder)
    assert failed.returncode == 64 and "exists already" in failed.stderr
    assert not (folder / "third.key").exists()
    stranger = run("ovoz", "reader", "open", "field.ovoz", "--key", "other.key", "--passphrase-file",
                   "pass", "--unsafe-plaintext-out", folder=folder)
    refused(stranger, 30, "sealed to another reader")


def test_a_copy_of_the_vault_is_restored_with_its_custodians(split):
    split.vault.write_passphrase("copy-pass", "words of the copy")
    lock = ("--passphrase-file", "copy-pass")
    result(split.ovoz("backup", "--out", "copy.ovozbackup", *lock))
    restored = run("ovoz", "restore", "copy.ovozbackup", "--vault", "again", *lock,
                   folder=split.vault.folder)
    assert result(restored).startswith("restored 1 campaign to")
    opened = run("ovoz", "list", "--json", "--config", CONFIG, "--vault", "again",
                 *split.shares(2, 3), folder=split.vault.folder)
    assert len(json.loads(result(opened))["value"]) == 1
    doctor = run("ovoz", "doctor", "--vault", "again", "--config", CONFIG, folder=split.vault.folder)
    assert "warn campaign demo: since it was made or restored nothing says that it has the newest" in doctor.stdout


def test_the_doctor_names_what_is_wrong_and_what_to_do(split):
    vault = split.vault.folder / "vault"
    good = split.ovoz("doctor", "--config", CONFIG, "--json")
    findings = json.loads(good.stdout)["value"]
    assert {"campaign demo", "database", "access log", "swap", "disk"} <= {
        finding["check"] for finding in findings}
    assert all(finding["verdict"] == "ok" or finding["todo"] for finding in findings)
    assert not [finding for finding in findings
                if finding["verdict"] == "fail" and finding["check"] != "swap"]
    late = split.ovoz("doctor", "--config", CONFIG, "--today", day(20))
    assert "warn campaign demo: the last import is 20 days ago" in late.stdout
    early = split.ovoz("doctor", "--config", CONFIG, "--today", day(-20))
    assert early.returncode == 1 and "the clock is before the last import" in early.stdout
    key = next((vault / "keys").iterdir())
    key.chmod(0o640)
    assert "fail permissions: others can read 1 key files" in split.ovoz("doctor").stdout
    key.unlink()
    assert "the key's file is missing" in split.ovoz("doctor").stdout
    vault.chmod(0o750)
    open_folder = split.ovoz("doctor")
    assert open_folder.returncode == 1 and "others can read its folder" in open_folder.stdout


def test_a_passphrase_comes_from_a_command_without_a_shell(server, vault):
    listed = vault.folder
    (listed / "words").write_text(vault.PASSPHRASE + "\nsecond line\n")
    good = run("ovoz", "keys", "list", "--vault", "vault", folder=listed)
    assert result(good) == "demo  by one passphrase\n"
    for command, code in [("cat words", 0), ("cat nothing-here", 12), ("cat $WORDS", 12),
                          ("sh -c 'cat words | head -1'", 0)]:
        finished = run("ovoz", "list", "--vault", "vault", "--config", CONFIG,
                       "--passphrase-command", command, folder=listed)
        assert finished.returncode == code, finished.stderr
