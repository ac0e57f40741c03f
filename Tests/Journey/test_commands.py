# SPDX-License-Identifier: Apache-2.0
"""`ovoz` and `ovoz-intake` as people meet them: exit codes, messages, what a release holds."""

import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess

import pytest

import sealing
from sending import submission
from machines import CLEAN, CONFIG, PROGRAMS, ROOT, Intake, Vault, day, hand_over, result, run

SENTINEL = "Larkspurquern"
READ_ONLY, COUNT = 0, 1


def voice(number, permission=COUNT, language="en", **choices):
    """An invented testimony; its words are its own, so that each can be looked for."""
    answers = {name: {"choices": ids} for name, ids in choices.items()}
    answers["change"] = {"text": f"{SENTINEL}{number} said: listen first."}
    return {"language": language, "answers": answers, "permissions": permission,
            "facts": {"gender": ["woman"]}}


def fill(intake, voices):
    """Sends all on one connection, sealed as browsers seal."""
    campaign, connection = intake.campaign(), intake.connect()
    for one in voices:
        sealed = one if isinstance(one, bytes) else sealing.seal(campaign, one)
        connection.request(
            "POST", "/", submission(sealed), {"Content-Type": "application/octet-stream"})
        assert connection.getresponse().read().split()[0] == b"accepted"
    connection.close()


@pytest.fixture
def filled(server, vault):
    """Gives a vault that has imported these testimonies."""
    def fill_and_import(voices):
        fill(server, voices)
        hand_over(server, vault)
        return vault
    return fill_and_import


def expect_error(finished, code, message=None):
    """The one form of an error; standard output stays empty."""
    assert finished.returncode == code, finished.stderr
    assert finished.stdout == ""
    told = re.fullmatch(r"ovoz(-intake)?: error: ([^\n]+)\nhint: [^\n]+\n", finished.stderr)
    assert told, finished.stderr
    # Lower case, but for a file's name.
    assert not told[2].endswith(".") and re.match("[^A-Z]|Config/", told[2]), told[2]
    if message:
        assert message in told[2]


# Wrong usage, wrong files


@pytest.mark.parametrize("arguments", [
    ["nonsense"], ["read"], ["list", "--nonsense"], ["campaign", "new"], ["report", "release"],
    ["report", "copy", "one"]])
def test_wrong_usage_is_64_and_says_how_it_is_used(scratch, arguments):
    finished = run("ovoz", *arguments, folder=scratch)
    assert (finished.returncode, finished.stdout) == (64, "")
    assert finished.stderr.startswith("Error: ") and "Usage: ovoz" in finished.stderr


@pytest.mark.parametrize("program", ["ovoz", "ovoz-intake"])
def test_help_and_version_go_to_standard_output(scratch, program):
    for flag in ("--help", "--version"):
        finished = run(program, flag, folder=scratch)
        assert finished.returncode == 0 and finished.stderr == ""
        assert "EXIT CODES" in finished.stdout or re.fullmatch(r"\d+\.\d+\.\d+\n", finished.stdout)


@pytest.mark.parametrize("arguments", [
    ["demo", "--opens", "2026-13-01", "--closes", "2026-12-01"],
    ["demo", "--opens", "2026-12-31", "--closes", "2026-12-01"],
    ["demo", "--opens", "tomorrow", "--closes", "2026-12-01"],
    ["demo", "--opens", "2026-12-01", "--closes", "2026-12-31", "--epoch-days", "1"],
    ["../demo", "--opens", "2026-12-01", "--closes", "2026-12-31"],
    ["Demo 1", "--opens", "2026-12-01", "--closes", "2026-12-31"]])
def test_a_campaign_with_wrong_dates_or_name_is_64_and_not_made(vault, arguments):
    expect_error(vault.ovoz("campaign", "new", *arguments), 64)
    assert list(vault.folder.glob("**/*.campaign.json")) == []
    assert not (vault.folder / "vault").exists()


@pytest.mark.parametrize("days", [-7, 0, 6, 367])
def test_a_period_of_a_wrong_length_is_named(vault, days):
    expect_error(vault.ovoz(
        "campaign", "new", "demo", "--opens", day(), "--closes", day(5), "--epoch-days", days),
        64, "--epoch-days is 7 to 366")


@pytest.mark.parametrize("arguments", [
    ("campaign", "list"), ("campaign", "show"), ("access",), ("keys", "list"), ("list",),
    ("inbox", "key"), ("backup", "--out", "copy", "--passphrase-file", "pass")],
    ids=lambda arguments: " ".join(arguments[:2]))
def test_a_vault_that_is_not_there_is_named_and_not_made(vault, arguments):
    finished = vault.ovoz(*arguments)
    expect_error(finished, 10, f"there is no vault in {vault.folder}/vault")
    assert "--vault or OVOZ_VAULT" in finished.stderr
    assert [file.name for file in vault.folder.iterdir()] == ["pass"]


def test_a_pull_key_that_is_not_there_is_named(vault):
    vault.new_campaign()
    missing = vault.ovoz("inbox", "key")
    expect_error(missing, 12, "pull.key cannot be read")
    assert "ovoz inbox key --new" in missing.stderr


def test_a_copy_that_cannot_be_written_is_named(vault):
    vault.new_campaign()
    finished = vault.ovoz("backup", "--out", "nowhere/copy", "--passphrase-file", "pass")
    expect_error(finished, 1, "nowhere/copy cannot be written")


@pytest.mark.parametrize("command", [("manifest", "--out"), ("form", "--standalone")])
def test_a_page_of_the_intake_that_cannot_be_written_is_named(server, command):
    expect_error(server.command(*command, "nowhere/page"), 1, "nowhere/page cannot be written")


def test_a_language_or_period_that_cannot_be_is_64(vault):
    vault.new_campaign()
    for options, message in (
            (("--lang", "xx"), "no such language"), (("--period", "-1"), "--period is 0 or more")):
        expect_error(vault.ovoz("search", "listen", "--count", *options), 64, message)
    assert "tg, ru, uz, en" in vault.ovoz("search", "listen", "--count", "--lang", "xx").stderr
    for language in ("tg", "tg-latin", "fa"):
        assert vault.ovoz("search", "listen", "--count", "--lang", language).returncode == 0


def commands(program, folder):
    """The words of every command of a program, as it lists them itself."""
    def walk(command, words):
        yield words
        for child in command.get("subcommands") or []:
            if child["commandName"] != "help":
                yield from walk(child, [*words, child["commandName"]])

    told = json.loads(result(run(program, "--experimental-dump-help", folder=folder)))
    return list(walk(told["command"], []))


@pytest.mark.parametrize("program", ["ovoz", "ovoz-intake"])
def test_no_example_in_a_help_page_is_broken(scratch, program):
    seen = 0
    for words in commands(program, scratch):
        shown = result(run(program, *words, "--help", folder=scratch))
        examples = re.search(r"(?ms)^EXAMPLES?:\n(.*?)(?:^$|\Z)", shown)
        for line in examples[1].splitlines() if examples else []:
            assert line.startswith("  ") and len(line) <= 79, (words, line)
            # A line that goes on below says so; a lost backslash leaves a gap instead.
            assert not re.search(r"\w {4,}--", line), (words, line)
            seen += 1
    assert seen > 10


def test_a_campaign_is_never_made_twice(vault):
    vault.new_campaign()
    before = (vault.folder / "demo.campaign.json").read_bytes()
    again = ("campaign", "new", "demo", "--opens", day(), "--closes", day(5))
    expect_error(vault.ovoz(*again), 64, "demo.campaign.json exists already")
    expect_error(vault.ovoz(*again, "--out", "other.json"), 1, "a campaign of that name")
    assert (vault.folder / "demo.campaign.json").read_bytes() == before


def spoiled_config(scratch, name, before, after):
    """A copy of Config with one mistake, and the line of it."""
    folder = scratch / "Config"
    shutil.copytree(CONFIG, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert before in text
    (folder / name).write_text(text.replace(before, after, 1), encoding="utf-8")
    return folder, text[:text.index(before)].count("\n") + 1


@pytest.mark.parametrize("name, before, after, command", [
    ("codebook.yaml", "group: harmed", "group: hurt", ["list"]),
    ("distress.yaml", "pause_after: 10", "pause_after: ten", ["code"]),
    ("release-policy.yaml", "k: 10", "k: 2", ["report", "preview"]),
    ("release-policy.yaml", "minimum_to_show_table: 20", "minimum_to_show_table: 5",
     ["report", "preview"]),
    ("release-policy.yaml", "maximum_days_since_sync: 7", "maximum_days_since_sync: 70",
     ["report", "preview"]),
])
def test_a_mistake_in_a_configuration_is_78_and_names_file_and_line(
        filled, scratch, name, before, after, command):
    vault = filled([voice(1)])
    vault.code("a\n")
    vault.config, line = spoiled_config(scratch, name, before, after)
    if command[0] == "report":
        command = [*command, "--title", "t", "--collector", "c", "--today", day(6)]
    # By the folder that was given: a file of the same name in another one is in order.
    expect_error(vault.ovoz(*command), 78, f"{vault.config}/{name}:{line}: ")


def test_check_goes_through_all_configuration_files(scratch):
    good = run("ovoz", "check", "--config", CONFIG, folder=scratch)
    assert (good.returncode, good.stderr) == (0, "")
    assert "Config/form.yaml: good\n" in good.stdout
    config, line = spoiled_config(scratch, "codebook.yaml", "group: harmed", "group: hurt")
    bad = run("ovoz", "check", "--config", config, folder=scratch)
    assert bad.returncode == 78
    assert f"Config/codebook.yaml:{line}: " in bad.stdout
    assert "Config/release-policy.yaml: good\n" in bad.stdout


def test_check_names_a_mistake_in_each_file_by_the_folder_given(scratch):
    folder = scratch / "c2"
    shutil.copytree(CONFIG, folder)
    (folder / "form.yaml").unlink()
    (folder / "report.yaml").write_bytes(b"\xff\n")
    (folder / "redaction" / "names.txt").write_text("# none\n")
    with open(folder / "discussion.yaml", "a", encoding="utf-8") as guide:
        guide.write("stray: []\n")
    finished = run("ovoz", "check", "--config", "c2", folder=scratch)
    assert (finished.returncode, finished.stderr) == (78, "")
    told = finished.stdout.splitlines()
    assert "c2/form.yaml cannot be found" in told and "c2/report.yaml is not UTF-8" in told
    assert "c2/redaction/names.txt:1: the list is empty" in told
    assert any(line.startswith("c2/discussion.yaml:") and "good" not in line for line in told)
    assert "c2/codebook.yaml: good" in told and "Config/" not in finished.stdout


def test_the_doctor_finds_in_the_configuration_what_check_finds(scratch):
    folder = scratch / "c2"
    shutil.copytree(CONFIG, folder)
    (folder / "redaction" / "names.txt").write_text("# none\n")
    found = run("ovoz", "doctor", "--vault", "none", "--config", "c2", folder=scratch)
    assert "fail configuration: c2/redaction/names.txt:1: the list is empty\n" in found.stdout
    assert "ok   configuration: discussion.yaml\n" in found.stdout and found.returncode == 1


@pytest.mark.parametrize("name, told", [
    ("names.txt", "redaction/names.txt:1: the list is empty"),
    ("tagger.bin", "redaction/tagger.bin is damaged or of another version")])
def test_a_list_or_tagger_that_cannot_be_used_is_named(filled, scratch, name, told):
    told = f"{scratch}/c2/{told}"
    vault = filled([voice(1)])
    vault.config = scratch / "c2"
    shutil.copytree(CONFIG, vault.config)
    (vault.config / "redaction" / name).write_text("# none\n")
    expect_error(vault.ovoz("redact", "--risk"), 78, told)


def test_a_descriptor_that_is_not_open_is_named(scratch):
    finished = run("ovoz", "operator", "new", "aziza", "--passphrase-fd", "99", folder=scratch)
    expect_error(finished, 12, "descriptor 99 is not open")


def test_a_mistake_in_the_form_is_78_and_makes_no_campaign(vault, scratch):
    vault.config, line = spoiled_config(scratch, "form.yaml", "kind: single", "kind: one")
    finished = vault.ovoz("campaign", "new", "demo", "--opens", day(), "--closes", day(5))
    expect_error(finished, 78, f"{vault.config}/form.yaml:{line}: ")
    assert not (vault.folder / "demo.campaign.json").exists()


def test_a_missing_configuration_is_78_and_says_where_to_name_it(vault, scratch):
    vault.config = scratch / "nowhere"
    finished = vault.ovoz("campaign", "new", "demo", "--opens", day(), "--closes", day(5))
    expect_error(finished, 78, f"{vault.config}/form.yaml cannot be found")


@pytest.mark.parametrize("name, before, after", [
    ("intake.yaml", "port: ", "prot: "),
    ("intake.yaml", "idleSeconds: 60", "idleSeconds: 1"),
    ("intake.yaml", "exit: https", "exit: http"),
    ("intake.yaml", 'fingerprint: ""', 'fingerprint: "12"'),
    ("pages.yaml", "heading: closedHeading", "heading: nothing"),
    ("pages.yaml", "closed: {heading", "closd: {heading"),
])
def test_a_mistake_in_the_intakes_files_is_78_and_names_file_and_line(
        intake, name, before, after):
    file = intake.folder / name
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    finished = intake.command("serve")
    expect_error(finished, 78)
    assert re.search(rf"{name}:\d+: ", finished.stderr)


def test_check_says_ready_or_what_is_missing(intake):
    ready = intake.command("check")
    assert ready.returncode == 0 and ready.stdout.endswith("ready\n")
    (intake.folder / "campaign.json").unlink()
    (intake.folder / "certificate.pem").unlink()
    missing = intake.command("check")
    assert missing.returncode == 1
    assert missing.stdout.count("problem: ") == 2
    assert "connections may take" not in missing.stdout
    intake.set("mostConnections", 2000)
    assert "warning: 2000 connections may take 550 MB: the unit's MemoryMax " in intake.command("check").stdout
    assert "MemoryMax=400M\n" in (ROOT / "Deploy" / "server" / "ovoz-intake.service").read_text()


def told_by_check(intake, code):
    """What the check says as JSON, which has to be what it says in words."""
    finished, plain = intake.command("check", "--json"), intake.command("check")
    assert (finished.returncode, plain.returncode, finished.stderr) == (code, code, "")
    told = json.loads(finished.stdout)
    assert (told["schema"], told["version"]) == ("ovoz-intake.check", 1)
    value, lines = told["value"], plain.stdout.splitlines()
    for kind in ("warning", "problem"):
        said = [line.removeprefix(f"{kind}: ") for line in lines if line.startswith(f"{kind}: ")]
        assert value[f"{kind}s"] == said
    assert value["ready"] == (lines[-1] == "ready")
    return value


def test_check_as_json_says_the_same(intake, vault):
    intake.set("mostConnections", 2000)
    ready = told_by_check(intake, 0)
    assert ready["ready"] is True and ready["problems"] == []
    assert any("2000 connections may take" in warning for warning in ready["warnings"])
    campaign = json.loads((vault.folder / "demo.campaign.json").read_text(encoding="utf-8"))
    assert ready["campaign"] == {
        name: campaign[name] for name in ("name", "opens", "closes", "fingerprint")}
    (intake.folder / "campaign.json").unlink()
    (intake.folder / "certificate.pem").unlink()
    missing = told_by_check(intake, 1)
    assert missing["ready"] is False and len(missing["problems"]) == 2
    assert "campaign" not in missing
    # Settings that cannot be read are an error as ever, and no JSON.
    intake.set("idleSeconds", 1)
    expect_error(intake.command("check", "--json"), 78)


def test_campaigns_as_json(vault):
    expect_error(vault.ovoz("campaign", "list", "--json"), 10)
    lines = []
    for name, closes in (("autumn", 5), ("winter", 40)):
        file = json.loads(vault.new_campaign(name, closes=closes).read_text(encoding="utf-8"))
        lines.append({key: file[key] for key in (
            "name", "opens", "closes", "epochDays", "fingerprint")})
    listed = json.loads(result(vault.ovoz("campaign", "list", "--json")))
    assert (listed["schema"], listed["version"]) == ("ovoz.campaigns", 1)
    assert sorted(listed["value"], key=lambda line: line["name"]) == lines
    shown = json.loads(result(vault.ovoz("campaign", "show", "winter", "--json")))
    assert shown == {"schema": "ovoz.campaign", "version": 1, "value": lines[1]}
    expect_error(vault.ovoz("campaign", "show", "spring", "--json"), 10)


# Keys and names


def test_a_wrong_passphrase_is_12(filled):  # G8
    vault = filled([voice(1)])
    vault.write_passphrase("wrong", "other invented words")
    expect_error(vault.ovoz("list", passphrase="wrong"), 12, "the passphrase does not fit")
    vault.write_passphrase("empty", "")
    expect_error(vault.ovoz("list", passphrase="empty"), 12)
    expect_error(vault.ovoz("list", passphrase="missing"), 12, "cannot be read")
    vault.write_passphrase("open", vault.PASSPHRASE, mode=0o644)
    expect_error(vault.ovoz("list", passphrase="open"), 12, "others can read")


def test_a_key_that_others_can_read_or_that_is_gone_is_12(filled):  # G8
    vault = filled([voice(1)])
    (key,) = (vault.folder / "vault" / "keys").iterdir()
    key.chmod(0o640)
    expect_error(vault.ovoz("list"), 12, "others can read the key's file")
    key.chmod(0o600)
    content = key.read_bytes()
    key.write_bytes(content[:-40])
    expect_error(vault.ovoz("list"), 12)
    key.unlink()
    expect_error(vault.ovoz("list"), 12, "missing")
    key.write_bytes(content)
    key.chmod(0o600)
    assert len(vault.list()) == 1


def test_an_unknown_campaign_or_testimony_is_10(server, filled):
    campaign = server.campaign()
    alike = [sealing.seal(campaign, voice(n), record_id=b"\xab\xcd" + bytes([n]) * 14)
             for n in (1, 2)]
    vault = filled(alike)
    expect_error(vault.ovoz("campaign", "show", "nothing"), 10, "no such campaign")
    expect_error(vault.ovoz("list", "--campaign", "nothing"), 10, "no such campaign")
    read = ("read", "--unsafe-plaintext-out")
    expect_error(vault.ovoz(*read, "0000"), 10, "no testimony has that id")
    expect_error(vault.ovoz(*read, "abcd"), 10, "several testimonies")
    expect_error(vault.ovoz("report", "copy", "7", "--out", "copy"), 10, "no release")
    assert f"{SENTINEL}2 said" in vault.read("abcd02")


# Words stay where they belong


def test_words_do_not_go_into_a_pipe_unasked(filled):  # G8
    vault = filled([voice(1, understood=["not"])])
    (line,) = vault.list()
    for command in ("read", "redact"):
        expect_error(vault.ovoz(command, line["id"]), 64, "words go to a terminal only")
    for arguments in (["list"], ["list", "--json"], ["redact"], ["redact", "--risk"],
                      ["redact", "--risk", "--json"], ["code"], ["access"]):
        finished = vault.ovoz(*arguments, stdin="a\n")
        assert finished.returncode == 0, finished.stderr
        assert SENTINEL not in finished.stdout + finished.stderr, arguments
    assert SENTINEL in vault.read(line["id"])
    actions = [entry["action"] for entry in json.loads(
        result(vault.ovoz("access", "--json")))["value"]]
    assert "words left the vault" in actions


def test_the_risk_of_each_testimony_is_told_without_its_words(filled):  # G8
    telling = {**voice(1), "answers": {
        "change": {"text": "Мне было 16 лет, я из села Зелистон."}}}
    vault = filled([telling, voice(2)])

    def risks():
        told = json.loads(result(vault.ovoz("redact", "--risk", "--json")))
        assert told["schema"] == "ovoz.risk"
        return told["value"]

    first, second = risks()
    assert "age and place" in first["risk"]["reasons"] and first["risk"]["level"] != "low"
    assert second["risk"]["level"] == "low" and not first["isReviewed"]
    shown = result(vault.ovoz("redact", "--risk", first["id"]))
    assert "whoever lives there" in shown
    # An id may have the digits of an age.
    told = shown.replace(first["id"][:8], "")
    assert not any(word in told for word in ("16", "Зелистон", "села"))


def test_results_are_data_only(filled):
    vault = filled([voice(1)])
    listed = vault.ovoz("list", "--json")
    assert listed.stderr == "" and json.loads(listed.stdout)["schema"] == "ovoz.list"
    assert "\x1b" not in vault.ovoz("list").stdout
    coded = vault.ovoz("code", stdin="a\n")
    assert coded.stdout == "1 decided, 0 waiting\n"


HOSTILE = {
    "\u009b31m": "⟨U+009B⟩31m", "\u009d0;title\u009c": "⟨U+009D⟩0;title⟨U+009C⟩",
    "\u202eesrever\u202c": "⟨U+202E⟩esrever⟨U+202C⟩", "\u2066in\u2069": "⟨U+2066⟩in⟨U+2069⟩",
    "zero\u200bwidth\u200d\ufeff": "zero⟨U+200B⟩width⟨U+200D⟩⟨U+FEFF⟩",
    "\u2028line": "⟨U+2028⟩line", "\U000e0041tag": "⟨U+E0041⟩tag", "so\u00adft": "so⟨U+00AD⟩ft",
    "\ue000private": "⟨U+E000⟩private",
}


def test_text_that_attacks_the_terminal_is_shown_as_its_numbers(filled):
    # All of these may stand in a testimony by its format; only ASCII controls may not.
    text = "\n".join(HOSTILE)
    vault = filled([{**voice(1), "answers": {"change": {"text": text}}}])
    (line,) = vault.list()
    shown = on_terminal(vault, "read", line["id"], "--plain", "--config", str(CONFIG))
    piped = vault.read(line["id"])
    for output in (shown, piped):
        for hostile, visible in HOSTILE.items():
            assert visible in output and hostile not in output
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]", output)


def test_reading_line_by_line_leaves_out_what_is_distressing_until_somebody_wants_it(filled):
    words = "They beat me with a cable. Then I slept in a kitchen."
    vault = filled([{**voice(1), "answers": {"change": {"text": words}}}])
    (line,) = vault.list()

    def shown(*more):
        return " ".join(on_terminal(
            vault, "read", line["id"], "--plain", "--config", str(CONFIG), *more).split())

    assert "(left out) Then I slept in a kitchen." in shown() and "cable" not in shown()
    assert "One sentence speaks of: beating and torture. It is left out; --no-blur brings it." in shown()
    assert words in shown("--no-blur") and "left out" not in shown("--no-blur")
    # A file or pipe gets the words that somebody asked for there.
    assert words in vault.read(line["id"])


def on_terminal(vault, *arguments, plain={"NO_COLOR": "1"}):
    """What a command writes on a terminal."""
    controller, terminal = pty.openpty()
    command = [PROGRAMS / "ovoz", *arguments, "--vault", "vault", "--passphrase-file", "pass"]
    process = subprocess.Popen(
        command, cwd=vault.folder, env={**CLEAN, **plain, "TERM": "xterm"},
        stdin=terminal, stdout=terminal, stderr=terminal)
    os.close(terminal)
    written = b""
    while True:
        try:
            part = os.read(controller, 65_536)
        except OSError:  # Linux says so when the last writer is gone.
            break
        if not part:
            break
        written += part
    os.close(controller)
    assert process.wait() == 0, written
    return written.decode().replace("\r\n", "\n")


def test_escapes_that_a_false_sealer_sealed_do_not_open(server, filled, monkeypatch):  # G12
    def without_cleaning(question, answer):
        return b"\0" + answer.get("text", "").encode()

    with monkeypatch.context() as patch:
        patch.setattr(sealing, "encode_question", without_cleaning)
        false = sealing.seal(server.campaign(), voice("\x1b[2J\x1b]0;owned\x07"))
    vault = filled([false, voice(2)])
    listed = vault.ovoz("list")
    assert listed.returncode == 3 and "1 of 2 testimonies do not open" in listed.stderr
    expect_error(
        vault.ovoz("read", false[23:39].hex(), "--unsafe-plaintext-out"), 30, "does not open")


def test_testimonies_sealed_to_another_key_are_named_and_stop_nobody(server, filled):  # G11 G12
    campaign = server.campaign()
    other = sealing.public_bytes(sealing.private_from(b"\2" * 32))
    stray = sealing.Campaign(campaign.id, other, campaign.form, campaign.form_version)
    vault = filled([sealing.seal(stray, voice(1)), voice(2)])
    listed = vault.ovoz("list", "--json")
    assert listed.returncode == 3 and "1 of 2" in listed.stderr
    assert sorted(line["opens"] for line in json.loads(listed.stdout)["value"]) == [False, True]
    assert vault.code("a\n") == "1 decided, 1 waiting\n"


@pytest.mark.parametrize("program", ["ovoz", "ovoz-intake"])
def test_the_manual_writes_each_command_as_it_is_typed(program):
    page = subprocess.run([ROOT / "Deploy" / "man-page", PROGRAMS / program],
                          capture_output=True, text=True, check=True).stdout.splitlines()
    usages = [line for line in page if line.startswith(".Dl ")]
    assert len(usages) > 5 and all(line.startswith(f".Dl {program} ") for line in usages)
    assert program != "ovoz" or any(
        line.startswith(".Dl ovoz inbox import FILE") for line in usages)


# Bundles


def test_a_bundle_of_an_intake_that_nobody_trusts_is_30(server, vault):  # G12
    server.send(voice(1))
    bundle = server.bundle()
    expect_error(vault.take_in(bundle), 30, "no intake key is trusted")
    vault.trust(server)
    result(vault.take_in(bundle))
    expect_error(vault.ovoz("campaign", "trust", "demo", "ab" * 32), 30, "another intake key")
    expect_error(vault.ovoz("campaign", "trust", "demo", "abc"), 64)


def test_a_folder_instead_of_a_file_is_64_and_named(vault, scratch):
    vault.new_campaign()
    for command in (["inbox", "import"], ["restore"]):
        expect_error(vault.ovoz(*command, scratch / "stick"), 64, f"{scratch}/stick cannot be read")
    (scratch / "stick").mkdir()
    for command in (["inbox", "import"], ["restore"]):
        finished = vault.ovoz(*command, scratch / "stick")
        expect_error(finished, 64, f"{scratch}/stick is a folder")


def test_a_changed_bundle_is_30_and_imports_nothing(server, vault):  # G12
    fill(server, [voice(n) for n in range(3)])
    bundle = server.bundle()
    vault.trust(server)
    whole = bundle.read_bytes()
    for name, content in changed_bundles(whole, server.campaign()).items():
        bundle.write_bytes(content)
        finished = vault.take_in(bundle)
        expect_error(finished, 30)
        assert vault.list() == [], name
    bundle.write_bytes(whole)
    assert result(vault.take_in(bundle)) == "bundle 1: 3 new, 0 known, 0 withdrawn\n"


def changed_bundles(whole, campaign):
    length = sealing.sealed_length(campaign.form)
    starts = [m.start() for m in re.finditer(re.escape(b"OVOZ\1\0\1" + campaign.id), whole)]
    first, second = (whole[at:at + length] for at in starts[:2])
    changed = {f"byte {at} of {len(whole)}": flipped(whole, at)
               for at in (0, 5, 20, 60, starts[0] + 30, starts[1] + 500, starts[2] + length - 1,
                          len(whole) - 1)}
    return changed | {
        "empty": b"", "cut": whole[:-1], "half": whole[:len(whole) // 2], "longer": whole + b"\0",
        "twice": whole + whole, "swapped": whole.replace(first, b"?" * length)
        .replace(second, first).replace(b"?" * length, second),
        "record twice": whole.replace(second, first),
        "record left out": whole[:starts[1]] + whole[starts[2]:]}


def flipped(content, at):
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1:]


def test_bundles_have_to_follow_each_other(server, vault, scratch):  # G12
    vault.trust(server)
    server.send(voice(1))
    first = server.bundle("b1.ovoz")
    server.send(voice(2))
    second = server.bundle("b2.ovoz")
    expect_error(vault.take_in(second), 30, "bundle 1 is missing")
    result(vault.take_in(first))
    expect_error(vault.take_in(first), 30, "imported already")
    result(vault.take_in(second))
    expect_error(vault.take_in(first), 30, "a later bundle was imported before")
    assert len(vault.list()) == 2


def test_an_intake_that_was_set_back_is_noticed(server, vault, scratch):  # G12
    server.send(voice(1))
    server.command("key")
    server.stop()
    shutil.copytree(server.folder / "state", scratch / "backup")
    hand_over(server, vault)
    shutil.rmtree(server.folder / "state")
    shutil.copytree(scratch / "backup", server.folder / "state")
    server.start()
    server.send(voice(2))
    server.stop()
    expect_error(vault.take_in(server.bundle("other-b1.ovoz")), 30, "not what it was then")
    expect_error(vault.take_in(server.bundle("b2.ovoz")), 30, "does not follow")


def test_a_bundle_of_another_campaign_or_intake_is_30(server, vault, scratch):  # G12
    server.send(voice(1))
    vault.trust(server)
    others = Intake(scratch / "third", vault.folder / "demo.campaign.json")
    expect_error(vault.take_in(others.bundle()), 30, "not trusted")
    elsewhere = Intake(scratch / "fourth", Vault(scratch / "other laptop").new_campaign())
    expect_error(vault.take_in(elsewhere.bundle()), 30, "another campaign")


def test_no_bundle_is_written_over_a_file_and_none_of_a_number_that_never_was(server):
    server.send(voice(1))
    server.bundle()
    expect_error(server.command("bundle", "--out", "b1.ovoz"), 64, "exists already")
    expect_error(server.command("bundle", "--out", "b9.ovoz", "--again", "9"), 1, "no bundle")
    assert not (server.folder / "b9.ovoz").exists()


def test_testimonies_of_the_open_period_wait(server):  # G3
    server.send(voice(1))
    assert result(server.command("bundle", "--out", "b1.ovoz")) == "bundle 1: 0 testimonies, 0 withdrawals\n"
    assert result(server.command("bundle", "--out", "b2.ovoz", "--today", day(6))) == (
        "bundle 2: 1 testimonies, 0 withdrawals\n")


# Releases


def summary(vault, folder="summary"):
    return json.loads((vault.folder / folder / "summary.json").read_text(encoding="utf-8"))


def displays(table):
    return {row["theme"]: row["display"] for row in table["rows"]}


def files(folder):
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def cohort(first, count, **choices):
    """As many invented voices, of which somewhat over half were not understood."""
    return [voice(n, understood=["not"] if n % 5 < 3 else ["partly"], **choices)
            for n in range(first, first + count)]


@pytest.mark.parametrize("command", [
    ("list", "--json"), ("list",), ("stats", "--json"), ("access", "--json"), ("campaign", "list"),
    ("campaign", "list", "--json")])
def test_what_cannot_be_printed_is_told(filled, vault, command):
    filled(cohort(0, 2))
    with open("/dev/full", "w") as full:
        finished = subprocess.run(
            [PROGRAMS / "ovoz", *command, "--vault", "vault",
             *(() if command[0] in ("access", "campaign") else
               ("--passphrase-file", "pass", "--config", CONFIG))],
            cwd=vault.folder, env=CLEAN, stdout=full, stderr=subprocess.PIPE, text=True)
    assert finished.returncode == 1 and "could not be written" in finished.stderr


def test_the_home_that_the_environment_names_is_taken(vault, scratch):
    home = scratch / "home of somebody"
    home.mkdir()
    for more, folder in (({}, home / ".local" / "share"), ({"XDG_DATA_HOME": str(scratch / "data")},
                                                            scratch / "data"),
                         ({"XDG_DATA_HOME": "relative"}, home / ".local" / "share")):
        finished = subprocess.run(
            [PROGRAMS / "ovoz", "campaign", "new", "demo", "--opens", day(0), "--closes", day(5),
             "--config", CONFIG, "--passphrase-file", "pass", "--out", f"{len(more)}{folder.name}.json"],
            cwd=vault.folder, env=CLEAN | {"HOME": str(home)} | more, capture_output=True, text=True)
        if more.get("XDG_DATA_HOME") == "relative":
            assert "a campaign of that name is in the vault" in finished.stderr
        else:
            assert finished.returncode == 0, finished.stderr
        assert (folder / "ovoz" / "vault.sqlite").exists()


def test_nothing_is_released_before_it_may_be(filled, vault):  # G10
    expect_error(vault.release("one", "summary"), 20, "nothing to release")
    filled(cohort(0, 3))
    expect_error(vault.release("one", "summary"), 20, "nothing to release")  # not coded
    vault.code("a\n" * 3)
    expect_error(vault.release("one", "summary", today=0), 20)  # the period is open
    expect_error(vault.release("one", "summary", today=20), 21, "more than 7 days ago")
    expect_error(vault.release("One Two", "summary"), 20)
    assert not (vault.folder / "summary").exists()
    assert [line.get("release") for line in vault.list()] == [None] * 3


def test_answers_left_unread_are_asked_for_and_told_in_a_band(filled):  # G10
    """Coding only chosen testimonies would choose who is counted: the analyst says so, and so does the page."""
    vault = filled(cohort(0, 37))
    for record in [line["id"] for line in vault.list()][:25]:
        result(vault.ovoz("code", "--again", record, stdin="a\n"))
    preview = ("report", "preview", "--title", "t", "--collector", "c", "--today", day(6))
    assert "10 or more were left out" in result(vault.ovoz(*preview))
    refused = vault.release("one", "summary")
    expect_error(refused, 20, "12 wait for `ovoz code`")
    assert "--leave-unread" in refused.stderr and not (vault.folder / "summary").exists()
    vault.code("a\n" * 9)
    expect_error(vault.release("one", "summary"), 20, "3 wait for `ovoz code`")
    result(vault.release("one", "summary", "--leave-unread"))
    for name in ("summary.en.html", "screen.en.html"):
        page = (vault.folder / "summary" / name).read_text(encoding="utf-8")
        assert "A few answers were not read for this summary." in page
        assert "left out" not in page
    assert summary(vault)["answered"] == "about 30 people"


def test_what_was_read_whole_says_nothing_of_the_unread(filled):
    vault = filled(cohort(0, 22))
    vault.code("a\n" * 22)
    result(vault.release("one", "summary", "--leave-unread"))
    page = (vault.folder / "summary" / "summary.en.html").read_text(encoding="utf-8")
    assert "left out" not in page


def test_an_import_makes_the_withdrawals_fresh_again(server, filled, vault):  # G6
    filled(cohort(0, 3))
    vault.code("a\n" * 3)
    expect_error(vault.release("one", "summary", today=20), 21)
    result(vault.take_in(server.bundle("b2.ovoz"), today=15))
    result(vault.release("one", "summary", today=20))


def test_few_people_get_a_page_without_any_figure(scratch):  # G10
    """The page of three people and the page of nineteen are the same bytes."""
    pages = []
    for number, count in enumerate((3, 19)):
        vault = Vault(scratch / f"laptop {number}")
        intake = Intake(scratch / f"server {number}", vault.new_campaign())
        try:
            intake.start()
            fill(intake, cohort(0, count))
        finally:
            intake.kill()
        hand_over(intake, vault)
        vault.code("a\n" * count)
        result(vault.release("few", "summary"))
        # What says which campaign it is differs, and the digest of that.
        written = files(vault.folder / "summary")
        campaign = summary(vault)["campaign"].encode()
        written["summary.json"] = written["summary.json"].replace(campaign, b"")
        del written["manifest.json"]
        pages.append(written)
        assert summary(vault)["narrativeOnly"] is True
        assert {row["value"] for row in summary(vault)["rows"]} <= {None}
    assert pages[0] == pages[1]


def test_what_may_only_be_read_is_not_counted(filled):  # G7 G10
    only_read = [voice(n, READ_ONLY, help=["papers.helped"]) for n in range(100, 120)]
    vault = filled(cohort(0, 43) + only_read)
    vault.code("a\n" * 63)
    # Even where an analyst marks the theme by hand.
    for line in vault.list():
        if line["permission"] == "read only":
            result(vault.ovoz("code", "--again", line["id"], stdin="+helped_papers\n"))
    assert {line["themes"] for line in vault.list() if line["permission"] == "read only"} == {1}
    result(vault.release("autumn-1", "summary"))
    table = summary(vault)
    assert table["narrativeOnly"] is False
    assert table["answered"] == "about 40 people"
    assert displays(table)["helped_papers"] == "fewer than 10 people"
    assert displays(table)["misunderstood"] == "about half"


def test_the_files_of_a_release_hold_no_words_no_script_and_no_address(filled):  # G10
    vault = filled(cohort(0, 42, most=["housing"]))
    vault.code("a\n" * 42)
    finished = vault.release("autumn-1", "summary")
    assert result(finished) == "release 1: 34 files in summary\n"
    written = files(vault.folder / "summary")
    spoken = [f"{name}.{language}.{kind}" for language in ("tg", "ru", "uz", "en") for name, kind in (
        ("summary", "html"), ("summary", "docx"), ("summary", "odt"), ("slides", "odp"),
        ("screen", "html"), ("questions", "html"), ("who", "html"))]
    assert sorted(written) == sorted(spoken + [
        "facts.csv", "summary.csv", "summary.json", "summary.schema.json", "answer-draft.yaml", "manifest.json"])
    ids = [line["id"][:8].encode() for line in vault.list()]
    for name, content in written.items():
        assert SENTINEL.encode() not in content and b"listen first" not in content, name
        assert not [record for record in ids if record in content], name
        lowered = content.lower()
        # The facilitator's view has one script, pinned by its digest; documents name their formats.
        assert b"<script" not in lowered or name.startswith("screen."), name
        assert name.endswith(".schema.json") or b"http:" not in lowered and b"https:" not in lowered, name
        assert b"src=" not in lowered, name


def test_a_copy_is_the_same_bytes_and_nothing_is_released_twice(filled):  # G10
    vault = filled(cohort(0, 42))
    vault.code("a\n" * 42)
    result(vault.release("autumn-1", "summary"))
    expect_error(vault.release("autumn-2", "again"), 20, "nothing to release")
    assert not (vault.folder / "again").exists()
    expect_error(vault.release("autumn-2", "summary"), 64, "summary exists already")
    result(vault.ovoz("report", "copy", "1", "--out", "copy"))
    assert files(vault.folder / "copy") == files(vault.folder / "summary")


def test_two_releases_never_share_a_testimony(server, filled):  # G10
    vault = filled(cohort(0, 42, most=["housing"]))
    vault.code("a\n" * 42)
    result(vault.release("autumn-1", "first"))
    before = {line["id"] for line in vault.list()}
    kept = files(vault.folder / "first")
    fill(server, cohort(100, 60, most=["legal_help"]))
    result(vault.take_in(server.bundle("b2.ovoz"), today=35))
    assert vault.code("a\n" * 60) == "60 decided, 0 waiting\n"
    told = result(vault.ovoz("report", "ledger"))
    head = re.search(r"^head ([0-9a-f]{64})$", told, re.M)[1]
    expect_error(vault.release("autumn-2", "second", today=35), 20, "less than 30 days ago")
    result(vault.release("autumn-2", "second", today=36))
    # What stood at the record's end stands on the next release's pages.
    assert head in (vault.folder / "second" / "summary.en.html").read_text(encoding="utf-8")
    assert head not in (vault.folder / "first" / "summary.en.html").read_text(encoding="utf-8")
    released = {line["id"]: line["release"] for line in vault.list()}
    assert {released[record] for record in before} == {1}
    assert {number for record, number in released.items() if record not in before} == {2}
    first, second = (displays(summary(vault, folder)) for folder in ("first", "second"))
    assert first["ask_safe_home"] == "most or all"
    assert first["ask_lawyer"] == "fewer than 10 people"
    assert second["ask_safe_home"] == "fewer than 10 people"
    assert second["ask_lawyer"] == "most or all"
    assert summary(vault, "second")["answered"] == "about 60 people"
    result(vault.ovoz("report", "copy", "1", "--out", "copy"))
    assert files(vault.folder / "copy") == kept
    # The second release draws the first beside it, as the vault kept it.
    assert not [name for name in kept if name.startswith("trend")]
    trend = (vault.folder / "second" / "trend.en.html").read_text(encoding="utf-8")
    row = trend[trend.index("A safe home"):].partition("</tr>")[0]
    assert re.findall(r"<title>(.*?)</title>", row) == ["most or all", "fewer than 10 people"]


def test_what_can_never_be_opened_is_told_to_the_analyst_alone(server, filled):  # G10
    """Junk would wear the question out, and every page would say for ever that answers were left out."""
    campaign = server.campaign()
    other = sealing.public_bytes(sealing.private_from(b"\2" * 32))
    stray = sealing.Campaign(campaign.id, other, campaign.form, campaign.form_version)
    vault = filled(cohort(0, 22) + [sealing.seal(stray, voice(n)) for n in range(100, 111)])
    vault.code("a\n" * 22)
    finished = vault.release("one", "summary")
    result(finished)
    assert "11 testimonies do not open" in finished.stderr
    page = (vault.folder / "summary" / "summary.en.html").read_text(encoding="utf-8")
    assert "left out" not in page and "not read" not in page
    assert summary(vault)["leftOut"] == "none"


def test_a_two_way_table_has_to_be_listed_and_to_have_enough_people(filled):  # G10
    vault = filled(cohort(0, 42))
    vault.code("a\n" * 42)

    def preview(table):
        return vault.ovoz(
            "report", "preview", "--title", "Invented roundtable", "--collector",
            "Invented organisation", "--today", day(6), "--two-way", table)

    assert "gender*where: not shown yet" in result(preview("gender,where"))
    expect_error(preview("where,gender"), 20, "does not list")
    expect_error(preview("gender,village"), 20, "does not list")
    expect_error(preview("gender"), 64, "names two facts")


def test_a_file_is_looked_up_in_the_record_of_releases(filled):  # G10, G12
    vault = filled(cohort(0, 42, most=["housing"]))
    vault.code("a\n" * 42)
    result(vault.release("autumn-1", "summary"))
    names = sorted(path.name for path in (vault.folder / "summary").iterdir())
    told = result(vault.ovoz("report", "verify", *(f"summary/{name}" for name in names)))
    assert told.splitlines() == [f"summary/{name}: {name} of release 1" for name in names]
    changed = vault.folder / "summary" / "summary.csv"
    changed.write_bytes(changed.read_bytes().replace(b"fewer than 10", b"fewer than 11"))
    finished = vault.ovoz("report", "verify", "summary/summary.csv", "summary/summary.json")
    assert finished.returncode == 30
    assert finished.stdout == ("summary/summary.csv: in no release\n"
                               "summary/summary.json: summary.json of release 1\n")
    listed = json.loads(result(vault.ovoz("report", "ledger", "--json")))
    assert [entry["release"] for entry in listed["value"]] == ["autumn-1"]
    ids = [line["id"][:8] for line in vault.list()]
    assert not [one for one in ids if one in json.dumps(listed)]
    expect_error(vault.ovoz("report", "verify", "nothing.csv"), 64, "cannot be read")
    with sqlite3.connect(vault.folder / "vault" / "vault.sqlite") as database:
        database.execute("DELETE FROM ledger")
    expect_error(vault.ovoz("report", "ledger"), 30, "has a gap")
    expect_error(vault.ovoz("report", "verify", "summary/summary.json"), 30, "has a gap")


def test_the_sheet_of_promises_is_begun_and_checked(scratch):
    def commitments(*arguments):
        return run("ovoz", "report", "commitments", *arguments, "--config", CONFIG, folder=scratch)

    assert result(commitments("--new", "p.csv")) == "p.csv: an empty sheet\n"
    expect_error(commitments("--new", "p.csv"), 64, "p.csv exists already")
    assert result(commitments("p.csv")) == "p.csv: good, 0 promises\n"
    sheet = scratch / "p.csv"
    sheet.write_bytes(sheet.read_bytes() + b"one,,2026-03-01,soon\r\n")
    expect_error(commitments("p.csv"), 78, "p.csv:2: status: one of agreed")
    sheet.write_bytes("обещание".encode("cp1251"))
    expect_error(commitments("p.csv"), 78, "p.csv is not UTF-8")


def test_a_preview_releases_nothing(filled):  # G10
    vault = filled(cohort(0, 42))
    vault.code("a\n" * 42)
    preview = ("report", "preview", "--title", "t", "--collector", "c", "--today", day(6))
    told = result(vault.ovoz(*preview))
    assert SENTINEL not in told
    assert "42 are counted now" in told and "58 more (100 in all): rounded counts" in told
    assert "each after 1 to 10 more people who name it" in told
    assert {line.get("release") for line in vault.list()} == {None}
    result(vault.release("autumn-1", "summary"))
    expect_error(vault.ovoz(*preview), 20)


@pytest.mark.parametrize("unread, left_out", [(0, "none"), (3, "few"), (12, "k_or_more")])
def test_a_preview_as_json_says_what_the_release_says_and_no_more(filled, unread, left_out):  # G10
    vault = filled(cohort(0, 42 + unread, most=["housing"]))
    vault.code("a\n" * 42)
    preview = ("report", "preview", "--title", "t", "--collector", "c", "--today", day(6))
    printed = result(vault.ovoz(*preview, "--two-way", "gender,where", "--json"))
    told = json.loads(printed)
    assert (told["schema"], told["version"]) == ("ovoz.preview", 1)
    assert SENTINEL not in printed and "listen first" not in printed
    assert not [line["id"] for line in vault.list() if line["id"][:8] in printed]
    value = told["value"]
    assert value["answered"] == {"status": "rounded", "about": 40}
    shown = {row["theme"]: row["shown"] for row in value["themes"]}
    assert shown["ask_safe_home"] == {"status": "band", "share": "most_or_all"}
    assert shown["ask_lawyer"] == {"status": "suppressed", "fewerThan": 10}
    # The exact count stands where the terminal has it, beside the next steps, and nowhere else.
    assert printed.count("42") - sum(value[name].count("42") for name in ("policy", "codebook")) == 1
    assert value["next"]["counted"] == 42
    assert {"gain": "counts", "from": 100, "more": 58} in value["next"]["steps"]
    assert [cell["shown"] for cell in value["facts"] if cell["table"] == "gender*where"] == [
        {"status": "withheld"}]
    result(vault.release("autumn-1", "summary", *(["--leave-unread"] if unread else [])))
    table = summary(vault)
    for told in (value, table):
        assert (told["leftOut"], told["lastWithdrawalList"]) == (left_out, day(0))
    assert [(row["theme"], row["group"], row["display"], row["shown"]["status"])
            for row in value["themes"]] == [
        (row["theme"], row["group"], row["display"], row["status"]) for row in table["rows"]]
    assert value["policy"] == table["policy"]["hash"]
    assert value["codebook"] == table["codebook"]["hash"]
    expect_error(vault.ovoz(*preview, "--json"), 20, "nothing to release")


def test_a_preview_of_few_as_json_has_no_figure(filled):  # G10
    vault = filled(cohort(0, 12))
    vault.code("a\n" * 12)
    value = json.loads(result(vault.ovoz(
        "report", "preview", "--title", "t", "--collector", "c", "--today", day(6),
        "--json")))["value"]
    assert value["narrativeOnly"] is True
    assert {json.dumps(row["shown"]) for row in value["themes"]} == {'{"status": "withheld"}'}
    assert {json.dumps(cell["shown"]) for cell in value["facts"]} <= {'{"status": "withheld"}'}


def test_a_title_that_hides_something_is_refused(filled):  # G10
    vault = filled(cohort(0, 3))
    vault.code("a\n" * 3)
    for title in ("", "a\u202eb", "two\nlines", "x" * 200):
        expect_error(vault.ovoz(
            "report", "release", "--name", "one", "--out", "summary", "--title", title,
            "--collector", "c", "--today", day(6), "--rehearsal"), 20)
