# SPDX-License-Identifier: Apache-2.0
"""A flood of junk for an intake: what nobody invited, in every kind that costs the sender little."""

import contextlib
import http.client
import os
import queue
import threading
import time
from collections import Counter
from urllib.parse import urlencode

import sealing
from sending import EXTRA, submission

SEALED, PLAIN = "application/octet-stream", "application/x-www-form-urlencoded"
# The status of a page that may hold words.
PAGE = 203
# Of a hundred posts, how many are of each kind.
KINDS = {"sealed": 60, "garbage": 26, "oversized": 12, "plain": 2}


def invented(number, words="Invented junk number"):
    return {"language": "en", "answers": {"change": {"text": f"{words} {number}."}}, "permissions": 1}


def plain_form(number, slip=""):
    """A form without a script; with a receipt, which costs the intake the most."""
    return urlencode({
        "record": os.urandom(16).hex(), "lang": "en", "permission": "1", "slip": slip,
        "change.text": f"Invented plain words number {number}."}).encode()


def junk(campaign, count):
    """The posts of a flood, as (kind, content type, body), well mixed."""
    length = sealing.sealed_length(campaign.form) + EXTRA
    heap = os.urandom(1 << 20)
    make = {
        "sealed": lambda n: (SEALED, submission(sealing.seal(campaign, invented(n)))),
        "garbage": lambda n: (SEALED, os.urandom(length)),
        "oversized": lambda n: (SEALED, heap),
        "plain": lambda n: (PLAIN, plain_form(n)),
    }
    order = [kind for kind, share in KINDS.items() for _ in range(share)]
    # 37 and 100 have no common divisor: each hundred holds each kind as often as it should.
    kinds = [order[number * 37 % 100] for number in range(count)]
    return [(kind, *make[kind](number)) for number, kind in enumerate(kinds)]


HEAD = b"POST / HTTP/1.1\r\nHost: form.example\r\nContent-Type: application/octet-stream\r\n"
SLOW_FIELD, SLOW_BODY = HEAD + b"Slow: ", HEAD + b"Content-Length: 11250\r\n\r\n"


@contextlib.contextmanager
def slow_connections(intake, count, starts=(SLOW_FIELD, SLOW_BODY)):
    """Connections that begin a request, say a letter of it every second, and never end."""
    held, over = [], threading.Event()

    def drip():
        while not over.wait(1):
            for connection in held:
                with contextlib.suppress(OSError):
                    connection.sock.sendall(b"a")

    for number in range(count):
        with contextlib.suppress(OSError):
            connection = intake.connect()
            connection.connect()
            connection.sock.sendall(starts[number % len(starts)])
            held.append(connection)
    dripping = threading.Thread(target=drip)
    dripping.start()
    try:
        yield held
    finally:
        over.set()
        dripping.join()
        for connection in held:
            connection.close()


class Flood:
    """Posts all of them from several threads, and holds slow connections open meanwhile."""

    def __init__(self, intake, posts, slow=0, senders=8):
        self.intake, self.total, self.work = intake, len(posts), queue.SimpleQueue()
        self.replies, self.sent, self.slow = Counter(), 0, slow
        for post in posts:
            self.work.put(post)
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._run) for _ in range(senders)]
        self.dripping = threading.Thread(target=self._drip)
        self._lock = threading.Lock()

    def __enter__(self):
        self.begun = time.monotonic()
        self.dripping.start()
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        for thread in self.threads:
            thread.join()
        self.seconds = time.monotonic() - self.begun
        self.over.set()
        self.dripping.join()

    def wait_for(self, part):
        """Until this part of the flood has been sent."""
        while self.sent < self.total * part:
            time.sleep(0.005)

    def _run(self):
        connection = None
        with contextlib.suppress(queue.Empty):
            while True:
                kind, content, body = self.work.get_nowait()
                connection = connection or self.intake.connect()
                try:
                    connection.request("POST", "/", body, {"Content-Type": content})
                    reply = connection.getresponse()
                    words = reply.read().split()
                    word = words[0].decode() if content == SEALED else str(reply.status)
                except (OSError, http.client.HTTPException):
                    connection, word = None, "cut off"
                with self._lock:
                    self.replies[kind, word] += 1
                    self.sent += 1

    def _drip(self):
        with slow_connections(self.intake, self.slow):
            self.over.wait()


def peak_memory(process):
    """The most memory that a process ever had, in megabytes."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        (line,) = [line for line in status if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024
