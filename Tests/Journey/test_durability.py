# SPDX-License-Identifier: Apache-2.0
"""kill -9 at random instants under load: nothing acknowledged is lost, nothing is stored twice.

OVOZ_KILLS=1000 is what is asked of it; without it there are fewer.
"""

import contextlib
import http.client
import os
import queue
import random
import re
import threading
import time
from collections import Counter

import pytest

import sealing
from sending import submission
from machines import hand_over, trusting_anyone

KILLS = int(os.environ.get("OVOZ_KILLS", "25"))
# After so many a new intake takes over: a start reads all that is stored, so that each kill would take longer than the one before.
MOST_IN_ONE = 200
ROUNDS = [min(MOST_IN_ONE, KILLS - begun) for begun in range(0, KILLS, MOST_IN_ONE)]
THREADS, FRESH_PER_ROUND, REPEATED_PER_ROUND = 6, 40, 6


class Load:
    """Senders that post sealed testimonies until the work is done or the server is gone."""

    def __init__(self, intake, sealed):
        self.intake, self.work = intake, queue.SimpleQueue()
        self.acknowledged, self.other_words = [], Counter()
        for body in sealed:
            self.work.put(body)
        self.threads = [threading.Thread(target=self._run) for _ in range(THREADS)]

    def _send(self):
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.intake.port, context=trusting_anyone(), timeout=20)
        with contextlib.closing(connection):
            while True:
                body = self.work.get_nowait()
                connection.request(
                    "POST", "/", submission(body), {"Content-Type": "application/octet-stream"})
                word = connection.getresponse().read().split()[0].decode()
                if word == "accepted":
                    self.acknowledged.append(body)
                else:
                    self.other_words[word] += 1

    def _run(self):
        with contextlib.suppress(queue.Empty, OSError, http.client.HTTPException):
            self._send()

    def begin(self):
        for thread in self.threads:
            thread.start()

    def end(self):
        for thread in self.threads:
            thread.join()

    def is_running(self):
        return any(thread.is_alive() for thread in self.threads)


def kill_amid(load, intake, dice, most):
    """Counts acknowledgements rather than seconds, so that slow and fast machines are hit alike."""
    load.begin()
    wanted = dice.randint(0, most)
    while len(load.acknowledged) < wanted and load.is_running():
        time.sleep(0.0005)
    time.sleep(dice.uniform(0, 0.02))
    intake.kill()
    load.end()


def invented(number):
    return {"language": "en", "answers": {"change": {"text": f"Invented voice number {number}."}},
            "permissions": 1}


def records_in(bundle, campaign):
    """Every sealed testimony that stands in a bundle, found by its first bytes."""
    length = sealing.sealed_length(campaign.form)
    start = re.compile(re.escape(b"OVOZ\1\0\1" + campaign.id))
    content = bundle.read_bytes()
    return [content[match.start():match.start() + length] for match in start.finditer(content)]


@pytest.mark.parametrize(["part", "kills"], enumerate(ROUNDS, 1))
def test_kill_nine_loses_nothing_acknowledged_and_doubles_nothing(intake, vault, part, kills):  # G5
    intake.set("uninvitedBurst", 100_000)  # What is tested is the store, not the bucket before it.
    campaign, dice = intake.campaign(), random.Random(20210730 + part)
    made = [sealing.seal(campaign, invented(n)) for n in range(kills * FRESH_PER_ROUND)]
    fresh, unanswered, acknowledged = list(made), [], set()
    starts, other_words, cut_off = [], Counter(), 0
    for _ in range(kills):
        starts.append(intake.start())
        batch = unanswered + [fresh.pop() for _ in range(FRESH_PER_ROUND)]
        # Some that were acknowledged go again: their senders may not have heard of it.
        batch += dice.sample(sorted(acknowledged), min(REPEATED_PER_ROUND, len(acknowledged)))
        dice.shuffle(batch)
        load = Load(intake, batch)
        kill_amid(load, intake, dice, most=min(len(batch), FRESH_PER_ROUND))
        acknowledged.update(load.acknowledged)
        other_words += load.other_words
        unanswered = [body for body in set(batch) if body not in acknowledged]
        cut_off += bool(unanswered)

    intake.start()
    last = Load(intake, unanswered)
    last.begin()
    last.end()
    acknowledged.update(last.acknowledged)
    other_words += last.other_words
    assert intake.stop() == 0
    hand_over(intake, vault)

    stored = Counter(records_in(intake.folder / "b1.ovoz", campaign))
    lost = sum(body not in stored for body in acknowledged)
    doubled = sum(count > 1 for count in stored.values())
    lines = vault.list()
    print(f"\nKILLS {kills} (part {part} of {len(ROUNDS)}) acknowledged {len(acknowledged)} lost {lost} doubled {doubled}")
    print(f"kills amid the load {cut_off}, slowest start {max(starts):.2f} s, "
          f"median {sorted(starts)[kills // 2]:.2f} s")
    assert (lost, doubled, dict(other_words)) == (0, 0, {})
    assert cut_off > 0
    assert len(acknowledged) == kills * FRESH_PER_ROUND
    assert set(stored) == acknowledged
    assert sorted(line["id"] for line in lines) == sorted(body[23:39].hex() for body in stored)
    assert all(line["opens"] for line in lines)


def test_a_testimony_sent_again_after_a_kill_is_known_again(server, vault):  # G5
    campaign = server.campaign()
    sealed = sealing.seal(campaign, invented(1))
    other = sealing.seal(campaign, invented(2), record_id=sealed[23:39])
    assert server.post(sealed)[2].split()[0] == b"accepted"
    server.kill()
    server.start()
    assert server.post(sealed)[2].split()[0] == b"accepted"
    status, _, word = server.post(other)
    assert (status, word.split()[0]) == (409, b"refused")
    server.stop()
    hand_over(server, vault)
    assert records_in(server.folder / "b1.ovoz", campaign) == [sealed]


def test_a_bundle_that_was_cut_off_is_made_again_with_the_same_content(server, vault):  # G5 G12
    for number in range(5):
        assert server.send(invented(number)) == "accepted"
    server.stop()
    # The target's folder is missing: the bundle was begun, and could not be ended.
    broken = server.command("bundle", "--out", "missing/b1.ovoz", "--today", "2100-01-01")
    assert broken.returncode == 1
    hand_over(server, vault)
    assert len(vault.list()) == 5
    again = server.command("bundle", "--out", "again.ovoz", "--again", "1")
    assert again.returncode == 0, again.stderr
    first = (server.folder / "b1.ovoz").read_bytes()
    assert (server.folder / "again.ovoz").read_bytes() == first
