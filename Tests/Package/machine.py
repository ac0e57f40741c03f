# SPDX-License-Identifier: Apache-2.0
"""A whole machine of the tests' own: Debian 12 with Debian's kernel, emulated by QEMU; needs root.

A container shares the kernel beside it. This one has its own, and so what only a kernel gives: AppArmor, swap on a disk,
and a cable that can be pulled. It needs no network, and reaches nobody.
"""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from debian import WITHIN, image

PLACE = Path(os.environ.get("OVOZ_MACHINE_FOLDER", "/var/tmp/ovoz-machine"))
ROOT = PLACE / "root"
OF_A_MACHINE = [*WITHIN, "linux-image-amd64", "initramfs-tools", "udev", "openssh-server",
                "libpam-systemd", "tor"]
DISK_BYTES, SWAP_BYTES = 6 << 30, 2 << 30
# One file a line; systemd reads them when the machine starts.
SETTINGS = {
    "etc/fstab": "/dev/vda / ext4 rw 0 1\n",
    "etc/hostname": "form\n",
    "etc/systemd/network/10-emulated.network": "[Match]\nName=en* eth*\n[Network]\nAddress=10.0.2.15/24\n",
    "etc/initramfs-tools/conf.d/small": "MODULES=list\n",
    "etc/initramfs-tools/modules": "virtio_pci\nvirtio_blk\next4\n",
    # The key that is made with the disk opens it, and nothing else does.
    "etc/ssh/sshd_config.d/tests.conf": "PermitRootLogin prohibit-password\nUseDNS no\n",
}


def disk():
    """The disk that every machine of the tests begins with; made once."""
    made = PLACE / "disk.qcow2"
    holds = "\n".join([*OF_A_MACHINE, *SETTINGS.values()])
    complete = PLACE / "complete"
    if complete.exists() and complete.read_text(encoding="utf-8") == holds and made.exists():
        return made
    PLACE.mkdir(parents=True, exist_ok=True)
    settle(image(ROOT, OF_A_MACHINE))
    raw = PLACE / "disk.raw"
    raw.unlink(missing_ok=True)
    quietly("mke2fs", "-q", "-t", "ext4", "-d", ROOT, raw, f"{DISK_BYTES >> 10}k")
    quietly("qemu-img", "convert", "-O", "qcow2", raw, made)
    raw.unlink()
    complete.write_text(holds, encoding="utf-8")
    return made


def settle(root):
    """Makes a folder with Debian in it one that a machine starts from."""
    for name, text in SETTINGS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    key = PLACE / "key"
    key.unlink(missing_ok=True)
    quietly("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key)
    (root / "root/.ssh").mkdir(mode=0o700, exist_ok=True)
    shutil.copy(PLACE / "key.pub", root / "root/.ssh/authorized_keys")
    quietly("chroot", root, "systemctl", "enable", "systemd-networkd")
    quietly("chroot", root, "update-initramfs", "-u")


def quietly(*words):
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, f"{words}\n{done.stdout}"
    return done.stdout


class Machine:
    """An emulated machine; its ports of `ports` are reached on 127.0.0.1 under the numbers given."""

    def __init__(self, folder, ports):
        self.folder, self.ports, self.outer = folder, ports, None
        self.swap = folder / "swap.raw"
        quietly("qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", disk(), folder / "disk.qcow2")
        quietly("qemu-img", "create", "-q", "-f", "raw", self.swap, SWAP_BYTES)
        self.start()

    def start(self):
        forward = "".join(f",hostfwd=tcp:127.0.0.1:{here}-:{there}" for there, here in self.ports.items())
        [kernel], [initrd] = (sorted((ROOT / "boot").glob(name)) for name in ("vmlinuz-*", "initrd.img-*"))
        with open(self.folder / "console", "ab") as console:
            self.outer = subprocess.Popen(
                ["qemu-system-x86_64", "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2", "-m", "1024",
                 "-display", "none", "-serial", "stdio", "-monitor", "none", "-no-reboot",
                 "-kernel", kernel, "-initrd", initrd, "-append", "root=/dev/vda console=ttyS0 quiet panic=-1",
                 # What the machine was not made to keep stays in this process, and is lost with it.
                 "-drive", f"file={self.folder}/disk.qcow2,if=virtio,format=qcow2,cache=writeback",
                 "-drive", f"file={self.swap},if=virtio,format=raw,cache=writethrough",
                 "-netdev", f"user,id=n,restrict=on{forward}", "-device", "virtio-net-pci,netdev=n",
                 "-device", "virtio-rng-pci"],
                stdin=subprocess.DEVNULL, stdout=console, stderr=console)
        self.until("systemctl is-system-running --wait | grep -E 'running|degraded'", seconds=300)

    @property
    def options(self):
        return ["-q", "-i", PLACE / "key", "-o", f"Port={self.ports[22]}", "-o", "StrictHostKeyChecking=no",
                "-o", "UserKnownHostsFile=/dev/null", "-o", "ConnectTimeout=20", "-o", "ControlMaster=auto",
                "-o", f"ControlPath={self.folder}/ssh", "-o", "ControlPersist=600"]

    def ssh(self, *words):
        """The words of a command that runs something there as root."""
        return ["ssh", *self.options, *words[:-1], "root@127.0.0.1", words[-1]]

    def run(self, command, check=True, seconds=300):
        """Runs a shell line as root in /root; gives what it printed, errors among it."""
        done = subprocess.run(self.ssh("-T", f"cd /root && {{ {command}\n}}"), stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds)
        assert not check or done.returncode == 0, f"{command}\n{done.stdout}"
        return done.stdout

    def until(self, command, seconds=120):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.outer.poll() is None, (self.folder / "console").read_text(errors="replace")[-2000:]
            try:
                return self.run(command, seconds=60)
            except (AssertionError, subprocess.TimeoutExpired):
                time.sleep(1)
        raise AssertionError(f"never true: {command}")

    def put(self, file, to):
        quietly("scp", *self.options, file, f"root@127.0.0.1:{to}")

    def get(self, file, to):
        quietly("scp", *self.options, f"root@127.0.0.1:{file}", to)

    def cut(self):
        """Pulls the cable: what was not on the disk is gone."""
        self.outer.send_signal(signal.SIGKILL)
        self.outer.wait()
        # The connection's other end is gone with it.
        subprocess.run([str(word) for word in ["ssh", *self.options, "-O", "exit", "root@127.0.0.1"]],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    def stop(self):
        if self.outer.poll() is None:
            self.cut()
