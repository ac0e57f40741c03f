# SPDX-License-Identifier: Apache-2.0
"""Answering back: from a receipt's digits to the reply that only they open."""

import json
import os
import pty
import re
import subprocess

import pytest
import yaml

import sealing
from machines import CLEAN, CONFIG, PROGRAMS, ROOT, hand_over, result, run
from test_commands import expect_error, voice

EXAMPLE = CONFIG / "answer.yaml"
REPLY = "Ташаккур. We asked the invented shelter to change this."


@pytest.fixture
def receipt(campaign_file):
    """What a survivor holds: digits on a slip of paper, and the keys that follow from them."""
    return sealing.ReceiptKeys.of(
        sealing.new_digits(), sealing.Campaign.load(campaign_file).id)


@pytest.fixture
def office(server, vault, receipt):
    """A vault with two testimonies: the first took a receipt, the second none."""
    records = [os.urandom(16) for _ in range(2)]
    with_key = {**voice(1), "replyKey": receipt.reply_key.hex()}
    assert server.send(with_key, record_id=records[0]) == "accepted"
    assert server.send(voice(2), record_id=records[1]) == "accepted"
    hand_over(server, vault)
    vault.records = [record.hex() for record in records]
    return vault


FORMAT = ROOT / "Sources" / "Shared" / "Answering" / "Answering.docc" / "AnswerFormat.md"


def test_the_example_of_the_format_page_is_true():
    page = FORMAT.read_text(encoding="utf-8")
    digits = re.search(r"With the digits `(\d{24})`", page)[1]
    keys = sealing.ReceiptKeys.of(digits, bytes(16))
    assert int(digits) % 97 == 1
    assert f"| `K` | {keys.reply_key.hex()} |" in page
    assert f"| `name` | {keys.reply_name.hex()} |" in page


def publish(vault, name="answer.ovoz", *options, file=EXAMPLE):
    return vault.ovoz("answer", "publish", file, "--out", name, *options)


def published(vault, campaign, name="answer.ovoz"):
    return sealing.Answer.read(campaign, (vault.folder / name).read_bytes())


def test_an_answer_that_cannot_be_written_uses_up_no_number(office):
    expect_error(publish(office, "nowhere/answer.ovoz"), 1, "nowhere/answer.ovoz cannot be written")
    assert result(publish(office)).startswith("answer 1: ")


def test_check_digits_catch_one_wrong_digit_and_a_swap():
    for _ in range(50):
        digits = sealing.new_digits()
        assert len(digits) == 24 and int(digits) % 97 == 1


def test_a_reply_goes_from_the_vault_to_the_receipt_and_nobody_else_opens_it(
        office, server, receipt):  # G1 G8
    assert result(office.ovoz("reply", office.records[0], stdin=REPLY + "\n")) == "stored\n"
    said = result(publish(office))
    assert said == "answer 1: 3 points, 1 reply\n"
    answer = published(office, server.campaign())
    assert answer.number == 1 and len(answer.replies) == 16
    sealed = answer.replies[receipt.reply_name]
    assert sealing.open_reply(receipt.reply_key, sealed) == REPLY
    other = sealing.ReceiptKeys.of(sealing.new_digits(), server.campaign().id)
    assert other.reply_name not in answer.replies
    for one in answer.replies.values():
        with pytest.raises(sealing.Refused, match="cannot_open"):
            sealing.open_reply(other.reply_key, one)
    # Nothing of it is readable in the vault or in the file that leaves it.
    for path in office.folder.rglob("*"):
        if path.is_file() and path.suffix != ".yaml":
            content = path.read_bytes()
            assert REPLY.encode() not in content and receipt.reply_key not in content, path.name


def test_the_signed_page_is_what_the_organisers_wrote(office, server):  # G12
    result(publish(office))
    answer = published(office, server.campaign())
    source = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    assert answer.page == json.loads(json.dumps(source, default=str))
    file = bytearray((office.folder / "answer.ovoz").read_bytes())
    file[40] ^= 1
    with pytest.raises(sealing.Refused, match="bad_signature"):
        sealing.Answer.read(server.campaign(), bytes(file))


def test_numbers_rise_and_no_file_is_written_over(office, server):
    result(publish(office))
    expect_error(publish(office), 64, "answer.ovoz exists already")
    result(publish(office, "second.ovoz"))
    assert published(office, server.campaign(), "second.ovoz").number == 2
    expect_error(publish(office, "third.ovoz", "--number", "2"), 64, "answer 2 was published")
    result(publish(office, "third.ovoz", "--number", "9"))
    assert published(office, server.campaign(), "third.ovoz").number == 9


def test_the_names_tell_from_answer_to_answer_only_what_was_added(office, server, receipt):  # G4
    result(publish(office))
    result(office.ovoz("reply", office.records[0], stdin=REPLY))
    for name in ("second.ovoz", "third.ovoz"):
        result(publish(office, name))
    first, second, third = (
        published(office, server.campaign(), name).replies
        for name in ("answer.ovoz", "second.ovoz", "third.ovoz"))
    assert set(second) - set(first) == {receipt.reply_name}
    assert set(second) == set(third)
    assert not set(second.values()) & set(third.values())


def test_without_a_receipt_there_is_no_reply(office):
    finished = office.ovoz("reply", office.records[1], stdin=REPLY)
    expect_error(finished, 1, "took no receipt")
    assert "ovoz answer publish" in finished.stderr
    assert json.loads(result(office.ovoz("reply", "--list", "--json")))["value"] == []


@pytest.mark.parametrize("text, code", [
    ("", 64), (" \n", 64), ("ҷ" * 501, 64), ("a" * 1001, 64), ("a\x1b[2J", 64), ("a" * 9000, 64)])
def test_a_text_that_is_no_reply_is_refused_and_not_cut(office, text, code):
    expect_error(office.ovoz("reply", office.records[0], stdin=text), code, "1 to 1000 bytes")


def test_the_longest_reply_arrives_whole(office, server, receipt):
    result(office.ovoz("reply", office.records[0], stdin="ҷ" * 500 + "\r\n"))
    result(publish(office))
    sealed = published(office, server.campaign()).replies[receipt.reply_name]
    assert sealing.open_reply(receipt.reply_key, sealed) == "ҷ" * 500


def test_a_reply_is_replaced_listed_without_words_and_taken_back(office, server, receipt):  # G8
    first, record = office.folder / "reply.txt", office.records[0]
    first.write_text("An invented first reply.\n", encoding="utf-8")
    kept = office.ovoz("reply", record, "--file", first)
    assert kept.stdout == "stored\n" and "reply.txt still holds the reply" in kept.stderr
    again = office.ovoz("reply", record[:8], stdin=REPLY)
    assert again.stdout == "stored in place of the earlier reply\n"
    listed = result(office.ovoz("reply", "--list"))
    assert listed == f"{record[:8]}  {len(REPLY.encode())} bytes\n"
    value = json.loads(result(office.ovoz("reply", "--list", "--json")))["value"]
    assert value == [{"id": record, "bytes": len(REPLY.encode())}]
    assert "deleted" in result(office.ovoz("reply", record, "--delete"))
    expect_error(office.ovoz("reply", record, "--delete"), 10, "has no reply")
    result(publish(office))
    assert receipt.reply_name not in published(office, server.campaign()).replies
    actions = re.findall(r"Z  (repl\w+(?: deleted)?|answered)  (\S+)",
                         result(office.ovoz("access")))
    assert actions == [("replied", record), ("replied", record), ("reply deleted", record),
                       ("answered", "demo")]


def test_on_a_terminal_the_list_shows_the_words_and_hides_nothing_else(office):
    result(office.ovoz("reply", office.records[0], stdin=REPLY + "\u202e"))
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [PROGRAMS / "ovoz", "reply", "--list", "--vault", "vault", "--passphrase-file", "pass"],
        cwd=office.folder, env=CLEAN, stdin=theirs, stdout=theirs, stderr=theirs)
    assert process.wait(60) == 0
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert REPLY in shown and "⟨U+202E⟩" in shown


@pytest.mark.parametrize("arguments", [
    [], ["3fa9", "--list"], ["--list", "--delete"], ["3fa9", "--json"],
    ["3fa9", "--delete", "--file", "reply.txt"]])
def test_wrong_usage_of_reply_is_64(vault, arguments):
    assert vault.ovoz("reply", *arguments).returncode == 64


def test_an_unknown_testimony_is_10_and_a_missing_file_64(office):
    expect_error(office.ovoz("reply", "00" * 16, stdin=REPLY), 10, "no testimony has that id")
    expect_error(office.ovoz("reply", office.records[0], "--file", "none"), 64, "none cannot be read")


def test_two_testimonies_of_one_receipt_are_named_when_both_have_a_reply(
        server, vault, receipt):
    records = [os.urandom(16) for _ in range(2)]
    for number, record in enumerate(records):
        server.send({**voice(number), "replyKey": receipt.reply_key.hex()}, record_id=record)
    hand_over(server, vault)
    for record in records:
        result(vault.ovoz("reply", record.hex(), stdin=REPLY))
    expect_error(publish(vault), 30, "the same reply key")
    assert not (vault.folder / "answer.ovoz").exists()
    result(vault.ovoz("reply", records[0].hex(), "--delete"))
    assert result(publish(vault)) == "answer 1: 3 points, 1 reply\n"


def test_check_says_good_or_names_file_and_line(scratch):
    good = run("ovoz", "answer", "check", EXAMPLE, folder=scratch)
    assert (good.returncode, good.stdout) == (0, f"{EXAMPLE}: good, 3 points\n")
    text = EXAMPLE.read_text(encoding="utf-8")
    spoiled = scratch / "answer.yaml"
    spoiled.write_text(text.replace("    why:", "    whyever:", 1), encoding="utf-8")
    line = text[:text.index("  - heard:\n      tg: \"Паноҳгоҳ")].count("\n") + 1
    bad = run("ovoz", "answer", "check", "answer.yaml", folder=scratch)
    expect_error(bad, 78, "the key “why” is missing")
    assert f"answer.yaml:{line}: " in bad.stderr
    expect_error(run("ovoz", "answer", "check", "none", folder=scratch), 78, "none cannot be read")


def test_another_campaign_has_another_answer_key(vault):  # G12
    campaigns = [sealing.Campaign.load(vault.new_campaign(name)) for name in ("one", "two")]
    assert campaigns[0].answer_key != campaigns[1].answer_key
    expect_error(publish(vault), 10, "no such campaign")
    result(publish(vault, "one.ovoz", "--campaign", "one"))
    assert published(vault, campaigns[0], "one.ovoz").number == 1
    with pytest.raises(sealing.Refused, match="other_campaign"):
        published(vault, campaigns[1], "one.ovoz")
