# SPDX-License-Identifier: Apache-2.0
"""A Debian 12 of the tests' own, with a real systemd as its first process; needs root."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

PLACE = Path(os.environ.get("OVOZ_PACKAGE_FOLDER", "/var/tmp/ovoz-package"))
IMAGE = PLACE.parent / "ovoz-debian12"
# What the packages depend on and what stands beside them, so that the container needs no network: nginx too, of which the README's
# first command finds that it is there (PACKAGES.md says so).
WITHIN = ["systemd", "systemd-sysv", "dbus", "debconf", "passwd", "libsqlite3-0", "libssl3",
          "libqrencode4", "libcurl4", "libxml2", "libstdc++6", "zlib1g", "openssl", "nginx-light",
          "apparmor"]


def image(folder=IMAGE, packages=WITHIN):
    """The folder of a fresh Debian; made once for what is in it, and copied for each test."""
    complete, holds = folder / "complete", " ".join(packages)
    if not complete.exists() or complete.read_text(encoding="utf-8") != holds:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(["debootstrap", "--variant=minbase", f"--include={','.join(packages)}",
                        "bookworm", str(folder)], check=True, stdout=subprocess.DEVNULL)
        complete.write_text(holds, encoding="utf-8")
    return folder


class Debian:
    """A booted container. It shares the network, so that the tests reach it on 127.0.0.1."""

    def __init__(self, folder):
        self.root = folder / "debian"
        subprocess.run(["cp", "-a", "--reflink=auto", str(image()), str(self.root)], check=True)
        self.console = open(folder / "console", "wb")
        self.outer = subprocess.Popen(
            ["systemd-nspawn", "-D", str(self.root), "--boot", "--register=no", "--keep-unit",
             "--resolv-conf=off", "--console=pipe", "--capability=CAP_NET_ADMIN"],
            stdin=subprocess.DEVNULL, stdout=self.console, stderr=self.console)
        self.inner = self.first_process()
        self.until("systemctl is-system-running --wait | grep -E 'running|degraded'")

    def first_process(self):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            found = subprocess.run(["pgrep", "-P", str(self.outer.pid)], capture_output=True, text=True)
            if found.stdout.strip():
                return found.stdout.split()[0]
            time.sleep(0.1)
        raise AssertionError("the container did not start")

    def run(self, command, stdin=None, check=True):
        """Runs a shell line inside, as root in /root; gives what it printed, errors among it."""
        done = subprocess.run(
            ["nsenter", "-t", self.inner, "-m", "-u", "-i", "-p", "-C",
             "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8",
             "DEBIAN_FRONTEND=noninteractive", "sh", "-c", f"cd /root && {command}"],
            input=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=180)
        assert not check or done.returncode == 0, f"{command}\n{done.stdout}"
        return done.stdout

    def until(self, command, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                return self.run(command)
            except (AssertionError, subprocess.TimeoutExpired):
                time.sleep(0.3)
        raise AssertionError(f"never true: {command}\n{self.run(command, check=False)}")

    def put(self, file, to):
        shutil.copy(file, self.root / to.lstrip("/"))

    def stop(self):
        self.outer.send_signal(signal.SIGTERM)
        try:
            self.outer.wait(30)
        except subprocess.TimeoutExpired:
            self.outer.kill()
            self.outer.wait()
        self.console.close()
        subprocess.run(["rm", "-rf", "--one-file-system", str(self.root)], check=False)
