# SPDX-License-Identifier: Apache-2.0
"""Somebody elsewhere checks what the intake serves; every kind of tampering on the way is named."""

import contextlib
import json
import re
import select
import shutil
import socket
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest

from machines import Vault, free_port, result, run


@pytest.fixture
def manifest(server, vault):
    """The signed manifest, as the operator hands it over."""
    result(server.command("manifest", "--out", "manifest.txt"))
    vault.trust(server)
    shutil.copy(server.folder / "manifest.txt", vault.folder)
    shutil.copy(server.folder / "certificate.pem", vault.folder)
    return vault.folder / "manifest.txt"


def verify(vault, address, *more):
    return vault.ovoz("verify-page", address, "--manifest", "manifest.txt",
                      "--cacert", "certificate.pem", *more)


class Middle:
    """A reverse proxy with the server's own certificate, which changes what it passes on."""

    def __init__(self, server, change):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                status, headers, body = server.get(self.path)
                status, fields, body = change(self.path, status, list(headers.items()), body)
                agents.append(self.headers["User-Agent"])
                self.send_response_only(status)
                for name, value in fields:
                    if name.lower() != "content-length":
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.agents = agents = []
        self.http = ThreadingHTTPServer(("127.0.0.1", free_port()), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(
            server.folder / "certificate.pem", server.folder / "certificate-key.pem")
        self.http.socket = context.wrap_socket(self.http.socket, server_side=True)
        self.address = f"https://127.0.0.1:{self.http.server_port}/"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def close(self):
        self.http.shutdown()
        self.http.server_close()


@pytest.fixture
def tampered(server, vault, manifest):
    """Gives what the check says of a server behind somebody who changes replies."""
    middles = []

    def check(change, *more):
        middles.append(Middle(server, change))
        finished = verify(vault, middles[-1].address, *more)
        assert all("Firefox" in agent for agent in middles[-1].agents)
        return finished

    yield check
    for middle in middles:
        middle.close()


def test_the_page_that_is_served_is_the_page_that_was_announced(server, vault, manifest):
    text = manifest.read_text(encoding="utf-8")
    for address in ("/?lang=tg", "/?lang=ru", "/?lang=uz", "/?lang=en"):
        assert f"\npage {address} 203 " in text
    assert "\npage /campaign.json 200 " in text
    finished = verify(vault, server.address)
    assert finished.returncode == 0, finished.stderr + finished.stdout
    assert re.fullmatch(r"\d+ pages are as the manifest says\n", finished.stdout)
    # Without a vault, on another machine.
    key = result(server.command("key")).strip()
    other = run("ovoz", "verify-page", server.address, "--manifest", "manifest.txt", "--cacert",
                "certificate.pem", "--campaign-file", "demo.campaign.json", "--key", key, "--json",
                folder=vault.folder)
    assert json.loads(result(other))["value"] == []


def test_the_one_who_only_passes_on_is_not_accused(tampered):
    finished = tampered(lambda path, *reply: reply)
    assert finished.returncode == 0, finished.stdout


def on_form(change):
    """Changes the form in Tajik only: what few people see is what few people check."""
    return lambda path, *reply: change(*reply) if path == "/?lang=tg" else reply


def one_byte(status, fields, body):
    at = body.index(b"additionalData")
    return status, fields, body[:at] + b"b" + body[at + 1:]


def without(name):
    return lambda status, fields, body: (
        status, [field for field in fields if field[0].lower() != name], body)


def script_in_hole(status, fields, body):
    script = b"><script>invented()</script>".ljust(32, b"0")
    start = body.index(b'name="record" value="') + 21
    return status, fields, body[:start] + script + body[start + 32:]


CHANGES = {
    "a byte of the script": (one_byte, "the page is another"),
    "a byte more": (lambda s, f, b: (s, f, b + b"\n"), "1 bytes too many"),
    "a script where the id stands": (script_in_hole, "something else than a fresh id"),
    "no policy": (without("content-security-policy"),
                  "header content-security-policy is missing or different"),
    "a cookie": (lambda s, f, b: (s, [*f, ("Set-Cookie", "v=1")], b),
                 "header set-cookie does not belong there"),
    "a terminal escape": (lambda s, f, b: (s, [*f, ("X-\u009b31m", "1")], b),
                          "does not belong there"),
    "a redirect": (lambda s, f, b: (302, [*f, ("Location", "/?lang=ru")], b),
                   "status 302 instead of 203"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_named_with_its_page(tampered, name):
    change, named = CHANGES[name]
    finished = tampered(on_form(change))
    assert finished.returncode == 30
    assert finished.stdout.startswith("/?lang=tg: ") and named in finished.stdout
    assert "\x9b" not in finished.stdout
    # Nothing else is accused.
    assert all(line.startswith("/?lang=tg: ") for line in finished.stdout.splitlines())


def test_another_campaign_is_named_first(tampered, scratch):  # G11
    other = Vault(scratch / "stranger").new_campaign().read_bytes()

    def swap(path, status, fields, body):
        return status, fields, other if path == "/campaign.json" else body

    finished = tampered(swap)
    assert finished.returncode == 30
    assert finished.stdout.startswith("/campaign.json: this is not the campaign that you trust\n")
    assert "nobody should write there" in finished.stderr


def test_an_intake_that_was_taken_over_and_signs_for_itself_is_found_by_the_campaign(
        server, vault, scratch):  # G11
    """The strongest check: the thief has the intake's key, serves an own campaign and signs that."""
    vault.trust(server)
    server.stop()
    shutil.copy(Vault(scratch / "stranger").new_campaign(), server.folder / "campaign.json")
    server.start()
    result(server.command("manifest", "--out", "manifest.txt"))
    for name in ("manifest.txt", "certificate.pem"):
        shutil.copy(server.folder / name, vault.folder)
    finished = verify(vault, server.address)
    assert finished.returncode == 30 and "another campaign" in finished.stderr


def test_a_manifest_that_another_signed_or_somebody_changed_is_refused(server, vault, manifest):
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("nosniff", "sniff", 1), encoding="utf-8")
    finished = verify(vault, server.address)
    assert finished.returncode == 30 and "not signed by the trusted intake" in finished.stderr


def test_what_cannot_be_fetched_is_no_accusation(server, vault, manifest, scratch):
    server.stop()
    finished = verify(vault, server.address)
    assert finished.returncode == 1 and "there is no connection" in finished.stderr
    server.start()
    finished = vault.ovoz("verify-page", server.address, "--manifest", "manifest.txt")
    assert finished.returncode == 30 and "certificate is not trusted" in finished.stderr


class Socks(ThreadingTCPServer):
    """A SOCKS5 proxy (RFC 1928) for one address, which remembers who asked for what by name."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, target):
        self.target, self.asked = target, []
        super().__init__(("127.0.0.1", 0), self.Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    class Handler(StreamRequestHandler):
        def handle(self):
            _, methods = self.rfile.read(2)
            self.rfile.read(methods)
            self.wfile.write(b"\5\0")
            _, command, _, kind = self.rfile.read(4)
            assert (command, kind) == (1, 3), "a name is wanted, not an address"
            name = self.rfile.read(self.rfile.read(1)[0]).decode()
            self.rfile.read(2)
            self.server.asked.append(name)
            with socket.create_connection(("127.0.0.1", self.server.target)) as far:
                self.wfile.write(b"\5\0\0\1\x7f\0\0\1\0\0")
                with contextlib.suppress(OSError):
                    self.pass_on(far)

        def pass_on(self, far):
            pair = {self.connection: far, far: self.connection}
            while True:
                for one in select.select(list(pair), [], [], 30)[0]:
                    data = one.recv(65_536)
                    if not data:
                        return
                    pair[one].sendall(data)


def test_the_check_goes_through_a_proxy_that_resolves_the_name(server, vault):
    """As over Tor: the name is asked for by the proxy, never by this machine."""
    server.stop()
    server.make_certificate("localhost", names="DNS:form.invalid")
    server.start()
    result(server.command("manifest", "--out", "manifest.txt"))
    vault.trust(server)
    for name in ("manifest.txt", "certificate.pem"):
        shutil.copy(server.folder / name, vault.folder)
    with Socks(server.port) as socks:
        finished = verify(vault, "https://form.invalid/", "--proxy",
                          f"socks5h://127.0.0.1:{socks.server_address[1]}")
        assert finished.returncode == 0, finished.stderr + finished.stdout
        assert set(socks.asked) == {"form.invalid"}
        socks.shutdown()


def test_without_curl_it_says_what_to_install(server, vault, manifest, monkeypatch):
    monkeypatch.setitem(__import__("machines").CLEAN, "PATH", "/nonexistent")
    finished = verify(vault, server.address)
    assert finished.returncode == 1
    assert finished.stderr == "ovoz: error: curl is not installed\nhint: run `apt install curl`\n"
