# SPDX-License-Identifier: Apache-2.0
"""The commands that the documents give an operator, followed as they stand there."""

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Journey"))
import machines  # noqa: E402

PACKAGES = Path(os.environ.get("OVOZ_PACKAGES", "/nowhere"))
STATE = "/var/lib/ovoz-intake"
AS_INTAKE = "runuser -u ovoz-intake --"


def package(name):
    [found] = PACKAGES.glob(f"{name}_*.deb")
    return found


def commands(document, heading):
    """The commands of the first block under a heading; one that goes on in the next line is one."""
    text = (ROOT / document).read_text(encoding="utf-8")
    assert text.count(f"\n{heading}\n") == 1, heading
    block = text.split(f"\n{heading}\n", 1)[1].split("```")[1].replace("\\\n", " ")
    return [line.split("   #")[0].strip() for line in block.strip().splitlines()]


def readme_commands():
    """The lines that the README gives for a fresh server."""
    return commands("README.md", "### On a fresh Debian 12")


def follow_readme(server, campaign):
    """From a fresh Debian to a form that is open; `server` runs commands and is given files."""
    server.put(package("ovoz-intake"), "/root/ovoz-intake.deb")
    server.put(campaign, "/root/autumn.campaign.json")
    server.run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3 "
               "-subj /CN=voices.example -addext subjectAltName=DNS:voices.example -keyout privkey.pem -out fullchain.pem")
    for command in readme_commands():
        server.run(settled(command, campaign))
    # The restart among them ended when the form was open.
    server.run("systemctl is-active ovoz-intake nginx || "
               "{ journalctl --no-pager -o cat -u ovoz-intake | tail -20; false; }")


def settled(command, campaign):
    """A README command with this campaign's fingerprint, and without asking the network."""
    fingerprint = machines.result(
        machines.run("ovoz", "campaign", "show", "demo", "--vault", "vault", folder=campaign.parent))
    digits = re.search(r"fingerprint: *(.*)", fingerprint).group(1)
    return command.replace("3d40 17c3 …", digits).replace(
        "apt install ./ovoz-intake_0.1.0_amd64.deb", "apt-get install -y ./ovoz-intake.deb")
