# SPDX-License-Identifier: Apache-2.0
"""What somebody on the line sees: the TLS records between a browser and the intake, on loopback.

Records are not opened. Each has five readable bytes: its kind, a version and its length.
"""

import socket
import struct
import threading
import time
from collections import defaultdict

ETHERNET, EVERY_PROTOCOL, RECEIVE_TIMEOUT = 14, 0x0003, struct.pack("ll", 0, 50_000)
APPLICATION_DATA, HANDSHAKE = 23, 22
# An alert of 2 bytes, its inner kind, and AES-GCM's tag.
ALERT = 2 + 1 + 16
CLIENT, SERVER = "browser to intake", "intake to browser"
SUPPORTED_VERSIONS, TLS_13 = b"\x00\x2b\x00\x02", b"\x03\x04"


def is_allowed():
    """Capturing needs CAP_NET_RAW, which root has on most machines and in some containers."""
    try:
        socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0).close()
    except (OSError, AttributeError):
        return False
    return True


class Wiretap:
    """Listens on loopback to one port from `with` on."""

    def __init__(self, port):
        self.port, self.ends, self.flows = port, False, defaultdict(dict)
        self.socket = socket.socket(
            socket.AF_PACKET, socket.SOCK_RAW, socket.htons(EVERY_PROTOCOL))
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 << 20)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, RECEIVE_TIMEOUT)
        self.socket.bind(("lo", 0))
        self.thread, self.last = threading.Thread(target=self._listen, daemon=True), 0

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ends = True
        self.thread.join()
        self.socket.close()

    def _listen(self):
        while not self.ends:
            try:
                frame, address = self.socket.recvfrom(1 << 17)
            except (BlockingIOError, TimeoutError):
                continue
            # On loopback each packet passes twice; once is enough.
            if address[2] != socket.PACKET_OUTGOING:
                self._note(frame[ETHERNET:])

    def _note(self, packet):
        if len(packet) < 40 or packet[0] >> 4 != 4 or packet[9] != socket.IPPROTO_TCP:
            return
        start = (packet[0] & 15) * 4
        source, target, sequence = struct.unpack_from("!HHI", packet, start)
        if self.port not in (source, target):
            return
        end = struct.unpack_from("!H", packet, 2)[0]
        payload = packet[start + (packet[start + 12] >> 4) * 4:end]
        if payload:
            way = (CLIENT, source) if target == self.port else (SERVER, target)
            # What was sent again has the same number.
            self.flows[way][sequence] = payload
            self.last = time.monotonic()

    def wait_for_silence(self, seconds=0.25):
        """Until nothing has passed for so long."""
        begun = time.monotonic()
        while time.monotonic() - max(begun, self.last) < seconds:
            time.sleep(0.02)

    def stream(self, way):
        """The bytes of one direction of one connection, in order."""
        parts = self.flows[way]
        if not parts:
            return b""
        # Numbers wrap at 2**32; the streams here are far shorter than half of that.
        first = next(iter(parts))
        placed = sorted(((number - first + 2**31) % 2**32, part) for number, part in parts.items())
        start, content = placed[0][0], b""
        for place, part in placed:
            at = place - start
            assert at <= len(content), "the capture lost a packet"
            content += part[len(content) - at:] if at < len(content) else part
        return content

    def connections(self):
        return sorted({port for _, port in self.flows})

    def records(self):
        """For every connection and direction: kind and length of each record so far."""
        return {way: records_in(self.stream(way)) for way in list(self.flows)}

    def versions(self):
        """Whether each connection is TLS 1.3, by the intake's first, readable, message."""
        streams = [self.stream((SERVER, port)) for port in self.connections()]
        hellos = [stream[:5 + records_in(stream)[0][1]] for stream in streams if stream]
        return {SUPPORTED_VERSIONS + TLS_13 in hello for hello in hellos}


def records_in(stream):
    found, at = [], 0
    while at + 5 <= len(stream):
        kind, length = stream[at], struct.unpack_from("!H", stream, at + 3)[0]
        assert kind in (20, 21, HANDSHAKE, APPLICATION_DATA), "this is no TLS record"
        found.append((kind, length))
        at += 5 + length
    return found


def passed(before, after):
    """Lengths of the records that carried one request and its reply, between two looks."""
    seen = {}
    for port in {port for _, port in after}:
        ways = {way: after_handshake(before.get((way, port), []), after.get((way, port), []))
                for way in (CLIENT, SERVER)}
        if any(ways.values()):
            seen[port] = ways
    assert len(seen) == 1, f"{len(seen)} connections carried one sending"
    return seen.popitem()[1]


def after_handshake(before, after):
    """What came since, without what is as long for everybody or long by chance.

    Chromium gives requests without credentials a connection of their own. Of a new connection, all
    up to the first sealed record is left out: the greeting, with its random filling, and the rest of
    the handshake, where a signature is 70 to 72 bytes by chance. So are alerts, which end it.
    """
    fresh = after[len(before):]
    if not before:
        kinds = [kind for kind, _ in fresh]
        fresh = fresh[kinds.index(APPLICATION_DATA) + 1:] if APPLICATION_DATA in kinds else []
    assert {kind for kind, _ in fresh} <= {APPLICATION_DATA}, "a second handshake"
    return [length for _, length in fresh if length != ALERT]
