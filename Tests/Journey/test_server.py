# SPDX-License-Identifier: Apache-2.0
"""What stands around the intake: the unit's sandbox, TLS, nginx on a unix socket, tor's settings (G3)."""

import contextlib
import re
import socketserver
import sqlite3
import subprocess
import threading
from http.server import BaseHTTPRequestHandler

import pytest

import sealing
import voices
from machines import ROOT, make_certificate
from proxies import Nginx
from sending import submission

SERVER = ROOT / "Deploy" / "server"
FIXTURES = ROOT / "Tests" / "IntakeStoreTests" / "Fixtures"


def exposure(folder, *parts):
    unit = folder / "ovoz-intake.service"
    unit.write_text("\n".join((SERVER / part).read_text() for part in parts))
    said = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)],
                          capture_output=True, text=True, check=True).stdout
    return float(re.search(r"exposure level for \S+: ([\d.]+)", said).group(1))


def test_the_unit_exposes_next_to_nothing(tmp_path):
    assert exposure(tmp_path, "ovoz-intake.service") <= 0.5
    assert exposure(tmp_path, "ovoz-intake.service", "ovoz-intake-tcp.conf") <= 1.2


def test_apparmor_takes_its_profile():
    parse = ["/usr/sbin/apparmor_parser", "--skip-kernel-load", "--skip-cache", SERVER / "apparmor"]
    done = subprocess.run(parse, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("renewed", [True, False])
def test_what_is_wrong_with_a_certificate_is_told_apart(intake, renewed):
    """An operator whose key is not readable has another thing to do than one whose files are of two renewals."""
    key = intake.folder / "certificate-key.pem"
    before = key.read_bytes()
    if renewed:
        intake.make_certificate()
        key.write_bytes(before)
        message = "the certificate and its key do not belong together"
    else:
        key.unlink()
        message = f"{key} cannot be read, or is no PEM file of its kind"
    assert f"problem: {message}: " in intake.command("check").stdout
    served = intake.command("serve")
    assert served.returncode == 1
    assert f"error: {message}\nhint: " in served.stderr


def test_tor_takes_its_settings(tmp_path):
    run = subprocess.run(
        ["tor", "-f", str(SERVER / "torrc"), "--verify-config", "--DataDirectory", str(tmp_path)],
        capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
    settings = (SERVER / "torrc").read_text()
    for needed in ("PoWDefensesEnabled 1", "MaxStreamsCloseCircuit 1", "ExportCircuitID haproxy"):
        assert needed in settings
    assert "SingleHopMode" not in settings and "NonAnonymousMode" not in settings


def test_every_socket_of_tor_has_a_folder_and_a_line_for_apparmor(tmp_path):
    """Nothing else makes /run/ovoz-onion and /run/ovoz-pull; without the first, nginx does not start for the web either."""
    sockets = re.findall(r"^HiddenServicePort \d+ unix:(\S+)$", (SERVER / "torrc").read_text(), re.M)
    assert len(sockets) == 2
    made = dict(re.findall(r"^d (\S+) (\d+) \S+ debian-tor -$", (SERVER / "tmpfiles-onion.conf").read_text(), re.M))
    # By the 2 the intake's socket has tor's group; nginx makes its own for everybody who comes into the folder.
    assert made == {"/run/ovoz-onion": "0750", "/run/ovoz-pull": "2750"}
    allowed = (SERVER / "apparmor-tor").read_text().replace("{,var/}", "")
    for socket in sockets:
        assert socket.rsplit("/", 1)[0] in made and f"\n{socket} rw,\n" in allowed, socket
    profile = tmp_path / "profile"
    profile.write_text(f"profile probe {{\n{allowed}}}\n")
    parse = ["/usr/sbin/apparmor_parser", "--skip-kernel-load", "--skip-cache", profile]
    done = subprocess.run(parse, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_browser_of_today_agrees_on_a_key_that_quantum_computers_do_not_break(server, visit):
    page = visit()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    seen = []
    session.on("Network.responseReceived", lambda event: seen.append(event["response"]))
    page.goto(server.address)
    details = seen[0]["securityDetails"]
    assert details["protocol"] == "TLS 1.3"
    assert details["keyExchangeGroup"] == "X25519MLKEM768"


@pytest.fixture
def behind_nginx(intake, tmp_path):
    """A connection to nginx, with the shipped settings, before an intake on a unix socket."""
    with Nginx(intake, tmp_path / "run") as nginx:
        yield voices.connect(nginx.port, voices.trusting(intake.folder / "certificate.pem"))


def test_behind_nginx_a_testimony_is_taken_and_nobody_is_noted(behind_nginx, intake, tmp_path):
    sealed = sealing.seal(voices.campaign_of(behind_nginx), voices.invented()[0])
    behind_nginx.request("POST", "/", submission(sealed), {
        "Content-Type": "application/octet-stream", "User-Agent": "sentinel-agent-7731"})
    reply = behind_nginx.getresponse()
    assert reply.read().split()[0] == b"accepted"
    assert reply.headers["Strict-Transport-Security"]
    for file in tmp_path.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"sentinel-agent-7731" not in content, file
            assert not (file.suffix in (".log", ".err") and b"127.0.0.1" in content), file


def test_a_plain_form_behind_nginx_is_never_in_a_file(behind_nginx, tmp_path):
    """nginx writes large bodies to disk unless told otherwise; a plain form holds words."""
    words = "sentinel-words-4402 " * 3_000
    behind_nginx.request("POST", "/?lang=en", f"q1={words}".replace(" ", "+"),
                         {"Content-Type": "application/x-www-form-urlencoded"})
    behind_nginx.getresponse().read()
    assert not list((tmp_path / "run" / "client_body").rglob("*"))
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert b"sentinel-words-4402" not in file.read_bytes(), file


class Noting(BaseHTTPRequestHandler):
    """What stands where the intake does, and notes the headers that reach it."""

    def do_GET(self):
        self.server.heads.append({name.lower(): value for name, value in self.headers.items()})
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET

    def log_message(self, *_):
        pass


class Upstream:
    """As much of an intake as nginx has to find behind it."""

    def __init__(self, folder):
        self.folder, self.heads = folder, []
        make_certificate(folder)

    def set(self, name, value):
        assert name == "socket"
        self.server = socketserver.ThreadingUnixStreamServer(str(value), Noting)
        self.server.daemon_threads, self.server.heads = True, self.heads

    def start(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


# What browsers and proxies on the way send of a visitor, each with a value that can be searched for.
TELLING = {name: "sentinel-8853" for name in (
    "X-Forwarded-For", "X-Real-IP", "Forwarded", "Via", "User-Agent", "Referer", "Cookie",
    "X-Forwarded-Host", "X-Forwarded-Proto")}


def test_nginx_passes_on_no_address_and_nothing_of_the_browser(tmp_path):  # G3
    upstream = Upstream(tmp_path)
    with Nginx(upstream, tmp_path / "run") as nginx:
        for headers in ({}, TELLING):
            connection = voices.connect(nginx.port, voices.trusting(tmp_path / "certificate.pem"))
            with contextlib.closing(connection):
                connection.request("GET", "/help", headers=headers)
                assert connection.getresponse().status == 200
    upstream.server.shutdown()
    assert len(upstream.heads) == 2
    for head in upstream.heads:
        assert not {name.lower() for name in TELLING} & set(head), head
        said = " ".join(head.values())
        assert "sentinel-8853" not in said and str(nginx.port) not in said, head


def test_the_onions_nginx_passes_on_as_little():  # G3
    for file in ("nginx.conf", "nginx-onion.conf"):
        emptied = set(re.findall(r'proxy_set_header (\S+) "";', (SERVER / file).read_text()))
        assert set(TELLING) <= emptied, file


def test_the_onion_stands_on_fetched_pages_only(intake):
    address = "http://" + "a" * 56 + ".onion"
    intake.set("onion", address)
    intake.start()
    assert intake.get("/help")[1]["Onion-Location"] == address + "/help"
    assert intake.post(b"", path="/")[1]["Onion-Location"] is None


@pytest.mark.parametrize("schema", [1, 2, 3])
def test_a_check_changes_nothing_in_an_older_inbox(intake, schema):
    """An older server may be running: the newer program that only asks must not migrate its files."""
    state = intake.folder / "state"
    state.mkdir(mode=0o700)
    inbox = state / "inbox.sqlite"
    with contextlib.closing(sqlite3.connect(inbox)) as database:
        database.executescript((FIXTURES / f"inbox-{schema}.sql").read_text(encoding="utf-8"))
        database.execute("UPDATE testimony SET epoch = 0")
        database.commit()
        database.execute("PRAGMA journal_mode = WAL")
    inbox.chmod(0o600)
    intake.set("retentionDays", 1)
    before = {file.name: file.read_bytes() for file in state.iterdir()}
    said = intake.command("check").stdout
    assert "testimonies leave within 30 days" in said and said.endswith("ready\n")
    assert {file.name: file.read_bytes() for file in state.iterdir()} == before
