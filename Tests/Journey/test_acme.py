# SPDX-License-Identifier: Apache-2.0
"""A certificate as an operator gets it: by lego from an ACME authority of the test's own, renewed while the intake serves.

The shipped hook hands it over. certbot is not run here: only its files' layout, and what it tells a hook, are as its manual says.
"""

import contextlib
import json
import os
import socket
import subprocess
import time

import pytest
from cryptography import x509

from machines import ROOT, free_port, make_certificate, trusting_anyone

NAME = "form.example"
HOOK = ROOT / "Deploy" / "server" / "certificate-hook"
# What the hook calls of the system. Here is no user ovoz-intake, no /etc/ovoz-intake and no systemd; the hook is as it is shipped,
# and Tests/Package/test_machine.py runs it where all three are.
INSTALL = """#!/bin/sh
echo "install $*" >>"$OVOZ_HOOKED/calls"
[ "$1 $2 $3 $4" = "-o ovoz-intake -g ovoz-intake" ] && [ "${8%/*}" = /etc/ovoz-intake ] || exit 99
exec /usr/bin/install -m "$6" "$7" "$OVOZ_HOOKED/${8##*/}"
"""
SYSTEMCTL = """#!/bin/sh
echo "systemctl $*" >>"$OVOZ_HOOKED/calls"
[ ! -e "$OVOZ_HOOKED/pid" ] || kill -HUP "$(cat "$OVOZ_HOOKED/pid")"
"""
CALLS = ["install -o ovoz-intake -g ovoz-intake -m 0600 KEY /etc/ovoz-intake/certificate-key.pem",
         "install -o ovoz-intake -g ovoz-intake -m 0644 CHAIN /etc/ovoz-intake/certificate.pem",
         "systemctl try-reload-or-restart ovoz-intake"]


@pytest.fixture
def hooked(intake, scratch):
    """What a hook needs to find this test's intake, which keeps its certificate where the hook puts it."""
    programs = scratch / "programs"
    programs.mkdir()
    for name, text in (("install", INSTALL), ("systemctl", SYSTEMCTL)):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    return {"PATH": f"{programs}:{os.environ['PATH']}", "OVOZ_HOOKED": str(intake.folder)}


def called(intake, key, chain):
    """What the hook asked of the system since this was asked last."""
    calls = intake.folder / "calls"
    said = calls.read_text().replace(str(key), "KEY").replace(str(chain), "CHAIN").splitlines()
    calls.unlink()
    return said


def start(intake):
    intake.start()
    (intake.folder / "pid").write_text(str(intake.server.pid))


@contextlib.contextmanager
def running(*commands):
    started = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
               for command, environment in commands]
    try:
        yield
    finally:
        for process in started:
            process.terminate()
            process.wait(20)


class Authority:
    """Pebble, Let's Encrypt's small authority for tests; every name leads it to 127.0.0.1."""

    def __init__(self, folder):
        self.folder, self.port, self.challenge, self.names = folder, free_port(), free_port(), free_port()
        make_certificate(folder, "authority.example")
        (folder / "pebble.json").write_text(json.dumps({"pebble": {
            "listenAddress": f"127.0.0.1:{self.port}", "managementListenAddress": f"127.0.0.1:{free_port()}",
            "certificate": str(folder / "certificate.pem"), "privateKey": str(folder / "certificate-key.pem"),
            "httpPort": self.challenge, "tlsPort": free_port(), "ocspResponderURL": ""}}))

    def served(self):
        patient = {**os.environ, "PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": "0"}
        names = f"127.0.0.1:{self.names}"
        return running(
            (["pebble-challtestsrv", "-defaultIPv4", "127.0.0.1", "-defaultIPv6", "", "-dns01", names, "-management",
              f"127.0.0.1:{free_port()}", "-http01", "", "-https01", "", "-tlsalpn01", ""], None),
            (["pebble", "-config", str(self.folder / "pebble.json"), "-dnsserver", names], patient))

    def lego(self, hooked, *what):
        until = time.monotonic() + 20
        while True:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 0.2).close()
                break
            assert time.monotonic() < until, "pebble does not answer"
            time.sleep(0.05)
        done = subprocess.run(
            ["lego", "--server", f"https://127.0.0.1:{self.port}/dir", "--email", "nobody@example.invalid", "--accept-tos",
             "--domains", NAME, "--http", "--http.port", f"127.0.0.1:{self.challenge}", "--path", self.folder / "lego", *what],
            env={**os.environ, **hooked, "LEGO_CA_CERTIFICATES": str(self.folder / "certificate.pem")}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def made(self, ending):
        return self.folder / "lego" / "certificates" / f"{NAME}.{ending}"


def served_certificate(port):
    with socket.create_connection(("127.0.0.1", port)) as line, \
            trusting_anyone().wrap_socket(line, server_hostname=NAME) as greeted:
        return x509.load_der_x509_certificate(greeted.getpeercert(binary_form=True))


@pytest.mark.parametrize("kind", ["ec256", "rsa2048"])
def test_the_shipped_hook_takes_over_legos_files_and_a_renewal_needs_no_restart(intake, scratch, hooked, kind):
    authority = Authority(scratch)
    key, chain = authority.made("key"), authority.made("crt")
    with authority.served():
        authority.lego(hooked, "--key-type", kind, "run", "--run-hook", HOOK)
        assert called(intake, key, chain) == CALLS
        start(intake)
        first = served_certificate(intake.port)
        assert "Pebble" in first.issuer.rfc4514_string()
        names = first.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        assert names.get_values_for_type(x509.DNSName) == [NAME]
        authority.lego(hooked, "--key-type", kind, "renew", "--days", "99999", "--no-random-sleep", "--renew-hook", HOOK)
        intake.wait_for_log("certificate reloaded")
        assert called(intake, key, chain) == CALLS
        assert served_certificate(intake.port).serial_number != first.serial_number
        assert (intake.folder / "certificate-key.pem").stat().st_mode & 0o777 == 0o600
        assert "ready" in intake.command("check").stdout


def test_the_shipped_hook_takes_certbots_layout_too(intake, scratch, hooked):
    start(intake)
    first = served_certificate(intake.port)
    archive, live = scratch / "archive" / NAME, scratch / "live" / NAME
    for folder in (archive, live):
        folder.mkdir(parents=True)
    make_certificate(archive, NAME, f"DNS:{NAME}")
    for name, made in (("privkey", "certificate-key.pem"), ("fullchain", "certificate.pem")):
        (archive / made).rename(archive / f"{name}2.pem")
        (live / f"{name}.pem").symlink_to(f"../../archive/{NAME}/{name}2.pem")
    subprocess.run([HOOK], check=True, env={**hooked, "RENEWED_LINEAGE": str(live), "RENEWED_DOMAINS": NAME})
    intake.wait_for_log("certificate reloaded")
    assert called(intake, live / "privkey.pem", live / "fullchain.pem") == CALLS
    second = served_certificate(intake.port)
    assert (second.serial_number != first.serial_number, NAME in second.subject.rfc4514_string()) == (True, True)


def test_the_hook_by_itself_touches_nothing(intake, hooked):
    done = subprocess.run([HOOK], env=hooked, capture_output=True, text=True)
    assert done.returncode != 0 and "certbot or lego runs this" in done.stderr
    assert not (intake.folder / "calls").exists()
