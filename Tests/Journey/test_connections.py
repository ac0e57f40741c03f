# SPDX-License-Identifier: Apache-2.0
"""Many connections at once: idle, slow, malformed. Memory stays bounded, and others are served.

OVOZ_CONNECTIONS=10000 and OVOZ_SURVIVORS=500 are what is asked of it; without them there are fewer. Both need `ulimit -n`
of some 25,000, and a machine that has nothing else to do. OVOZ_PLACES=8000 lets the intake hold so many, to see what each costs.
"""

import asyncio
import contextlib
import itertools
import os
import resource
import ssl
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import sealing
from flood import peak_memory
from machines import hand_over, trusting_anyone
from sending import submission
from test_durability import invented, records_in

IDLE = int(os.environ.get("OVOZ_CONNECTIONS", "60"))
SURVIVORS = int(os.environ.get("OVOZ_SURVIVORS", "40"))
# What the settings say, unless told otherwise.
PLACES = int(os.environ.get("OVOZ_PLACES", "1000"))
# A slow telephone: the page and the sending together take half a minute.
BYTES_A_SECOND = 4_096
# Resident, in megabytes; what the service's sandbox allows is twice as much.
MOST_MEMORY = 200
# Without anybody, in megabytes, and for each connection that is held, in kilobytes: somewhat over what was measured.
NOBODY, HELD, HELD_WITH_FORM = 100, 60, 64 + 2 * 96


@pytest.fixture(scope="module", autouse=True)
def many_files():
    """As many sockets as the system lets this process and the intake have."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def played(scene):
    """What a scene ends with; in a thread of its own, since the browser's tests keep a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, scene()).result()


def open_files(process):
    """How many files and sockets a process has open."""
    return len(os.listdir(f"/proc/{process.pid}/fd"))


def resident(process):
    """Megabytes that a process has now."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        (line,) = [line for line in status if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


async def connect(port, tls=True):
    context = trusting_anyone() if tls else None
    return await asyncio.open_connection("127.0.0.1", port, ssl=context)


async def held_open(server, count, begin):
    """So many connections that send what `begin` gives and then nothing, or not even a greeting; those that were taken."""
    gate, held = asyncio.Semaphore(IDLE if begin == b"raw" else 20), []

    async def one():
        async with gate:
            try:
                reader, writer = await asyncio.wait_for(connect(server.port, begin != b"raw"), 30)
                if begin != b"raw":
                    writer.write(begin)
                held.append((reader, writer))
            except (OSError, asyncio.TimeoutError, ssl.SSLError):
                pass

    await asyncio.gather(*(one() for _ in range(count)))
    return held


async def served(server, within=120):
    """How long one more visitor waits for the page, in seconds."""
    begun = time.monotonic()
    connection = server.connect(timeout=within)
    with contextlib.closing(connection):
        await asyncio.to_thread(connection.request, "GET", "/")
        body = await asyncio.to_thread(lambda: connection.getresponse().read())
    assert b"<form" in body
    return time.monotonic() - begun


# The longest plain form that is taken, but for its last letter: nothing else that was tried costs more.
NEARLY_A_FORM = (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                 b"Content-Length: 98304\r\n\r\n" + b"a" * 98_303)


# Costs what the others do, and who holds a place that way makes room in the test below: so not each time.
ONLY_MANY = pytest.mark.skipif(IDLE < 1000, reason="OVOZ_CONNECTIONS is small")


@pytest.mark.parametrize("begin, cost", [
    pytest.param(b"", HELD, id="silent"),
    pytest.param(b"raw", HELD, id="no-handshake"),
    pytest.param(b"GET / HTTP/1.1\r\nHost: a\r\nX: ", HELD, id="half-a-head", marks=ONLY_MANY),
    pytest.param(NEARLY_A_FORM, HELD_WITH_FORM, id="nearly-a-form"),
])
def test_idle_connections_cost_bounded_memory_and_others_are_served(intake, vault, begin, cost):
    intake.set("mostConnections", PLACES)
    intake.set("idleSeconds", 600)
    intake.start()
    before, own = resident(intake.server), open_files(intake.server)

    async def scene():
        held = await held_open(intake, IDLE, begin)
        # Who came before this visitor has been let in when there is a page.
        wait = await served(intake)
        memory, there = resident(intake.server), open_files(intake.server) - own
        sealed = sealing.seal(intake.campaign(), invented(1))
        reply = await asyncio.to_thread(intake.post, sealed)
        assert reply[2].split()[0] == b"accepted"
        print(f"\nIDLE {begin[:40]!r}: {len(held)} of {IDLE} taken, {there} held, {memory:.0f} MB, {before:.0f} MB before: "
              f"{(memory - before) / there * 1024:.1f} KB each; "
              f"peak {peak_memory(intake.server):.0f} MB, a page in {wait:.2f} s")
        for _, writer in held:
            writer.close()
        return len(held)

    assert played(scene) > 0
    assert peak_memory(intake.server) < NOBODY + min(IDLE, PLACES) * cost / 1024
    assert intake.stop() == 0


# What holds a place and brings no whole request.
WAITING = {
    "silent": b"",
    "no-handshake": b"raw",
    "half-a-head": b"GET / HTTP/1.1\r\nHost: a\r\nX: ",
    "half-a-body": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\n"
                   b"Content-Length: 11250\r\n\r\na",
}


def test_who_waits_longest_makes_room_for_who_comes(intake):
    """Places are few here, and patience is long: the next visitor must not need it."""
    intake.set("mostConnections", 8)
    intake.set("idleSeconds", 600)
    intake.start()

    async def scene():
        kinds = [await held_open(intake, 8, begin) for begin in WAITING.values()]
        waits = [await served(intake, within=20) for _ in range(3)]
        for _, writer in itertools.chain(*kinds):
            writer.transport.abort()
        return waits

    print(f"\nROOM at 8 places: pages in {', '.join(f'{wait:.2f}' for wait in played(scene))} s")
    assert intake.stop() == 0


async def slowly(writer, content):
    """Sends at the pace of a bad line."""
    for start in range(0, len(content), BYTES_A_SECOND // 4):
        writer.write(content[start:start + BYTES_A_SECOND // 4])
        await writer.drain()
        await asyncio.sleep(0.25)


async def slowly_read(reader):
    """Reads to the end of a reply of known length at that pace."""
    head = await reader.readuntil(b"\r\n\r\n")
    (line,) = [part for part in head.lower().split(b"\r\n") if part.startswith(b"content-length:")]
    left, body = int(line.split(b":")[1]), b""
    while len(body) < left:
        body += await reader.read(min(BYTES_A_SECOND // 4, left - len(body)))
        await asyncio.sleep(0.25)
    return head, body


class Crowd:
    """How many people are there at once, and the most that ever were; nobody sends before all have come."""

    def __init__(self, awaited):
        self.gate, self.now, self.most = asyncio.Semaphore(16), 0, 0
        self.awaited, self.whole, self.begun, self.wait = awaited, asyncio.Event(), time.monotonic(), 0

    def enter(self):
        self.now += 1
        self.most = max(self.most, self.now)
        if self.now == self.awaited:
            self.wait = time.monotonic() - self.begun
            self.whole.set()

    def leave(self):
        self.now -= 1


async def survivor(server, sealed, crowd):
    """The page, then a sending when everybody is there, on one connection; gives the reply's first word."""
    # Greetings cost this process more than the intake: so not all at one instant.
    async with crowd.gate:
        reader, writer = await connect(server.port)
    crowd.enter()
    writer.transport.set_write_buffer_limits(high=BYTES_A_SECOND)
    writer.write(b"GET / HTTP/1.1\r\nHost: form.example\r\nAccept-Encoding: gzip\r\n\r\n")
    await slowly_read(reader)
    await crowd.whole.wait()
    body = submission(sealed)
    writer.write(
        b"POST / HTTP/1.1\r\nHost: form.example\r\nContent-Type: application/octet-stream\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body))
    await slowly(writer, body)
    _, reply = await slowly_read(reader)
    crowd.leave()
    writer.close()
    return reply.split()[0].decode()


def test_survivors_on_slow_links_all_get_through_in_bounded_memory(intake, vault):  # G5
    intake.set("uninvitedBurst", 100_000)
    intake.start()
    campaign = intake.campaign()
    sealed = [sealing.seal(campaign, invented(number)) for number in range(SURVIVORS)]

    async def scene():
        crowd = Crowd(SURVIVORS)
        return await asyncio.gather(*(survivor(intake, one, crowd) for one in sealed)), crowd

    begun = time.monotonic()
    words, crowd = played(scene)
    peak = peak_memory(intake.server)
    print(f"\nSURVIVORS {SURVIVORS}, {crowd.most} at once after {crowd.wait:.0f} s, at {BYTES_A_SECOND} bytes a second: "
          f"{time.monotonic() - begun:.0f} s, peak {peak:.0f} MB resident")
    assert (words, crowd.most) == (["accepted"] * SURVIVORS, SURVIVORS)
    assert peak < MOST_MEMORY
    assert intake.stop() == 0
    hand_over(intake, vault)
    assert sorted(records_in(intake.folder / "b1.ovoz", campaign)) == sorted(sealed)


HOSTILE = {
    "no-http": b"\x16\x03\x01" + b"A" * 5_000,
    "long-line": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n",
    "long-field": b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"b" * 200_000 + b"\r\n\r\n",
    "many-fields": b"GET / HTTP/1.1\r\n" + b"".join(b"X%d: b\r\n" % n for n in range(5_000)) + b"\r\n",
    "two-lengths": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\naaaaa",
    "length-and-chunks": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
                         b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "huge-length": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n" + b"a" * 100_000,
    "negative-length": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    "huge-chunk": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
    "endless-chunks": b"POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\n"
                      b"Transfer-Encoding: chunked\r\n\r\n" + (b"4000\r\n" + b"a" * 0x4000 + b"\r\n") * 60,
    "zeros": b"\0" * 10_000,
    "version": b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
    "pipelined": b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 500,
}


def test_malformed_and_oversized_requests_end_and_cost_nobody_else(intake):
    intake.start()

    async def hostile(content):
        reader, writer = await connect(intake.port)
        try:
            writer.write(content)
            await asyncio.wait_for(writer.drain(), 10)
            # Never reading: what is pipelined must not pile up in memory.
            await asyncio.sleep(0.2)
            return await asyncio.wait_for(reader.read(64), 10)
        except (OSError, asyncio.TimeoutError, ssl.SSLError):
            return b""
        finally:
            writer.transport.abort()

    async def scene():
        replies = await asyncio.gather(
            *(hostile(content) for content in HOSTILE.values() for _ in range(8)))
        return replies, await served(intake)

    replies, wait = played(scene)
    names = [name for name in HOSTILE for _ in range(8)]
    said = {name: reply[:12] for name, reply in zip(names, replies)}
    print(f"\nHOSTILE {said}, then a page in {wait:.2f} s, peak {peak_memory(intake.server):.0f} MB")
    for name, reply in zip(names, replies):
        # An error or an end; never what a good request gets.
        assert name == "pipelined" or not reply.startswith(b"HTTP/1.1 200"), (name, reply)
    assert peak_memory(intake.server) < MOST_MEMORY
    assert intake.stop() == 0


def test_replies_that_nobody_reads_do_not_pile_up(intake):
    """Requests one behind the other, and no reading: a browser never does so, and the connection ends."""
    intake.start()
    before = peak_memory(intake.server)
    held = []
    for _ in range(16):
        connection = intake.connect()
        connection.connect()
        with contextlib.suppress(OSError):
            connection.sock.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 1_000)
        held.append(connection)
    time.sleep(1)
    grown = peak_memory(intake.server) - before
    print(f"\nUNREAD 16 connections, {grown:.0f} MB more")
    assert b"<form" in intake.get()[2]
    # Before connections of this kind were ended, each of them cost six megabytes.
    assert grown < 32
    # A few requests at once are answered, as RFC 9112 wants.
    with contextlib.closing(intake.connect()) as few:
        few.connect()
        few.sock.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        reply = few.sock.recv(16)
        assert reply.startswith(b"HTTP/1.1 20"), reply
    for connection in held:
        connection.close()
