# SPDX-License-Identifier: Apache-2.0
"""The intake over real HTTPS: what it takes, what it refuses, what it says and never says."""

import contextlib
import os
import re
import signal
import socket
import ssl
import threading
import warnings

import pytest

import sealing
from sending import submission
from machines import EXIT, ROOT, Vault, day, make_certificate, trusting_anyone

EVENTS = ROOT / "Sources" / "Intake" / "IntakeServer" / "IntakeEvent.swift"
SENTINEL = "Larkspurquern listened first."
ANSWERS = {"language": "en", "answers": {"change": {"text": SENTINEL}}, "permissions": 1}
PLAIN = "application/x-www-form-urlencoded"


def known_lines():
    """The closed list of what may be logged, from the source."""
    return set(re.findall(r'case \w+ = "([^"]+)"', EVENTS.read_text(encoding="utf-8")))


def logged(intake):
    lines = intake.log().splitlines()
    assert all(line.startswith("ovoz-intake: ") for line in lines), lines
    return [line.removeprefix("ovoz-intake: ") for line in lines]


def plain_body(**fields):
    given = {"record": "00" * 16, "lang": "en", "change.text": SENTINEL, "permission": "1"}
    given |= {name.replace("__", "."): value for name, value in fields.items()}
    return "&".join(f"{name}={value}" for name, value in given.items()).replace(" ", "+").encode()


# TLS


def hand_shake(server, lowest, highest):
    """The TLS version that both agreed on."""
    context = trusting_anyone()
    # Python warns of the very versions that have to be refused.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version, context.maximum_version = lowest, highest
    # This library itself would refuse TLS 1.1 at a higher level.
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as plain:
        with context.wrap_socket(plain, server_hostname="127.0.0.1") as secured:
            return secured.version()


@pytest.mark.parametrize("version, name", [
    (ssl.TLSVersion.TLSv1_2, "TLSv1.2"), (ssl.TLSVersion.TLSv1_3, "TLSv1.3")])
def test_tls_twelve_and_thirteen_are_spoken(shared_server, version, name):
    assert hand_shake(shared_server, version, version) == name


def test_a_browser_that_speaks_both_gets_the_newer(shared_server):
    lowest, highest = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3
    assert hand_shake(shared_server, lowest, highest) == "TLSv1.3"


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_older_tls_is_refused_by_the_server(shared_server, version):
    with pytest.raises(ssl.SSLError) as refusal:
        hand_shake(shared_server, version, version)
    # An alert comes from the other side; anything else would be this test's own library.
    assert "ALERT" in (refusal.value.reason or "")


def test_plain_http_gets_no_page(shared_server):
    with socket.create_connection(("127.0.0.1", shared_server.port), timeout=20) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"<html" not in plain.recv(65_536)


def certificate_of(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as plain:
        with trusting_anyone().wrap_socket(plain, server_hostname="127.0.0.1") as secured:
            return secured.getpeercert(binary_form=True)


def renew(server, number, chain=None):
    """As certbot does it: files in an archive, and links that are put in the place of those before."""
    archive = server.folder / f"archive-{number}"
    archive.mkdir()
    make_certificate(archive, f"renewed-{number}.invalid")
    if chain is not None:
        (archive / "certificate.pem").write_text(chain)
    for name in ("certificate.pem", "certificate-key.pem"):
        (archive / f"{name}.link").symlink_to(archive / name)
        os.replace(archive / f"{name}.link", server.folder / name)


def test_a_renewal_while_it_starts_does_not_end_it(intake):
    # A timer that missed its hour renews when the machine starts: just then the server starts too.
    campaign = intake.folder / "campaign.json"
    campaign.unlink()
    os.mkfifo(campaign)
    starting = threading.Thread(target=intake.start)
    starting.start()
    # The server comes to its campaign file, and is held there until somebody opens the other end.
    with open(campaign, "wb"):
        intake.server.send_signal(signal.SIGHUP)
    starting.join(60)
    intake.wait_for_log("started")
    intake.wait_for_log("certificate reloaded")
    assert intake.server.poll() is None


def test_systemd_hears_when_the_form_is_open(intake):
    place = str(intake.folder / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(place)
        manager.settimeout(30)
        intake.start(NOTIFY_SOCKET=place)
        assert manager.recv(100) == b"READY=1"
        manager.settimeout(0.2)
        with pytest.raises(TimeoutError):
            manager.recv(100)
    assert intake.send(ANSWERS) == "accepted"


def test_a_new_certificate_is_taken_on_sighup_and_a_broken_one_is_not(server):
    first = certificate_of(server)
    with contextlib.closing(server.connect()) as early:
        early.request("GET", "/")
        early.getresponse().read()
        renew(server, 1)
        assert certificate_of(server) == first
        server.server.send_signal(signal.SIGHUP)
        server.wait_for_log("certificate reloaded")
        second = certificate_of(server)
        assert second != first
        renew(server, 2, chain="no certificate\n")
        server.server.send_signal(signal.SIGHUP)
        server.wait_for_log("certificate unreadable, keeping the one in use")
        assert certificate_of(server) == second
        # Who was there before goes on, on the same connection.
        assert early.sock.getpeercert(binary_form=True) == first
        early.request("GET", "/help")
        assert early.getresponse().status == 200
        assert early.sock.getpeercert(binary_form=True) == first
    assert server.send(ANSWERS) == "accepted"
    assert server.stop() == 0
    assert set(logged(server)) <= known_lines()


def test_a_certificate_that_does_not_fit_its_key_is_refused_at_the_start(intake):
    key = (intake.folder / "certificate-key.pem").read_bytes()
    intake.make_certificate()
    (intake.folder / "certificate-key.pem").write_bytes(key)
    refused = intake.command("serve")
    assert refused.returncode == 1 and refused.stdout == ""
    assert refused.stderr.startswith("ovoz-intake: error: the certificate and its key")


# Closed


def missing(intake):
    (intake.folder / "campaign.json").unlink()


def damaged(intake):
    file = intake.folder / "campaign.json"
    file.write_bytes(file.read_bytes().replace(b'"en"', b'"eN"', 1))


def cut_off(intake):
    file = intake.folder / "campaign.json"
    file.write_bytes(file.read_bytes()[:-100])


def other_key(intake):
    campaign = intake.campaign()
    read = (intake.folder / "campaign.json").read_text(encoding="utf-8")
    other = sealing.public_bytes(sealing.private_from(b"\1" * 32))
    (intake.folder / "campaign.json").write_text(
        read.replace(campaign.public_key.hex(), other.hex()), encoding="utf-8")


def not_announced(intake):
    intake.set("fingerprint", f'"{"ab" * 32}"')


def expect_closed(server):
    for language, word in (("en", "closed"), ("ru", "закрыт")):
        status, headers, page = server.get(f"/?lang={language}")
        assert status == 503 and headers["Cache-Control"] == "no-store"
        assert word in page.decode().lower() and "<textarea" not in page.decode()
    assert server.get("/campaign.json")[0] == 503
    # Neither sealed nor plain words are taken (G11).
    status, _, word = server.post(b"OVOZ" + bytes(2_000))
    assert (status, word.split()[0]) == (503, b"closed")
    status, _, page = server.post(plain_body(), PLAIN)
    assert status == 503 and b"<textarea" not in page


@pytest.mark.parametrize("spoil, line", [
    (missing, "form closed: no usable campaign file"),
    (damaged, "form closed: no usable campaign file"),
    (cut_off, "form closed: no usable campaign file"),
    (other_key, "form closed: no usable campaign file"),
    (not_announced, "form closed: the campaign's fingerprint is not the announced one"),
])
def test_without_the_announced_key_the_form_is_closed(intake, spoil, line):  # G11
    spoil(intake)
    intake.start()
    expect_closed(intake)
    assert intake.stop() == 0
    assert logged(intake) == [line, "started", "stopped"]


def test_the_announced_fingerprint_opens_the_form(intake):  # G11
    campaign = intake.campaign()
    name = sealing.fingerprint(
        campaign.id, campaign.public_key, campaign.answer_key, campaign.form_version).hex()
    intake.set("fingerprint", '"' + " ".join(re.findall("....", name)).upper() + '"')
    intake.start()
    assert intake.send(ANSWERS) == "accepted"


@pytest.mark.parametrize("opens, closes", [(-9, -1), (1, 9)], ids=["over", "not begun"])
def test_outside_its_days_the_form_is_closed(scratch, intake, opens, closes):  # G11
    other = Vault(scratch / "other").new_campaign("other", opens, closes)
    (intake.folder / "campaign.json").write_bytes(other.read_bytes())
    intake.start()
    sealed = sealing.seal(intake.campaign(), ANSWERS)
    expect_closed_but_for_the_file(intake)
    assert intake.post(sealed)[2].split()[0] == b"closed"
    intake.stop()
    assert intake.command("bundle", "--out", "b.ovoz", "--today", day(20)).stdout == (
        "bundle 1: 0 testimonies, 0 withdrawals\n")


def expect_closed_but_for_the_file(server):
    status, _, page = server.get("/?lang=en")
    assert status == 503 and "closed" in page.decode() and "<textarea" not in page.decode()
    assert server.post(plain_body(), PLAIN)[0] == 503


def test_a_full_disk_closes_the_form_before_anything_is_lost(intake):  # G5 G11
    intake.set("leastFreeMegabytes", 1_000_000)
    intake.start()
    status, _, page = intake.get("/?lang=en")
    assert status == 503 and b"<textarea" not in page
    status, _, word = intake.post(sealing.seal(intake.campaign(), ANSWERS))
    assert (status, word.split()[0]) == (503, b"full")


# Replies


def test_the_campaign_file_is_served_byte_for_byte(shared_server):  # G1
    status, headers, body = shared_server.get("/campaign.json")
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert body == (shared_server.folder / "campaign.json").read_bytes()


def raw_reply(server, request):
    """Every byte of a reply, status line and header fields included."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as plain:
        with trusting_anyone().wrap_socket(plain, server_hostname="127.0.0.1") as secured:
            secured.sendall(request)
            received = b""
            while b"\r\n\r\n" not in received:
                received += some(secured)
            head, _, rest = received.partition(b"\r\n\r\n")
            length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
            while len(rest) < length:
                rest += some(secured)
            return head + b"\r\n\r\n" + rest


def some(secured):
    received = secured.recv(65_536)
    assert received, "the connection ended amid a reply"
    return received


def posting(body, kind):
    head = f"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def test_every_reply_to_a_script_has_one_length(shared_server):  # G4
    campaign, kind = shared_server.campaign(), "application/octet-stream"
    sealed = sealing.seal(campaign, ANSWERS)
    bodies = [
        sealed, sealed,  # taken, and known
        sealing.seal(campaign, ANSWERS, record_id=sealed[23:39]),  # another under that id
        sealed[:-1], b"OVOZ",  # malformed
        sealing.seal(campaign, ANSWERS, sealed_by=2),  # only the server may say that it sealed
    ]
    replies = [raw_reply(shared_server, posting(submission(body), kind)) for body in bodies]
    words = [reply.partition(b"\r\n\r\n")[2].split()[0].decode() for reply in replies]
    assert words == ["accepted", "accepted", "refused", "refused", "refused", "refused"]
    assert len({len(reply) for reply in replies}) == 1


def test_every_reply_to_a_plain_form_has_one_length(shared_server):  # G4
    bodies = [
        plain_body(), plain_body(change__text="another"), plain_body(change__text=""),
        plain_body(change__text="x" * 9_000), plain_body(punished="maybe"), b"%%%", b"",
        plain_body(record="11" * 16, lang="tg"), plain_body(record="22" * 16, lang="ru"),
    ]
    replies = [raw_reply(shared_server, posting(body, PLAIN)) for body in bodies]
    statuses = [int(reply.split()[1]) for reply in replies]
    assert statuses == [203, 409, 400, 400, 400, 400, 400, 203, 203]
    assert len({len(reply) for reply in replies}) == 1


@pytest.mark.parametrize("path", ["/", "/?lang=tg", "/campaign.json", "/nothing", "/%2e%2e/etc"])
def test_every_reply_carries_the_fields_that_protect_a_visitor(shared_server, path):  # G3
    _, headers, body = shared_server.get(path)
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    for telling in ("Set-Cookie", "Server", "ETag", "Last-Modified", "Location"):
        assert telling not in headers
    # The exit, and no other address, whatever the page.
    assert set(re.findall(rb"https?://[^\"'\s<]+", body)) <= {EXIT.encode()}


def test_an_unknown_address_is_never_repeated(shared_server):
    status, _, page = shared_server.get("/<script>alert(1)</script>?lang=<b>".replace("<", "%3C"))
    assert status == 404
    assert b"alert(1)" not in page


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_get_a_page_that_does_nothing(shared_server, method):
    status, _, body = shared_server.ask(method, "/", None, {})
    assert status in (404, 405) and b"<textarea" not in body


# Limits


def test_a_body_that_is_too_large_is_refused(server):
    campaign = server.campaign()
    sealed = sealing.seal(campaign, ANSWERS)
    assert server.post(sealed + b"\0")[0] == 400
    status, _, page = server.post(plain_body(change__text="x" * 120_000), PLAIN)
    assert status == 413 and b"<textarea" not in page
    assert server.send(ANSWERS) == "accepted"


def test_too_many_fields_in_a_form_are_refused(server):
    status, _, _ = server.post(plain_body() + b"&a=b" * 300, PLAIN)
    assert status == 400


def test_another_kind_of_body_is_refused(shared_server):
    for kind in ("multipart/form-data; boundary=x", "application/json", "text/plain"):
        assert shared_server.post(b"change.text=invented", kind)[0] == 415


@pytest.mark.parametrize("headers", [
    {f"X-{number}": "1" for number in range(100)}, {"X-Long": "x" * 20_000},
    {f"X-{number}": "x" * 4_000 for number in range(8)}], ids=["many", "one long", "long in all"])
def test_too_many_or_too_long_header_fields_are_refused(shared_server, headers):
    try:
        status = shared_server.get("/", headers)[0]
    except OSError:
        status = 400  # the connection was closed instead
    assert 400 <= status < 500
    assert shared_server.get("/")[0] == 203


def test_noise_instead_of_a_testimony_is_refused_and_changes_nothing(server):
    import random
    dice, sealed = random.Random(9), sealing.seal(server.campaign(), ANSWERS)
    for _ in range(60):
        noise = bytearray(sealed)
        for _ in range(dice.randint(1, 8)):
            # Header only: what is inside a field nobody on this machine can judge (G1).
            noise[dice.choice([*range(23), *range(39, 73)])] ^= dice.randint(1, 255)
        assert server.post(bytes(noise))[0] == 400
    assert server.post(bytes(sealed))[0] == 200
    server.stop()
    assert server.command("bundle", "--out", "b.ovoz", "--today", day(20)).stdout == (
        "bundle 1: 1 testimonies, 0 withdrawals\n")


# Traces and endings


def test_the_log_holds_known_events_only_whatever_happens(server):  # G3
    server.send(ANSWERS)
    server.post(plain_body(), PLAIN)
    server.post(b"\0" * 500)
    server.post(b"%%%&&&===", PLAIN)
    server.get("/secret-address?name=value", {"User-Agent": "Invented/1.0", "Cookie": "a=b"})
    with socket.create_connection(("127.0.0.1", server.port)) as plain:
        plain.sendall(b"\x16\x03\x01 no handshake at all\r\n\r\n")
    assert server.stop() == 0
    assert logged(server) == ["started", "stopped"]
    assert set(logged(server)) <= known_lines()


def test_nothing_that_finds_a_person_is_kept(server, scratch):  # G3
    """Address, agent, cookie and language preference of the visitor, in any file."""
    telling = {"User-Agent": "Quillfeather/7.7", "Cookie": "trail=Quillfeather",
               "X-Forwarded-For": "203.0.113.77", "Referer": "https://quillfeather.example/",
               "Content-Type": "application/octet-stream"}
    sealed = sealing.seal(server.campaign(), ANSWERS)
    assert server.ask("POST", "/", submission(sealed), telling)[0] == 200
    telling["Content-Type"] = PLAIN
    assert server.ask("POST", "/", plain_body(), telling)[0] == 203
    assert_no_trace(server.folder)
    server.stop()
    assert_no_trace(server.folder)


def assert_no_trace(folder):
    for file in folder.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        for word in (b"Quillfeather", b"quillfeather", b"203.0.113.77", b"Larkspurquern"):
            assert word not in content, (file, word)
            assert word.decode().encode("utf-16-le") not in content, (file, word)


def test_the_state_is_closed_to_everybody_else(server):  # G3
    server.send(ANSWERS)
    assert server.folder.joinpath("state").stat().st_mode & 0o077 == 0
    for file in server.folder.joinpath("state").iterdir():
        assert file.stat().st_mode & 0o077 == 0, file


def test_file_times_tell_no_time_of_day_after_the_start(server):  # G3
    server.send(ANSWERS)
    server.stop()
    server.start()
    for file in server.folder.joinpath("state").glob("*.sqlite"):
        assert int(file.stat().st_mtime) % 86_400 == 0, file


def test_sigterm_ends_it_with_zero_though_somebody_is_connected(server):
    connection = server.connect()
    connection.request("GET", "/")
    connection.getresponse().read()
    assert server.stop() == 0
    connection.close()
    assert logged(server)[-1] == "stopped"


def test_what_is_on_its_way_at_sigterm_is_answered_or_not_stored(server):  # G5
    sealed = [sealing.seal(server.campaign(), ANSWERS) for _ in range(40)]
    accepted = []

    def send_all(bodies):
        try:
            for body in bodies:
                if server.post(body)[2].split()[0] == b"accepted":
                    accepted.append(body)
        except OSError:
            return

    threads = [threading.Thread(target=send_all, args=[sealed[n::4]]) for n in range(4)]
    for thread in threads:
        thread.start()
    while not accepted and any(thread.is_alive() for thread in threads):
        threads[0].join(0.001)
    assert server.stop() == 0
    for thread in threads:
        thread.join()
    bundle = server.bundle().read_bytes()
    assert accepted and all(body in bundle for body in accepted)


@pytest.mark.parametrize("name", ["intake.key", "receipt.key"])
def test_a_key_that_is_gone_or_spoilt_is_never_made_anew(server, name):  # G6 G12
    assert server.send(ANSWERS) == "accepted"
    server.stop()
    file = server.folder / "state" / name
    content = file.read_bytes()
    file.write_bytes(content[:20])
    spoilt = server.command("serve")
    assert spoilt.returncode == 1 and f"{name} in the state folder cannot be read" in spoilt.stderr
    file.unlink()
    gone = server.command("serve")
    assert gone.returncode == 1 and f"{name} is gone" in gone.stderr and "copy" in gone.stderr
    assert not file.exists()
    file.write_bytes(content)
    server.start()


def test_a_date_far_ahead_is_told_by_the_check(server):  # G5
    assert server.send(ANSWERS) == "accepted"
    assert "nothing leaves by its age" not in server.command("check").stdout
    server.stop()
    file = server.folder / "state" / "last-day"
    assert file.read_text() == day() + "\n"
    file.write_text(day(-400) + "\n")
    server.start()
    server.wait_for_log("the date is doubted: nothing leaves by its age for now")
    told = server.command("check").stdout
    assert f"the last day on which this intake ran is {day(-400)}" in told and "date -u" in told
    # Whoever follows what it says is not told again.
    file.write_text(day() + "\n")
    assert "nothing leaves by its age" not in server.command("check").stdout


def test_a_second_server_on_the_same_state_is_refused(server):  # G5
    refused = server.command("serve")
    assert refused.returncode == 1
    assert refused.stderr == (
        "ovoz-intake: error: another ovoz-intake serves this folder\n"
        "hint: stop it first, or use another `state`\n")
