# SPDX-License-Identifier: Apache-2.0
"""A certificate as an operator gets it: by lego from an ACME authority of the test's own, renewed while the intake serves."""

import contextlib
import json
import os
import socket
import subprocess
import time

import pytest
from cryptography import x509

from machines import free_port, make_certificate, trusting_anyone

NAME = "form.example"


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

    def lego(self, *what):
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
            env={**os.environ, "LEGO_CA_CERTIFICATES": str(self.folder / "certificate.pem")}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def made(self, ending):
        return self.folder / "lego" / "certificates" / f"{NAME}.{ending}"


def served_certificate(port):
    with socket.create_connection(("127.0.0.1", port)) as line, \
            trusting_anyone().wrap_socket(line, server_hostname=NAME) as greeted:
        return x509.load_der_x509_certificate(greeted.getpeercert(binary_form=True))


@pytest.mark.parametrize("kind", ["ec256", "rsa2048"])
def test_legos_files_are_taken_as_they_are_and_a_renewal_needs_no_restart(intake, scratch, kind):
    authority = Authority(scratch)
    with authority.served():
        authority.lego("--key-type", kind, "run")
        intake.set("certificate", authority.made("crt"))
        intake.set("certificateKey", authority.made("key"))
        intake.start()
        first = served_certificate(intake.port)
        assert "Pebble" in first.issuer.rfc4514_string()
        names = first.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        assert names.get_values_for_type(x509.DNSName) == [NAME]
        authority.lego("--key-type", kind, "renew", "--days", "99999", "--no-random-sleep", "--renew-hook",
                       f"kill -HUP {intake.server.pid}")
        intake.wait_for_log("certificate reloaded")
        assert served_certificate(intake.port).serial_number != first.serial_number
        assert "ready" in intake.command("check").stdout
