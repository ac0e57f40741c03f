# SPDX-License-Identifier: Apache-2.0
"""What testssl.sh finds in the intake's own TLS, and in nginx as it is shipped."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Journey"))
from machines import Intake, Vault, free_port  # noqa: E402
from proxies import Nginx  # noqa: E402

# The certificate is the test's own: signed by itself, and listed nowhere.
OWN = ("cert_", "DNS_CAArecord")
# Compressed is only what is fetched, and nothing of a request is repeated in it, so that there is nothing to measure (BREACH).
# Every suite of TLS 1.2 has forward secrecy and authenticates, so the phone may choose the one that is cheapest for it.
ARGUED = ("BREACH", "cipher_order")
# What the scanner warns of by itself. Debian's OpenSSL has neither GOST nor RC4, and RC4 is offered with its own bytes under
# cipherlist_LOW; 203 is the status on purpose of each page that can hold words.
WARNED = {"engine_problem": "No engine or GOST support", "RC4": "RC4 ciphers not supported by local OpenSSL",
          "HTTP_status_code": "Unexpected 203"}
# One of each part of the scan, so that none was left out: an empty scan has none of them.
GOOD = {"SSLv2": "not offered", "SSLv3": "not offered", "TLS1": "not offered", "TLS1_1": "not offered",
        "TLS1_2": "offered", "TLS1_3": "offered", "cipherlist_NULL": "not offered", "cipherlist_LOW": "not offered",
        "cipherlist_STRONG": "offered", "PFS": "offered", "protocol_negotiated": "Default protocol TLS1.3",
        "cert_keySize": "EC 256 bits", "HSTS_time": "730 days", "heartbleed": "not vulnerable", "ROBOT": "not vulnerable"}


def scan(folder, port):
    """The exit code, and each line of the whole scan, good ones too."""
    out = folder / "testssl.json"
    done = subprocess.run(
        ["testssl", "--quiet", "--color", "0", "--warnings", "batch", "--fast",
         "-p", "-s", "-f", "-P", "-S", "-h", "-U", "--jsonfile", str(out), "--ip", "one", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    return done.returncode, json.loads(out.read_text())


def problems(findings):
    """Where the scan itself failed: severities FATAL and WARN, and whatever a later testssl adds to those that are known."""
    known = ("DEBUG", "INFO", "OK", "LOW", "MEDIUM", "HIGH", "CRITICAL")
    return {entry["id"]: entry["finding"] for entry in findings if entry["severity"] not in known
            and not (entry["id"] in WARNED and entry["finding"].startswith(WARNED[entry["id"]]))}


def is_weak(entry):
    """MEDIUM or worse, and nothing that is argued away."""
    return entry["severity"] in ("MEDIUM", "HIGH", "CRITICAL") and not entry["id"].startswith(OWN + ARGUED)


def found_nothing(folder, port):
    code, findings = scan(folder, port)
    assert problems(findings) == {}
    assert code == 0
    said = {entry["id"]: entry["finding"] for entry in findings}
    assert [name for name, wanted in GOOD.items() if not said.get(name, "").startswith(wanted)] == []
    assert {entry["id"]: entry["finding"] for entry in findings if is_weak(entry)} == {}


@pytest.fixture
def intake(tmp_path):
    intake = Intake(tmp_path / "server", Vault(tmp_path / "laptop").new_campaign())
    yield intake
    intake.kill()


def test_testssl_finds_nothing_in_the_intake(intake, tmp_path):
    intake.start()
    found_nothing(tmp_path, intake.port)


def test_testssl_finds_nothing_in_nginx(intake, tmp_path):
    with Nginx(intake, tmp_path / "run") as nginx:
        found_nothing(tmp_path, nginx.port)


def test_a_scan_of_nothing_does_not_pass(tmp_path):
    code, findings = scan(tmp_path, free_port())
    assert code != 0
    assert "scanProblem" in problems(findings)
