# SPDX-License-Identifier: Apache-2.0
"""Pulling: bundles over the wire to the analysts' laptop, and out of the intake once they are there (G3, G4, G5, G6, G12)."""

import contextlib
import json
import os
import pty
import re
import shutil
import socket
import sqlite3
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import machines
import receipts
from machines import CLEAN, PROGRAMS, ROOT, Intake, Vault, day, free_port, result, run
from test_withdrawal import Sent, found_in, ids, windows

CLASS, PART = 1 << 20, 1 << 18
REPLY = 128 + PART
WORDS = "invented words for the pull key"
STRAY = "the intake does not take this laptop's requests"


class Pull:
    """An intake with a door for analysts, and a laptop with a key for it."""

    def __init__(self, scratch):
        self.vault = Vault(scratch / "laptop")
        self.intake = Intake(scratch / "server", self.vault.new_campaign(opens=-20))
        self.vault.trust(self.intake)
        self.vault.write_passphrase("pull-pass", WORDS)
        self.key = self.make_key()
        self.port = free_port()
        self.intake.set("pullKeys", f'["{self.key}"]')
        self.intake.set("pullPort", self.port)
        self.intake.start()

    def make_key(self, *where):
        return result(self.vault.ovoz(
            "inbox", "key", "--new", "--passphrase-file", "pull-pass", *where)).strip()

    def pull(self, *more, port=None, address=None):
        return self.vault.ovoz(
            "inbox", "pull", address or f"https://127.0.0.1:{port or self.port}", "--certificate",
            self.intake.folder / "certificate.pem", "--passphrase-file", "pull-pass", *more)

    def begin(self, port):
        """A pull that is waited for by whoever began it."""
        return subprocess.Popen(
            [PROGRAMS / "ovoz", "inbox", "pull", f"https://127.0.0.1:{port}", "--certificate",
             self.intake.folder / "certificate.pem", "--passphrase-file", "pull-pass",
             "--vault", "vault"],
            cwd=self.vault.folder, env=CLEAN, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def fresh(self):
        """The day on which nothing newer was known, or None: what a release asks for."""
        with contextlib.closing(sqlite3.connect(self.vault.folder / "vault/vault.sqlite")) as db:
            return db.execute("SELECT lastImport FROM campaign").fetchone()[0]

    def age(self):
        """Lets everything have come in the first period, which has closed."""
        self.execute("UPDATE testimony SET epoch = 0")

    def execute(self, sql):
        with contextlib.closing(sqlite3.connect(self.intake.folder / "state/inbox.sqlite")) as db:
            rows = db.execute(sql).fetchall()
            db.commit()
        return rows

    def next_day(self):
        """A new day for the intake's memory, which makes one bundle a day: a new process."""
        assert self.intake.stop() == 0
        self.intake.start()


@pytest.fixture
def wire(scratch):
    wire = Pull(scratch)
    yield wire
    wire.intake.kill()


@pytest.fixture(scope="module")
def shut(tmp_path_factory):
    """A door that nobody gets through: for tests that leave it as it was."""
    wire = Pull(tmp_path_factory.mktemp("shut"))
    Sent(wire.intake, 0)
    wire.age()
    yield wire
    assert wire.execute("SELECT count(*) FROM bundle") == [(0,)]
    wire.intake.kill()


class Tapped:
    """Lets bytes through to the intake, counts those that come back, and cuts the line after some.

    Either the line is dead after so many, or each connection breaks off after so many.
    """

    def __init__(self, port, cut_after=None, cut_each=None):
        self.target, self.back, self.connections = port, 0, 0
        self.cut_after, self.cut_each = cut_after, cut_each
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                self.connections += 1
                far = socket.create_connection(("127.0.0.1", self.target))
                for pair, counts in (((near, far), False), ((far, near), True)):
                    threading.Thread(target=self.pump, args=(*pair, counts), daemon=True).start()

    def pump(self, source, sink, counts):
        here = 0
        with contextlib.suppress(OSError):
            while content := source.recv(16_384):
                if counts:
                    self.back, here = self.back + len(content), here + len(content)
                    if (self.cut_after and self.back > self.cut_after) or (
                            self.cut_each and here > self.cut_each):
                        break
                sink.sendall(content)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()


def lines(finished):
    return result(finished).splitlines()


def test_a_bundle_comes_over_the_wire_and_leaves_the_intake(wire):  # G3 G5
    sent = [Sent(wire.intake, number) for number in range(3)]
    remains = [one.remains(wire.intake) for one in sent]
    wire.age()
    state = wire.intake.folder / "state"
    assert {name for name, _ in found_in(state, remains[0])} == {"layered", "record key"}
    assert lines(wire.pull()) == ["bundle 1: 3 new, 0 known, 0 withdrawn"]
    assert ids(wire.vault) == sorted(one.record.hex() for one in sent)
    assert sent[0].words in wire.vault.read(sent[0].record.hex())
    # Acknowledged: no table, log or free page of the intake has any of it, nor its key.
    for one in remains:
        assert found_in(state, one) == {}
    again = wire.pull()
    assert lines(again) == [] and "nothing new" in again.stderr
    assert list((wire.vault.folder / "vault" / "incoming").iterdir()) == []


def said_on_a_terminal(child, terminal):
    """All that a program said on its terminal until it ended."""
    said = b""
    with contextlib.suppress(OSError):  # the other side is closed
        while more := os.read(terminal, 4_096):
            said += more
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, said
    return said.decode()


def pull_on_a_terminal(wire, term):
    """What a person sees of a pull."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(wire.vault.folder)
        os.execve(PROGRAMS / "ovoz", [
            "ovoz", "inbox", "pull", f"https://127.0.0.1:{wire.port}", "--certificate",
            wire.intake.folder / "certificate.pem", "--passphrase-file", "pull-pass", "--vault", "vault",
        ], CLEAN | {"TERM": term})
    return said_on_a_terminal(child, terminal)


def test_a_pull_shows_on_a_terminal_how_far_it_is_and_in_a_pipe_nothing(wire):
    Sent(wire.intake, 0)
    wire.age()
    seen = pull_on_a_terminal(wire, "xterm")
    shares = [int(share) for share in re.findall("\rfetching [█░]{20} ([0-9]+) %", seen)]
    assert shares and shares == sorted(shares) and shares[-1] == 100, seen
    # It is taken away, and what came is told on a line of its own.
    assert "\r\x1b[2Kbundle 1: 1 new, 0 known, 0 withdrawn" in seen, seen
    assert "%" not in seen.rpartition("\x1b[2K")[2]
    for number, pull in enumerate((lambda: pull_on_a_terminal(wire, "dumb"), lambda: told_in_a_pipe(wire)), 2):
        Sent(wire.intake, number)
        wire.age()
        wire.next_day()
        seen = pull()
        assert f"bundle {number}: 1 new" in seen
        assert not any(mark in seen for mark in "█░%\x1b"), seen


def told_in_a_pipe(wire):
    pulled = wire.pull()
    return pulled.stdout + pulled.stderr


def test_a_pull_is_not_dated_ahead_of_the_clock(wire):  # G6
    Sent(wire.intake, 0)
    wire.age()
    ahead = wire.pull("--today", day(1))
    assert ahead.returncode == 64 and "later than the clock's day" in ahead.stderr
    assert wire.fresh() is None and wire.vault.list() == []
    result(wire.pull("--today", day(1), "--rehearsal"))
    assert len(wire.vault.list()) == 1


def test_the_open_period_waits(wire):  # G3
    Sent(wire.intake, 1)
    assert lines(wire.pull()) == ["bundle 1: 0 new, 0 known, 0 withdrawn"]


def test_an_interrupted_pull_goes_on_where_it_stopped(wire):  # G5
    for number in range(5):
        Sent(wire.intake, number)
    wire.age()
    # The line is dead after some tens of kilobytes, in the midst of a part.
    with Tapped(wire.port, cut_after=40_000) as tap:
        broken = wire.pull(port=tap.port)
    assert broken.returncode == 1 and "broke off" in broken.stderr
    incoming = wire.vault.folder / "vault" / "incoming"
    part, = incoming.iterdir()
    kept = part.stat().st_size
    assert 10_000 < kept < 60_000 and part.stat().st_mode & 0o077 == 0
    begun = part.read_bytes()
    with Tapped(wire.port) as tap:
        assert lines(wire.pull(port=tap.port)) == ["bundle 1: 5 new, 0 known, 0 withdrawn"]
    # The rest, padding, one part that says there is no more, two acknowledgements; not the beginning again.
    assert tap.back < CLASS - kept + 4 * PART + 50_000
    assert list(incoming.iterdir()) == []
    assert begun[:8] == b"OVOZBNDL"


def test_a_line_that_breaks_off_all_the_time_brings_it_in_one_run(wire):  # G5
    for number in range(3):
        Sent(wire.intake, number)
    wire.age()
    with Tapped(wire.port, cut_each=200_000) as tap:
        assert lines(wire.pull(port=tap.port)) == ["bundle 1: 3 new, 0 known, 0 withdrawn"]
    assert tap.connections > 4
    assert wire.execute("SELECT count(*) FROM testimony") == [(0,)]


def test_a_withdrawal_while_the_pull_is_interrupted_never_arrives(wire):  # G6
    digits = receipts.fresh_digits()
    victim, others = Sent(wire.intake, 0, digits), [Sent(wire.intake, n) for n in (1, 2)]
    wire.age()
    with Tapped(wire.port, cut_after=40_000) as tap:
        assert wire.pull(port=tap.port).returncode == 1
    receipts.withdraw(wire.intake, victim.token)
    assert lines(wire.pull()) == [
        "bundle 1: 2 new, 0 known, 0 withdrawn, 1 gone before"]
    assert ids(wire.vault) == sorted(one.record.hex() for one in others)
    pieces = {"sealed": windows(victim.sealed[39:])}
    assert found_in(wire.vault.folder / "vault", pieces) == {}


def test_what_a_broken_pull_left_goes_when_the_bundle_comes_by_a_stick(wire):  # G6
    victim = Sent(wire.intake, 0)
    wire.age()
    with Tapped(wire.port, cut_after=40_000) as tap:
        assert wire.pull(port=tap.port).returncode == 1
    pieces = {"sealed": windows(victim.sealed[39:])}
    incoming = wire.vault.folder / "vault" / "incoming"
    assert len(list(incoming.iterdir())) == 1 and found_in(incoming, pieces)
    bundle = wire.intake.folder / "b1.ovoz"
    result(wire.intake.command("bundle", "--again", 1, "--out", bundle))
    result(wire.vault.take_in(bundle))
    assert list(incoming.iterdir()) == []
    assert ids(wire.vault) == [victim.record.hex()]


def test_a_pull_that_breaks_off_between_bundles_is_no_sync(wire):  # G6
    Sent(wire.intake, 0)
    wire.age()
    # One bundle was made for a stick that is lost; the pull makes another.
    result(wire.intake.command("bundle", "--out", wire.intake.folder / "b1.ovoz"))
    # The first one, its acknowledgement, and some of the second.
    with Tapped(wire.port, cut_after=CLASS + PART + 100_000) as tap:
        broken = wire.pull("--json", port=tap.port)
    assert broken.returncode == 1 and "broke off" in broken.stderr
    # What was taken in is told all the same.
    assert [one["bundle"] for one in json.loads(broken.stdout)["value"]] == [1]
    assert wire.fresh() is None
    assert lines(wire.pull()) == ["bundle 2: 0 new, 0 known, 0 withdrawn"]
    assert wire.fresh() is not None


def test_of_two_pulls_at_once_one_is_told_so(wire):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        first = wire.begin(silent.getsockname()[1])
        with silent.accept()[0]:
            second = wire.pull()
        first.kill()
        first.wait(60)
    assert second.returncode == 1 and "another pull is running" in second.stderr
    result(wire.pull())


def test_the_keys_of_a_line_are_written_nowhere(wire, monkeypatch):
    keys = wire.vault.folder / "keys.log"
    monkeypatch.setattr(machines, "CLEAN", CLEAN | {"SSLKEYLOGFILE": str(keys)})
    result(wire.pull())
    assert not keys.exists()


def test_a_withdrawal_after_the_record_left_reaches_the_vault(wire):  # G6
    digits = receipts.fresh_digits()
    victim, kept = Sent(wire.intake, 0, digits), Sent(wire.intake, 1)
    wire.age()
    assert lines(wire.pull()) == ["bundle 1: 2 new, 0 known, 0 withdrawn"]
    assert wire.execute("SELECT count(*) FROM testimony") == [(0,)]
    assert receipts.state_of(wire.intake, victim.token) == "kept"
    receipts.withdraw(wire.intake, victim.token)
    assert receipts.state_of(wire.intake, victim.token) == "withdrawn"
    wire.next_day()
    assert lines(wire.pull()) == ["bundle 2: 0 new, 0 known, 1 withdrawn"]
    assert ids(wire.vault) == [kept.record.hex()]
    assert found_in(wire.vault.folder / "vault", {"sealed": windows(victim.sealed[39:])}) == {}


def test_what_ended_between_import_and_acknowledgement_is_mended_by_the_next_pull(wire):  # G5
    Sent(wire.intake, 0)
    wire.age()
    # The stick brings it, so that the vault has it and the intake does not know.
    bundle = wire.intake.folder / "b1.ovoz"
    result(wire.intake.command("bundle", "--out", bundle))
    result(wire.vault.take_in(bundle))
    assert wire.execute("SELECT count(*) FROM testimony") == [(1,)]
    assert lines(wire.pull()) == ["bundle 2: 0 new, 0 known, 0 withdrawn"]
    assert wire.execute("SELECT count(*) FROM testimony") == [(0,)]
    assert len(ids(wire.vault)) == 1


@pytest.mark.parametrize("rule, told", [("leave", "0 new, 0 known, 0 withdrawn, 2 gone before"),
                                        ("stay", "2 new, 0 known, 0 withdrawn")])
def test_a_vault_that_comes_later_is_told_what_it_does_not_get(wire, rule, told):  # G12
    """Such as one that was restored from a copy."""
    wire.intake.stop()
    wire.intake.set("acknowledged", rule)
    wire.intake.start()
    for number in range(2):
        Sent(wire.intake, number)
    wire.age()
    shutil.copytree(wire.vault.folder / "vault", wire.vault.folder / "copy")
    assert lines(wire.pull()) == ["bundle 1: 2 new, 0 known, 0 withdrawn"]
    shutil.rmtree(wire.vault.folder / "vault")
    (wire.vault.folder / "copy").rename(wire.vault.folder / "vault")
    assert lines(wire.pull()) == [f"bundle 1: {told}"]


def test_a_killed_intake_loses_and_doubles_nothing(wire):  # G5
    sent = [Sent(wire.intake, number) for number in range(4)]
    wire.age()
    for wait in (0.05, 0.15, 0.3):
        with wire.begin(wire.port) as running:
            time.sleep(0.6 + wait)
            wire.intake.kill()
            running.wait(60)
        wire.intake.start()
    result(wire.pull())
    assert ids(wire.vault) == sorted(one.record.hex() for one in sent)
    assert wire.execute("SELECT count(*) FROM testimony") == [(0,)]


def test_an_unknown_key_gets_nothing_and_learns_nothing(shut):  # G12
    shut.make_key("--key", "stray.key")
    stray = shut.pull("--campaign", "demo", "--key", shut.vault.folder / "stray.key")
    assert stray.returncode == 12 and STRAY in stray.stderr


def test_a_known_key_gets_nothing_of_a_campaign_that_is_not_there(shut):  # G12
    result(shut.vault.ovoz("campaign", "new", "other", "--opens", day(-20), "--closes", day(5)))
    shut.vault.trust(shut.intake, "other")
    stray = shut.pull("--campaign", "other")
    assert stray.returncode == 12 and STRAY in stray.stderr


def test_a_certificate_that_is_not_trusted_ends_it_before_anything_is_sent(shut):
    stranger = shut.vault.ovoz(
        "inbox", "pull", f"https://127.0.0.1:{shut.port}", "--passphrase-file", "pull-pass",
        "--campaign", "demo")
    assert stranger.returncode == 30 and "certificate is not trusted" in stranger.stderr
    plain = shut.pull("--campaign", "demo", address="http://127.0.0.1:8080")
    assert plain.returncode == 64


# What stands in $1 are this machine's authorities, for the rest of the line alone.
TRUSTING = 'mount --bind "$1" /etc/ssl/certs && shift && exec "$@"'


def test_a_certificate_that_is_named_is_trusted_alone(shut, scratch):
    """The server's own is among the system's authorities; another one is named."""
    certificate = shut.intake.folder / "certificate.pem"
    system, other = scratch / "system", scratch / "other"
    for folder in (system, other):
        folder.mkdir()
    machines.make_certificate(other, name="other.example", names="DNS:other.example")
    name = subprocess.run(["openssl", "x509", "-hash", "-noout", "-in", certificate],
                          check=True, capture_output=True, text=True).stdout.strip()
    for copy in (f"{name}.0", "ca-certificates.crt"):
        shutil.copy(certificate, system / copy)

    trusting = ["unshare", "-m", "sh", "-c", TRUSTING, "sh", system]
    if subprocess.run([*trusting, "true"], capture_output=True).returncode:
        pytest.skip("mounts of one's own need root")

    def pull(*more):
        return subprocess.run(
            [*trusting, PROGRAMS / "ovoz", "inbox", "pull",
             f"https://127.0.0.1:{shut.port}", "--campaign", "demo", "--key", "named.key",
             "--passphrase-file", "pull-pass", "--vault", "vault", *more],
            cwd=shut.vault.folder, env=CLEAN, capture_output=True, text=True, timeout=300)

    # A key that the intake does not know: whoever gets as far as that was trusted.
    shut.make_key("--key", "named.key")
    trusted = pull()
    assert trusted.returncode == 12 and STRAY in trusted.stderr
    refused = pull("--certificate", other / "certificate.pem")
    assert refused.returncode == 30 and "certificate is not trusted" in refused.stderr


def test_the_line_tells_a_class_and_no_more(scratch):  # G4
    """No testimony or six: as many bytes come back, to within what TLS adds by its own framing."""
    sizes = []
    for number, count in enumerate((0, 6)):
        wire = Pull(scratch / str(number))
        try:
            for voice in range(count):
                Sent(wire.intake, voice)
            wire.age()
            with Tapped(wire.port) as tap:
                assert lines(wire.pull(port=tap.port)) == [
                    f"bundle 1: {count} new, 0 known, 0 withdrawn"]
            sizes.append(tap.back)
        finally:
            wire.intake.kill()
    assert abs(sizes[0] - sizes[1]) < 500, sizes


def test_nothing_of_a_pull_is_noted_and_the_form_does_not_lead_there(wire):  # G3
    Sent(wire.intake, 0)
    wire.age()
    result(wire.pull())
    # What the pull changed on the disk has no time but midnight.
    for name in ("inbox", "record-keys", "log"):
        assert (wire.intake.folder / f"state/{name}.sqlite").stat().st_mtime % 86_400 == 0
    wire.pull("--key", "/nonexistent")
    assert wire.intake.post(b"x" * 256, path="/pull")[0] == 404
    assert wire.intake.get("/pull")[0] == 404
    assert wire.intake.stop() == 0
    assert wire.intake.log() == "ovoz-intake: started\novoz-intake: stopped\n"
    for file in (wire.intake.folder / "state").rglob("*"):
        content = file.read_bytes()
        assert bytes.fromhex(wire.key) not in content and wire.key.encode() not in content, file
        assert b"127.0.0.1" not in content, file


def test_what_nobody_fetched_is_warned_of_and_leaves(wire):  # G3
    Sent(wire.intake, 0)
    wire.age()
    assert "leave within 30 days" not in wire.intake.command("check").stdout
    wire.intake.set("retentionDays", 30)
    assert "1 testimonies leave within 30 days" in wire.intake.command("check").stdout
    wire.intake.set("retentionDays", 5)
    wire.next_day()
    end = time.monotonic() + 20
    while wire.execute("SELECT count(*) FROM testimony") != [(0,)]:
        assert time.monotonic() < end, wire.intake.log()
        time.sleep(0.1)
    told = lines(wire.pull())
    assert told == ["bundle 1: 0 new, 0 known, 0 withdrawn, 1 gone before"]


class Fickle(BaseHTTPRequestHandler):
    """An intake gone bad: whatever is asked for, it says the same, and breaks off where that is no whole reply."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        signed = asked.startswith(b"OVOZPULL")
        self.server.parts += signed
        self.send_response(200 if signed else 403)
        self.send_header("Content-Length", str(REPLY if signed else 32))
        self.end_headers()
        self.wfile.write(self.server.answer if signed else bytes(32))
        self.close_connection = signed and len(self.server.answer) < REPLY

    def log_message(self, *_):
        """Says nothing."""


def pull_from_fickle(wire, answer):
    """What a pull says, and how many requests it made before."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Fickle)
    server.parts, server.answer = 0, answer
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(
        wire.intake.folder / "certificate.pem", wire.intake.folder / "certificate-key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    left = wire.pull("--campaign", "demo", port=server.server_port)
    server.shutdown()
    return left, server.parts


def reply(state, total=0, part=b""):
    """What an intake would send of bundle 1, up to the part's last byte."""
    head = b"OVOZPART\1" + bytes([state]) + (1).to_bytes(4, "big") + total.to_bytes(8, "big")
    return (head + bytes([7]) * 32).ljust(128, b"\0") + part


def test_an_intake_that_changes_its_mind_for_ever_is_left(shut):
    left, parts = pull_from_fickle(shut, reply(2).ljust(REPLY, b"\0"))
    assert left.returncode == 1 and "try later" in left.stderr, left.stderr
    assert 1 < parts < 20


def test_a_stranger_who_says_that_there_is_nothing_new_makes_nothing_fresh(shut):  # G6
    """Only a signed bundle does: else whoever answers could keep withdrawals back for ever."""
    before = shut.fresh()
    left, parts = pull_from_fickle(shut, reply(0).ljust(REPLY, b"\0"))
    assert left.returncode == 0 and "nothing new" in left.stderr and parts == 1
    assert shut.fresh() == before


@pytest.mark.parametrize("total", [0, 104])
def test_a_bundle_that_is_shorter_than_a_bundles_head_is_none(shut, total):  # G12
    left, parts = pull_from_fickle(shut, reply(1, total).ljust(REPLY, b"\0"))
    assert left.returncode == 30 and "not how an intake answers" in left.stderr, left.stderr
    assert parts == 1


def test_an_intake_that_gives_byte_by_byte_is_left(shut):
    left, parts = pull_from_fickle(shut, reply(1, 1_000, b"x"))
    assert left.returncode == 30 and "not how an intake answers" in left.stderr, left.stderr
    assert parts == 65
    for part in (shut.vault.folder / "vault" / "incoming").iterdir():
        part.unlink()


class Onion:
    """What tor's SOCKS port is to a program: takes a name with its port, and leads to a unix socket."""

    def __init__(self, path):
        self.path, self.asked = path, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = "127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(
                    target=self.lead, args=(self.listener.accept()[0],), daemon=True).start()

    def lead(self, near):
        near.recv(2 + near.recv(2)[1])
        near.sendall(b"\5\0")
        head = near.recv(5)
        name = near.recv(head[4])
        self.asked.append((head[3], name.decode(), int.from_bytes(near.recv(2), "big")))
        far = socket.socket(socket.AF_UNIX)
        far.connect(str(self.path))
        near.sendall(b"\5\0\0\1" + bytes(6))
        threading.Thread(target=self.pump, args=(near, far), daemon=True).start()
        self.pump(far, near)

    @staticmethod
    def pump(source, sink):
        with contextlib.suppress(OSError):
            while content := source.recv(65_536):
                sink.sendall(content)
            sink.shutdown(socket.SHUT_RDWR)


def test_over_an_onion_by_a_socket_that_serves_nothing_else(wire, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    wire.intake.stop()
    wire.intake.set("pullPort", '""')
    wire.intake.set("pullSocket", folder / "pull.sock")
    wire.intake.start()
    Sent(wire.intake, 0)
    wire.age()
    onion = Onion(folder / "pull.sock")
    address = "http://" + "a" * 56 + ".onion"
    refused = wire.vault.ovoz("inbox", "pull", address, "--passphrase-file", "pull-pass")
    assert refused.returncode == 64 and "--socks" in refused.stderr
    pulled = wire.vault.ovoz(
        "inbox", "pull", address, "--socks", onion.address, "--passphrase-file", "pull-pass")
    assert lines(pulled) == ["bundle 1: 1 new, 0 known, 0 withdrawn"]
    # The name itself went to the proxy: nobody else was asked for it.
    assert set(onion.asked) == {(3, "a" * 56 + ".onion", 80)}
    assert (folder / "pull.sock").stat().st_mode & 0o777 == 0o660


NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


@pytest.mark.parametrize("lack", [
    "missing", "a file", pytest.param(0o500, marks=NOT_ROOT), pytest.param(0o600, marks=NOT_ROOT)])
def test_an_analysts_socket_without_a_folder_does_not_keep_the_form_closed(shut, scratch, lack):
    """/run/ovoz-pull is made with the onion alone; without it the form did not open, or closed again, for ever."""
    intake = Intake(scratch / "server", shut.vault.folder / "demo.campaign.json")
    intake.set("pullKeys", f'["{shut.key}"]')
    folder = scratch / "run"
    intake.set("pullSocket", folder / "pull.sock")
    if lack == "a file":
        folder.write_text("")
    elif lack != "missing":
        folder.mkdir(lack)
        lack = "not the intake's to write to"
    told = f"problem: analysts cannot pull: {folder}/pull.sock cannot be made, since the folder {folder} is {lack}; "
    checked = intake.command("check")
    assert checked.returncode == 1 and told in checked.stdout and "tmpfiles-onion.conf" in checked.stdout
    intake.start()
    try:
        assert intake.get("/")[0] == 203
        assert intake.log().count("analysts cannot pull: their socket cannot be made") == 1
    finally:
        intake.stop()
    if lack == "missing":
        folder.mkdir()
        assert "pull.sock" not in intake.command("check").stdout


def test_the_place_that_the_analysts_socket_had_before_is_warned_of(shut, scratch):
    intake = Intake(scratch / "server", shut.vault.folder / "demo.campaign.json")
    intake.set("pullKeys", f'["{shut.key}"]')
    intake.set("pullSocket", "/run/ovoz-intake/pull.sock")
    assert "warning: tor does not come into /run/ovoz-intake" in intake.command("check").stdout


def test_the_shipped_onion_for_analysts_leads_to_their_socket_alone():
    torrc = (ROOT / "Deploy" / "server" / "torrc").read_text()
    form, pull = torrc.split("HiddenServiceDir ")[1:]
    assert "unix:/run/ovoz-pull/pull.sock" in pull and "http.sock" not in pull
    assert "pull.sock" not in form and "authorized_clients" in torrc


def test_the_key_is_locked_and_its_public_half_needs_no_passphrase(shut):
    assert re.fullmatch(r"[0-9a-f]{64}", shut.key)
    assert result(shut.vault.ovoz("inbox", "key")).strip() == shut.key
    shut.vault.write_passphrase("wrong", "other words")
    wrong = shut.vault.ovoz(
        "inbox", "pull", f"https://127.0.0.1:{shut.port}", "--passphrase-file", "wrong",
        "--campaign", "demo")
    assert wrong.returncode == 12
    twice = shut.vault.ovoz("inbox", "key", "--new", "--passphrase-file", "pull-pass")
    assert twice.returncode == 64
