# SPDX-License-Identifier: Apache-2.0
"""The container image: no shell, no root, a file system that cannot be written; one testimony from sending to the analysts.

Deploy/test-container builds the image and runs this. OVOZ_IMAGE names it; OVOZ_PODMAN and OVOZ_PODMAN_RUN are what to call
where `podman` and `podman run` need more words.
"""

import http.client
import os
import shlex
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Journey"))
import machines  # noqa: E402
import sealing  # noqa: E402
import voices  # noqa: E402

IMAGE = os.environ.get("OVOZ_IMAGE", "")
PODMAN = shlex.split(os.environ.get("OVOZ_PODMAN", "podman"))
MORE = shlex.split(os.environ.get("OVOZ_PODMAN_RUN", ""))
USER, STATE, SOCKETS = 65532, "/var/lib/ovoz-intake", "/run/ovoz-intake"
CAMPAIGN = "/etc/ovoz-intake/campaign.json"

pytestmark = pytest.mark.skipif(not IMAGE, reason="Deploy/test-container names the image")


def podman(*words, check=True):
    done = subprocess.run([*PODMAN, *map(str, words)], capture_output=True, text=True, timeout=120)
    assert not check or done.returncode == 0, f"{words}\n{done.stderr}"
    return done


class SocketConnection(http.client.HTTPConnection):
    """HTTP through a unix socket, as nginx and tor speak it."""

    def __init__(self, path):
        super().__init__("form.example", timeout=30)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


class Container:
    """An intake as Deploy/CONTAINER.md runs it."""

    def __init__(self, folder, campaign):
        self.folder, self.name = folder, f"ovoz-test-{os.getpid()}"
        for name, mode in (("state", 0o700), ("sockets", 0o750)):
            (folder / name).mkdir()
            (folder / name).chmod(mode)
            os.chown(folder / name, USER, USER)
        self.shared = [
            "--read-only", "--read-only-tmpfs=false", "--network=none", "--cap-drop=all",
            "--security-opt=no-new-privileges", "--ulimit=nofile=16384:16384", f"--volume={folder / 'state'}:{STATE}",
            f"--volume={folder / 'sockets'}:{SOCKETS}", f"--volume={campaign}:{CAMPAIGN}:ro", *MORE]

    def start(self):
        podman("run", "--detach", f"--name={self.name}", *self.shared, IMAGE)
        end = time.monotonic() + 60
        while not (self.folder / "sockets" / "http.sock").exists():
            assert time.monotonic() < end, podman("logs", self.name, check=False)
            time.sleep(0.1)

    def command(self, *words):
        """One of the operator's commands, in a container of its own."""
        return podman("run", "--rm", *self.shared, IMAGE, *words,
                      "--settings", "/etc/ovoz-intake/intake.yaml").stdout

    def visit(self):
        return SocketConnection(self.folder / "sockets" / "http.sock")


@pytest.fixture(scope="module")
def laptop(tmp_path_factory):
    return machines.Vault(tmp_path_factory.mktemp("laptop") / "laptop")


@pytest.fixture(scope="module")
def container(tmp_path_factory, laptop):
    campaign = laptop.new_campaign(closes=5)
    campaign.chmod(0o644)
    container = Container(tmp_path_factory.mktemp("container"), campaign)
    container.start()
    yield container
    podman("rm", "--force", container.name, check=False)


def post(container):
    connection = container.visit()
    campaign = voices.campaign_of(connection)
    return voices.post(connection, sealing.seal(campaign, voices.invented()[0]))


def test_a_testimony_is_taken(container):  # G5
    assert post(container) == "accepted"


def test_it_says_that_it_is_well(container):
    assert podman("healthcheck", "run", container.name).returncode == 0


def test_there_is_no_shell_and_no_root(container):
    for program in ("/bin/sh", "/bin/bash", "/usr/bin/env"):
        assert podman("exec", container.name, program, "-c", ":", check=False).returncode != 0
    process = podman("inspect", "--format", "{{.State.Pid}}", container.name).stdout.strip()
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    assert f"Uid:\t{USER}\t{USER}\t{USER}\t{USER}\n" in status
    assert "CapEff:\t0000000000000000\n" in status and "NoNewPrivs:\t1\n" in status


def test_nothing_is_written_outside_the_volumes(container):
    changed = [line.split(maxsplit=1)[1] for line in podman("diff", container.name).stdout.splitlines()]
    # What podman itself puts there: where it mounts.
    own = ("/etc", "/run", "/dev", "/proc", "/sys", "/var/lib/ovoz-intake")
    assert [path for path in changed if not path.startswith(own) and path not in ("/var", "/var/lib")] == []
    files = [file for file in (container.folder / "state").rglob("*") if file.is_file()]
    assert files and {file.stat().st_uid for file in files} == {USER}


def test_a_stopped_container_has_said_nothing_of_visitors_and_hands_over(container, laptop):  # G3
    podman("stop", "--time=30", container.name)
    said = podman("logs", container.name)
    assert (said.stdout + said.stderr).splitlines() == ["ovoz-intake: started", "ovoz-intake: stopped"]
    container.command("bundle", "--out", f"{SOCKETS}/b1.ovoz", "--today", machines.day(6))
    machines.result(laptop.ovoz("campaign", "trust", "demo", container.command("key").strip()))
    machines.result(laptop.take_in(container.folder / "sockets" / "b1.ovoz"))
    assert len(laptop.list()) == 1
