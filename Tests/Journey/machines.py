# SPDX-License-Identifier: Apache-2.0
"""The two machines of a campaign, as people use them: one folder each, programs run as they are."""

import contextlib
import datetime
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from http.client import HTTPSConnection
from pathlib import Path

import sealing
from sending import submission

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "Config"
PROGRAMS = Path(os.environ.get("OVOZ_BIN", ROOT / ".build" / "release")).resolve()
# Reserved by RFC 2606: no test may reach anybody's site.
EXIT = "https://weather.example/"
CLEAN = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8"}
# Programs that were built with a sanitizer (Deploy/sanitize) read these.
CLEAN |= {name: os.environ[name] for name in ("ASAN_OPTIONS", "TSAN_OPTIONS") if name in os.environ}


def day(offset=0):
    """A day as the programs write it; the intake's days are UTC days."""
    now = datetime.datetime.now(datetime.timezone.utc).date()
    return (now + datetime.timedelta(days=offset)).isoformat()


def run(program, *arguments, folder, stdin=""):
    """A finished run: returncode, stdout and stderr, as text."""
    return subprocess.run(
        [PROGRAMS / program, *map(str, arguments)], cwd=folder, env=CLEAN, input=stdin,
        capture_output=True, text=True, timeout=300)


def preload(folder, name):
    """A library from one of the C files here, to be loaded before the C library (LD_PRELOAD)."""
    made = folder / f"{name}.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", made,
                    ROOT / "Tests" / "Journey" / f"{name}.c", "-ldl"], check=True)
    return made


def result(finished):
    """The standard output of a run that has to go well."""
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


class Vault:
    """The analysts' laptop: a folder with a passphrase file, a vault and public campaign files."""

    PASSPHRASE = "invented words for a test"
    FINDING = {"search", "stats", "saturation", "discover"}
    UNLOCKED = {"list", "read", "redact", "code", "report", "reply", "coding", "agree"} | FINDING
    CONFIGURED = {"list", "redact", "code", "coding", "agree", "codebook"} | FINDING

    def __init__(self, folder, config=CONFIG):
        self.folder, self.config = folder, config
        folder.mkdir(parents=True, exist_ok=True)
        self.write_passphrase("pass", self.PASSPHRASE)

    def write_passphrase(self, name, words, mode=0o600):
        file = self.folder / name
        file.write_text(words + "\n")
        file.chmod(mode)

    def ovoz(self, *arguments, stdin="", passphrase="pass"):
        """Runs `ovoz` with this vault; what a command does not take is not given."""
        command = str(arguments[0])
        options = [*arguments, "--vault", "vault"]
        if command in self.UNLOCKED or arguments[:2] in (("campaign", "new"), ("answer", "publish")):
            options += ["--passphrase-file", passphrase]
        reports = command == "report" and arguments[1] not in ("copy", "ledger", "verify")
        configured = command in self.CONFIGURED and arguments[:2] != ("coding", "forget")
        if configured or reports or arguments[:2] == ("campaign", "new"):
            options += ["--config", self.config]
        return run("ovoz", *options, folder=self.folder, stdin=stdin)

    def new_campaign(self, name="demo", opens=0, closes=5):
        """Makes a campaign and gives its public file."""
        result(self.ovoz("campaign", "new", name, "--opens", day(opens), "--closes", day(closes)))
        return self.folder / f"{name}.campaign.json"

    def trust(self, intake, name="demo"):
        return result(self.ovoz("campaign", "trust", name, result(intake.command("key")).strip()))

    def take_in(self, bundle, today=0):
        ahead = ["--rehearsal"] if today > 0 else []
        return self.ovoz("inbox", "import", bundle, "--today", day(today), *ahead)

    def list(self):
        return json.loads(result(self.ovoz("list", "--json")))["value"]

    def read(self, record):
        return result(self.ovoz("read", record, "--unsafe-plaintext-out"))

    def code(self, decisions):
        return result(self.ovoz("code", stdin=decisions))

    def release(self, name, out, *more, today=6):
        return self.ovoz(
            "report", "release", "--name", name, "--out", out, "--title", "Invented roundtable",
            "--collector", "Invented organisation", "--today", day(today), "--rehearsal", *more)


class Intake:
    """The public machine: a folder with settings, certificate, campaign file and state."""

    def __init__(self, folder, campaign_file=None):
        self.folder, self.server, self.port = folder, None, free_port()
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("pages.yaml", "help.yaml", "notice.yaml", "slips.yaml"):
            shutil.copy(CONFIG / name, folder)
        (folder / "redaction").mkdir(exist_ok=True)
        for name in ("kept.txt", "names.txt", "places.txt", "words.txt"):
            shutil.copy(CONFIG / "redaction" / name, folder / "redaction")
        if campaign_file:
            shutil.copy(campaign_file, folder / "campaign.json")
        self.settings = (CONFIG / "intake.yaml").read_text(encoding="utf-8")
        self.set("port", self.port)
        self.set("exit", EXIT)
        self.make_certificate()

    def set(self, key, value):
        self.settings, count = re.subn(
            rf"(?m)^{key}: .*$", lambda _: f"{key}: {value}", self.settings)
        assert count == 1, key
        (self.folder / "intake.yaml").write_text(self.settings, encoding="utf-8")

    def make_certificate(self, name="127.0.0.1", names="IP:127.0.0.1"):
        make_certificate(self.folder, name, names)

    def campaign(self):
        return sealing.Campaign.load(self.folder / "campaign.json")

    def command(self, *arguments):
        return run("ovoz-intake", *arguments, "--settings", "intake.yaml", folder=self.folder)

    # The server

    def start(self, **environment):
        """Starts the server; gives the seconds until it took connections."""
        begun = time.monotonic()
        before = self.log().count("ovoz-intake: started\n")
        with open(self.folder / "intake.log", "ab") as log:
            self.server = subprocess.Popen(
                [PROGRAMS / "ovoz-intake", "serve", "--settings", "intake.yaml"],
                cwd=self.folder, env={**CLEAN, **environment}, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        while self.log().count("ovoz-intake: started\n") == before:
            assert self.server.poll() is None, f"the intake ended: {self.log()}"
            assert time.monotonic() - begun < 60, f"the intake does not start: {self.log()}"
            time.sleep(0.01)
        return time.monotonic() - begun

    def stop(self):
        """Asks the server to end; gives its exit code."""
        if not self.server:
            return None
        self.server.terminate()
        try:
            code = self.server.wait(30)
        finally:
            self.kill()
        return code

    def kill(self):
        """kill -9."""
        if self.server:
            self.server.kill()
            self.server.wait()
            self.server = None

    def log(self):
        with contextlib.suppress(FileNotFoundError):
            return (self.folder / "intake.log").read_text(encoding="utf-8")
        return ""

    def wait_for_log(self, line, seconds=20):
        end = time.monotonic() + seconds
        while f"ovoz-intake: {line}\n" not in self.log():
            assert time.monotonic() < end, f"not logged: {line}\n{self.log()}"
            time.sleep(0.02)

    # What a browser would do

    @property
    def address(self):
        return f"https://127.0.0.1:{self.port}/"

    def connect(self, timeout=30):
        return HTTPSConnection("127.0.0.1", self.port, context=trusting_anyone(), timeout=timeout)

    def get(self, path="/", headers=None):
        return self.ask("GET", path, None, headers or {})

    def post(self, body, kind="application/octet-stream", path="/"):
        """One reply; a sealed testimony goes with what belongs beside it."""
        if kind == "application/octet-stream" and path == "/":
            body = submission(body)
        return self.ask("POST", path, body, {"Content-Type": kind})

    def ask(self, method, path, body, headers):
        """Status, headers and body of one reply on a connection of its own."""
        connection = self.connect()
        with contextlib.closing(connection):
            connection.request(method, path, body, headers)
            reply = connection.getresponse()
            return reply.status, reply.headers, reply.read()

    def send(self, answers, **fixed):
        """Seals as a browser does, sends, and gives the first word of the reply."""
        return self.post(sealing.seal(self.campaign(), answers, **fixed))[2].split()[0].decode()

    def bundle(self, name="b1.ovoz"):
        """Stops nothing; writes all testimonies, as if the campaign were over."""
        result(self.command("bundle", "--out", name, "--today", day(6)))
        return self.folder / name


def make_certificate(folder, name="127.0.0.1", names="IP:127.0.0.1"):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "3", "-subj", f"/CN={name}",
         "-addext", f"subjectAltName={names}", "-keyout", "certificate-key.pem",
         "-out", "certificate.pem"],
        cwd=folder, check=True, capture_output=True)


def trusting_anyone():
    """For certificates made a moment ago, on 127.0.0.1 only."""
    # Not the default context: that reads all the world's authorities, at 0.7 MB and some milliseconds for each connection.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def hand_over(intake, vault, name="b1.ovoz"):
    """The way of a bundle from one machine to the other."""
    bundle = intake.bundle(name)
    vault.trust(intake)
    return result(vault.take_in(bundle))
