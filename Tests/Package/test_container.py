# SPDX-License-Identifier: Apache-2.0
"""The container image: no shell, no root, a file system that cannot be written; one testimony from sending to the analysts.

Deploy/test-container builds the image and runs this. OVOZ_IMAGE names it; OVOZ_PODMAN and OVOZ_PODMAN_RUN are what to call
where `podman` and `podman run` need more words.
"""

import contextlib
import http.client
import os
import pwd
import shlex
import socket
import subprocess
import sys
import tempfile
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


@contextlib.contextmanager
def as_web_server():
    """This process as nginx's user, who has to be let in by the group alone."""
    user = pwd.getpwnam("www-data")
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(user.pw_gid)
    os.seteuid(user.pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


class SocketConnection(http.client.HTTPConnection):
    """HTTP through a unix socket, as nginx speaks it."""

    def __init__(self, path):
        super().__init__("form.example", timeout=30)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        with as_web_server():
            self.sock.connect(self.path)


class Container:
    """An intake as Deploy/CONTAINER.md runs it."""

    def __init__(self, folder, campaign):
        self.folder, self.name = folder, f"ovoz-test-{os.getpid()}"
        document = (ROOT / "Deploy" / "CONTAINER.md").read_text(encoding="utf-8")
        made = [line.replace("/srv/ovoz", str(folder)) for line in document.splitlines() if line.startswith("install -d ")]
        assert len(made) == 2, made
        # For what commands write: made as the state's folder is.
        for line in [*made, made[0].replace(f"{folder}/state", f"{folder}/out")]:
            subprocess.run(shlex.split(line), check=True)
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
        return podman("run", "--rm", *self.shared, f"--volume={self.folder / 'out'}:/out", IMAGE, *words,
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
    # Not pytest's own folder, which nobody but root may enter.
    with tempfile.TemporaryDirectory(prefix="ovoz-container-", dir="/var/tmp") as folder:
        Path(folder).chmod(0o755)
        container = Container(Path(folder), campaign)
        try:
            container.start()
            yield container
        finally:
            podman("rm", "--force", container.name, check=False)


def post(container):
    connection = container.visit()
    campaign = voices.campaign_of(connection)
    return voices.post(connection, sealing.seal(campaign, voices.invented()[0]))


def test_a_testimony_is_taken(container):  # G5
    assert post(container) == "accepted"


def test_nobody_but_the_web_server_reaches_the_socket(container):
    """By the folder's group, which the socket has too: neither is open to everybody."""
    made = (container.folder / "sockets" / "http.sock").stat()
    assert (made.st_uid, made.st_gid, made.st_mode & 0o777) == (USER, pwd.getpwnam("www-data").pw_gid, 0o660)
    assert (container.folder / "sockets").stat().st_mode & 0o777 == 0o750


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
    container.command("bundle", "--out", "/out/b1.ovoz", "--today", machines.day(6))
    machines.result(laptop.ovoz("campaign", "trust", "demo", container.command("key").strip()))
    machines.result(laptop.take_in(container.folder / "out" / "b1.ovoz"))
    assert len(laptop.list()) == 1
