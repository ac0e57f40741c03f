# SPDX-License-Identifier: Apache-2.0
"""A flood keeps nobody out who holds a slip, costs bounded memory, and lets others in slowly."""

import hashlib
import os
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import sealing
from flood import (
    PAGE, PLAIN, SLOW_BODY, SLOW_FIELD, Flood, invented, junk, peak_memory, plain_form,
    slow_connections)
from machines import day, hand_over, result
from sending import submission

POSTS = int(os.environ.get("OVOZ_FLOOD", "1000"))
SLIPS, SLOW, MOST_SECONDS, MOST_MEGABYTES = 10, 100, 60, 256


def new_slips(intake, count=SLIPS):
    """The digits of fresh slips, from the page that is printed."""
    result(intake.command(
        "slips", "--count", count, "--url", "https://form.example", "--out", "slips.html"))
    page = (intake.folder / "slips.html").read_text(encoding="utf-8")
    found = re.findall(r'<p class="digits">' + r"<span>(\d{4})</span> " * 6 + "</p>", page)
    assert len(found) == count
    return ["".join(groups) for groups in found]


def slip_token(digits):
    return hashlib.sha256(b"ovoz slip v1" + digits.encode()).digest()


def sealed_words(intake, number, words="Invented guest number"):
    return sealing.seal(intake.campaign(), invented(number, words))


def send(intake, sealed, **beside):
    """All words of the reply to one sealed testimony."""
    body = submission(sealed, **beside)
    reply = intake.ask("POST", "/", body, {"Content-Type": "application/octet-stream"})
    return reply[2].decode().split()


def record(sealed):
    return sealed[23:39].hex()


def solved(challenge, bits, record_id):
    """The eight bytes that the intake asks for (SubmissionFormat §3)."""
    start = b"ovoz puzzle v1" + bytes.fromhex(challenge) + record_id
    for number in range(1 << 32):
        nonce = number.to_bytes(8, "big")
        if int.from_bytes(hashlib.sha256(start + nonce).digest()[:4], "big") >> 32 - bits == 0:
            return nonce
    raise AssertionError("there is no such number")


def lanes(vault):
    return {line["id"]: line["lane"] for line in vault.list()}


def timed(act):
    begun = time.monotonic()
    return act(), time.monotonic() - begun


def test_a_flood_keeps_no_slip_out(server, vault):
    guests = [sealed_words(server, number) for number in range(SLIPS)]
    tokens = [slip_token(digits) for digits in new_slips(server)]
    posts = junk(server.campaign(), POSTS)
    before = peak_memory(server.server)
    with Flood(server, posts, SLOW) as flood, ThreadPoolExecutor(SLIPS + 1) as people:
        def come(number):
            flood.wait_for((number + 1) / (SLIPS + 2))
            return timed(lambda: send(server, guests[number], slip=tokens[number]))

        def look():
            return [timed(server.get) for _ in range(20)]

        flood.wait_for(0.05)
        looking = people.submit(look)
        replies = list(people.map(come, range(SLIPS)))
        seen = looking.result()
    peak = peak_memory(server.server)
    print(f"\nFLOOD {POSTS} posts in {flood.seconds:.1f} s ({POSTS / flood.seconds:.0f} a second), "
          f"slowest slip {max(s for _, s in replies):.2f} s, slowest page "
          f"{max(s for _, s in seen):.2f} s, memory {before:.0f} to {peak:.0f} MB")
    print(dict(sorted(flood.replies.items())))
    assert [reply for reply, _ in replies] == [["accepted"]] * SLIPS
    assert max(seconds for _, seconds in replies) < MOST_SECONDS
    assert {reply[0] for reply, _ in seen} == {PAGE}
    assert peak < MOST_MEGABYTES
    # Garbage never gets in, and of the others no more than the buckets hold.
    assert flood.replies["garbage", "refused"] > 0 and flood.replies["sealed", "busy"] > 0
    assert not {kind for kind, word in flood.replies if word == "accepted"} - {"sealed"}
    taken = flood.replies["sealed", "accepted"] + flood.replies["plain", str(PAGE)]
    assert taken <= 200 + 1 + flood.seconds * 30 / 60
    assert server.stop() == 0
    hand_over(server, vault)
    stored = lanes(vault)
    assert {one for one, lane in stored.items() if lane == "invited"} == set(map(record, guests))
    assert len(stored) >= SLIPS + taken


def test_without_a_slip_some_work_helps_and_then_only_patience(intake, vault):
    intake.set("uninvitedBurst", 3)
    intake.set("uninvitedPerMinute", 1)
    intake.start()
    for number in range(3):
        assert send(intake, sealed_words(intake, number)) == ["accepted"]
    late = sealed_words(intake, 4)
    told, challenge, bits = send(intake, late)
    assert told == "busy"
    # Work that was done for another testimony is worth nothing.
    nonce = solved(challenge, int(bits), late[23:39])
    assert send(intake, sealed_words(intake, 5), nonce=nonce)[0] == "busy"
    assert send(intake, late, nonce=nonce) == ["accepted"]
    words = ["accepted"]
    while words[-1] == "accepted" and len(words) < 30:
        sealed = sealed_words(intake, 10 + len(words))
        reply = send(intake, sealed, nonce=solved(challenge, int(bits), sealed[23:39]))
        words.append(reply[0])
    # Four times as many as without work, and one or two that a slow machine's clock lets in.
    assert words[-1] == "full" and 12 <= len(words) - 1 <= 14
    (digits,) = new_slips(intake, 1)
    assert send(intake, sealed_words(intake, 90), slip=slip_token(digits)) == ["accepted"]
    assert send(intake, sealed_words(intake, 91), slip=slip_token(digits))[0] == "full"
    intake.stop()
    hand_over(intake, vault)
    assert sorted(lanes(vault).values()) == ["invited"] + ["open"] * (3 + len(words) - 1)


def test_what_came_without_a_slip_waits_and_the_analyst_sees_which_lane(intake, vault):
    intake.folder.joinpath("campaign.json").write_bytes(
        vault.new_campaign("long", closes=30).read_bytes())
    intake.set("uninvitedDelayPeriods", 1)
    intake.start()
    (digits,) = new_slips(intake, 1)
    guest, stranger = (sealed_words(intake, number) for number in range(2))
    assert send(intake, guest, slip=slip_token(digits)) == ["accepted"]
    assert send(intake, stranger) == ["accepted"]
    intake.stop()
    long = ("--campaign", "long")
    result(vault.ovoz("campaign", "trust", "long", result(intake.command("key")).strip()))

    def carry(name, today):
        result(intake.command("bundle", "--out", name, "--today", day(today)))
        result(vault.ovoz(
            "inbox", "import", intake.folder / name, "--today", day(today), "--rehearsal", *long))
        shown = result(vault.ovoz("list", *long)).splitlines()[1:]
        return {line.split()[0]: line.split()[2] for line in shown}

    # A period is a week: after one only the guest is there, after two the stranger as well.
    assert carry("b1.ovoz", 8) == {record(guest)[:8]: "invited"}
    assert carry("b2.ovoz", 15) == {
        record(guest)[:8]: "invited", record(stranger)[:8]: "open"}


def test_where_slips_are_required_a_flood_stores_nothing(intake, vault):
    intake.set("slips", "required")
    intake.start()
    tokens = [slip_token(digits) for digits in new_slips(intake)]
    with Flood(intake, junk(intake.campaign(), 200)) as flood:
        guests = [sealed_words(intake, number) for number in range(SLIPS)]
        for guest, token in zip(guests, tokens):
            assert send(intake, guest, slip=token) == ["accepted"]
    assert flood.replies["sealed", "slip"] == 120
    intake.stop()
    hand_over(intake, vault)
    assert lanes(vault) == dict.fromkeys(map(record, guests), "invited")


def test_plain_forms_with_a_slip_get_through_a_flood_of_plain_forms(server, vault):
    """Without JavaScript the intake makes the receipt itself, which takes long on purpose."""
    slips = new_slips(server)
    posts = [("plain", PLAIN, plain_form(number)) for number in range(150)]

    def come(number):
        return server.post(plain_form(f"{number} of a guest", slips[number]), PLAIN)[0]

    with Flood(server, posts, senders=100) as flood, ThreadPoolExecutor(SLIPS) as people:
        flood.wait_for(0.1)
        replies = list(people.map(come, range(SLIPS)))
    print(f"\nplain forms: {dict(flood.replies)} in {flood.seconds:.1f} s")
    assert replies == [PAGE] * SLIPS
    server.stop()
    hand_over(server, vault)
    assert sorted(lanes(vault).values()).count("invited") == SLIPS


@pytest.mark.parametrize("start", [SLOW_FIELD, SLOW_BODY], ids=["fields", "body"])
def test_slow_connections_do_not_take_all_places_for_good(intake, start):
    """Whoever holds every connection must let go: here they are few, and patience is short."""
    intake.set("mostConnections", 20)
    intake.set("idleSeconds", 5)
    intake.start()
    (digits,) = new_slips(intake, 1)
    with slow_connections(intake, 20, [start]) as held:
        assert len(held) == 20
        guest = sealed_words(intake, 1)
        assert send(intake, guest, slip=slip_token(digits)) == ["accepted"]
