# SPDX-License-Identifier: Apache-2.0
"""What testssl.sh finds in the intake's own TLS, and in nginx as it is shipped."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Journey"))
from machines import Intake, Vault  # noqa: E402
from proxies import Nginx  # noqa: E402

# The certificate is the test's own: signed by itself, and listed nowhere.
OWN = ("cert_", "DNS_CAArecord", "scanTime", "engine_problem")
# Compressed is only what is fetched, and nothing of a request is repeated in it, so that there is nothing to measure (BREACH).
# Every suite of TLS 1.2 has forward secrecy and authenticates, so the phone may choose the one that is cheapest for it.
ARGUED = ("BREACH", "cipher_order")


def scanned(folder, port):
    """What is MEDIUM or worse."""
    out = folder / "testssl.json"
    subprocess.run(
        ["testssl", "--quiet", "--color", "0", "--warnings", "batch", "--severity", "MEDIUM", "--fast",
         "-p", "-s", "-f", "-P", "-S", "-h", "-U", "--jsonfile", str(out), "--ip", "one", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    findings = json.loads(out.read_text())
    return {entry["id"]: entry["finding"] for entry in findings
            if entry["severity"] in ("MEDIUM", "HIGH", "CRITICAL")
            and not entry["id"].startswith(OWN + ARGUED)}


@pytest.fixture
def intake(tmp_path):
    intake = Intake(tmp_path / "server", Vault(tmp_path / "laptop").new_campaign())
    yield intake
    intake.kill()


def test_testssl_finds_nothing_in_the_intake(intake, tmp_path):
    intake.start()
    assert scanned(tmp_path, intake.port) == {}


def test_testssl_finds_nothing_in_nginx(intake, tmp_path):
    with Nginx(intake, tmp_path / "run") as nginx:
        assert scanned(tmp_path, nginx.port) == {}
