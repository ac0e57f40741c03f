# SPDX-License-Identifier: Apache-2.0
"""G4 on the line: a capture of real submissions from a real Chromium over TLS 1.3.

Compared are, for each direction, the lengths of all TLS records from the press of the button to the
thanks page, in order: so their number, and the bytes of application data, are compared too. Not
compared are TCP segments and acknowledgements: the kernel cuts and times them as it likes, whatever
is in the records. Between two people the request still differs where their browsers do (agent and
preferred languages are header fields); it never differs by what was answered.
"""

import contextlib
import itertools
import socket

import pytest

import sealing
import visitor
import wiretap
from conftest import LANGUAGES
from machines import trusting_anyone
from wiretap import CLIENT, SERVER, Wiretap

pytestmark = pytest.mark.skipif(
    not wiretap.is_allowed(), reason="capturing packets needs root or CAP_NET_RAW")
PLAIN = "application/x-www-form-urlencoded"
RECEIPTS = [True, False]
ANSWERS = {"language": "en", "permissions": 1}


@pytest.fixture
def tap(shared_server):
    with Wiretap(shared_server.port) as tap:
        yield tap


def sent_and_heard(tap, page, server, language, enter):
    """Lengths of the records of one sending."""
    page.goto(f"{server.address}?lang={language}")
    visitor.come_in(page)
    enter(page)
    tap.wait_for_silence()
    before = tap.records()
    visitor.send(page)
    assert visitor.thanks(page) == visitor.texts("thanksHeading")[language]
    tap.wait_for_silence()
    return wiretap.passed(before, tap.records())


def least(page):
    page.fill(visitor.AT["words"], ".")


def most(campaign):
    return lambda page: visitor.fill_to_the_brim(page, campaign)


def test_every_answer_looks_alike_on_the_line(visit, shared_server, tap):  # G4
    """Empty and fullest, in four languages, with a receipt and without."""
    enter = {"least": least, "most": most(shared_server.campaign())}
    seen = {}
    for language, name, wanted in itertools.product(LANGUAGES, enter, RECEIPTS):
        page = visit()

        def answer(page, name=name, wanted=wanted):
            enter[name](page)
            visitor.choose_receipt(page, wanted)

        seen[language, name, wanted] = sent_and_heard(
            tap, page, shared_server, language, answer)
        page.context.close()
    assert tap.versions() == {True}, "not TLS 1.3"
    first = seen["tg", "least", True]
    print(f"\n{CLIENT} {first[CLIENT]}, {SERVER} {first[SERVER]}")
    assert sum(first[CLIENT]) > sealing.sealed_length(shared_server.campaign().form)
    assert {case: one for case, one in seen.items() if one != first} == {}


def test_accepted_and_refused_look_alike_on_the_line(visit, shared_server, tap):  # G4
    """Chromium sends both; one has a byte of the campaign's id changed on its way."""
    def sending(change):
        page, replies = visit(), []

        def on_its_way(route):
            body = bytearray(route.request.post_data_buffer or b"")
            if body:
                body[10] ^= change
            return route.continue_(post_data=bytes(body) or None)

        page.route(shared_server.address, on_its_way)
        page.on("response", lambda reply: replies.append(reply))
        page.goto(f"{shared_server.address}?lang=en")
        visitor.come_in(page)
        least(page)
        tap.wait_for_silence()
        before = tap.records()
        with page.expect_response(lambda reply: reply.request.method == "POST") as reply:
            visitor.send(page)
        word = reply.value.text().split()[0]
        tap.wait_for_silence()
        return word, wiretap.passed(before, tap.records())

    accepted, refused = sending(0), sending(1)
    assert (accepted[0], refused[0]) == ("accepted", "refused")
    assert accepted[1] == refused[1]


# The same on a connection of Python's, for replies that Chromium would not provoke.


@contextlib.contextmanager
def line(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as plain:
        with trusting_anyone().wrap_socket(plain, server_hostname="127.0.0.1") as secured:
            yield secured


def exchange(tap, server, body, kind):
    """Records of one request on a connection of its own, after the handshake, and the reply."""
    head = (f"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, br\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n").encode()
    with line(server) as secured:
        # Session tickets come unasked after the handshake.
        secured.sendall(b"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        read_reply(secured)
        tap.wait_for_silence(0.1)
        before = tap.records()
        secured.sendall(head + body)
        reply = read_reply(secured)
        tap.wait_for_silence(0.1)
        return reply, wiretap.passed(before, tap.records())


def read_reply(secured):
    received = b""
    while b"\r\n\r\n" not in received:
        received += secured.recv(1 << 16)
    head, _, body = received.partition(b"\r\n\r\n")
    fields = dict(one.lower().split(b": ", 1) for one in head.split(b"\r\n")[1:])
    while len(body) < int(fields[b"content-length"]):
        body += secured.recv(1 << 16)
    return head.split(b" ")[1], fields, body


def whole(server, sealed):
    """What a browser sends; the server before receipts took the sealed part alone."""
    return sealed + b"\0" * (visitor.length_sent(server) - len(sealed))


def test_every_word_to_a_script_looks_alike_on_the_line(shared_server, tap):  # G4
    campaign = shared_server.campaign()
    sealed = sealing.seal(campaign, ANSWERS)
    twin = sealing.seal(campaign, ANSWERS, record_id=sealed[23:39])
    bodies = [sealed, sealed, twin, b"?" + sealed[1:], bytes(len(sealed))]
    seen = [exchange(tap, shared_server, whole(shared_server, body), "application/octet-stream")
            for body in bodies]
    words = [reply[2].split()[0] for reply, _ in seen]
    assert words == [b"accepted", b"accepted", b"refused", b"refused", b"refused"]
    assert all(lengths == seen[0][1] for _, lengths in seen)
    assert not any(b"content-encoding" in reply[1] for reply, _ in seen)


def test_every_page_after_a_plain_form_looks_alike_on_the_line(shared_server, tap):  # G4
    """Only replies: a plain form is as long as what was written, and the page says so."""
    bodies = [b"lang=en&change.text=invented&permission=1", b"lang=tg&change.text=%D1%84&permission=0",
              b"lang=en&change.text=&permission=1", b"%%%", b""]
    seen = [exchange(tap, shared_server, body, PLAIN) for body in bodies]
    assert [reply[0] for reply, _ in seen] == [b"203", b"203", b"400", b"400", b"400"]
    assert len({tuple(lengths[SERVER]) for _, lengths in seen}) == 1
    # Compressed, a page would be as long as what it says.
    assert not any(b"content-encoding" in reply[1] for reply, _ in seen)
    # The capture can tell requests of different lengths: here they have them.
    assert len({tuple(lengths[CLIENT]) for _, lengths in seen}) == len(bodies)


def test_the_capture_sees_one_byte_more(shared_server, tap):
    lengths = [exchange(tap, shared_server, bytes(size), "text/plain")[1][CLIENT]
               for size in (5_000, 5_000, 5_001)]
    assert lengths[0] == lengths[1] != lengths[2]
    assert sum(lengths[2]) - sum(lengths[0]) == 1


def test_one_request_at_a_time_and_none_compressed(visit, shared_server):  # G4
    """HTTP/2 would compress header fields against each other, and weave requests."""
    context = trusting_anyone()
    context.set_alpn_protocols(["h2", "http/1.1"])
    with socket.create_connection(("127.0.0.1", shared_server.port), timeout=20) as plain:
        with context.wrap_socket(plain, server_hostname="127.0.0.1") as secured:
            assert secured.selected_alpn_protocol() in (None, "http/1.1")
            assert secured.compression() is None
    page = visit()
    page.goto(shared_server.address)
    spoken = page.evaluate("performance.getEntriesByType('navigation')[0].nextHopProtocol")
    assert spoken == "http/1.1"
