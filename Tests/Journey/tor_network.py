# SPDX-License-Identifier: Apache-2.0
"""A Tor network of its own on 127.0.0.1: three authorities and four relays, for onion services that nobody else can reach."""

import contextlib
import subprocess
import time

from machines import free_port

# A network of seven that agrees every few seconds, and lets all of it be on one machine (tor(1), TestingTorNetwork).
COMMON = """
TestingTorNetwork 1
AssumeReachable 1
PathsNeededToBuildCircuits 0.67
ShutdownWaitLength 0
Log notice file {folder}/tor.log
DataDirectory {folder}
"""
RELAY = """
Nickname {name}
Address 127.0.0.1
OrPort 127.0.0.1:{port} IPv4Only
ContactInfo nobody@example.invalid
ExitRelay 0
SocksPort 0
"""
AUTHORITY = """
DirPort 127.0.0.1:{directory}
AuthoritativeDirectory 1
V3AuthoritativeDirectory 1
TestingV3AuthInitialVotingInterval 10
TestingV3AuthInitialVoteDelay 2
TestingV3AuthInitialDistDelay 2
V3AuthVotingInterval 10
V3AuthVoteDelay 2
V3AuthDistDelay 2
V3AuthNIntervalsValid 5
TestingDirAuthVoteExit *
TestingDirAuthVoteGuard *
TestingDirAuthVoteHSDir *
TestingMinExitFlagThreshold 0
"""


class TorNetwork:
    """Starts with `with`; every tor of it ends with it."""

    def __init__(self, folder):
        self.folder, self.running, self.authorities = folder, [], ""

    def __enter__(self):
        try:
            lines = [self.authority(f"authority{number}") for number in range(3)]
            self.authorities = "\n".join(line for line, _, _ in lines) + "\n"
            for _, name, settings in lines:
                self.start(name, settings)
            for number in range(4):
                name = f"relay{number}"
                self.start(name, RELAY.format(name=name, port=free_port()))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for tor in self.running:
            tor.terminate()
        for tor in self.running:
            tor.wait(20)

    def authority(self, name):
        """Makes an authority's keys; gives its line for everybody, its name and its settings."""
        home = self.home(name)
        keys, port, directory = home / "keys", free_port(), free_port()
        keys.mkdir(mode=0o700)
        subprocess.run(
            ["tor-gencert", "--create-identity-key", "--passphrase-fd", "0", "-m", "1", "-a", f"127.0.0.1:{directory}",
             "-i", keys / "authority_identity_key", "-s", keys / "authority_signing_key",
             "-c", keys / "authority_certificate"],
            input=b"invented\n", check=True, capture_output=True)
        certificate = (keys / "authority_certificate").read_text()
        identity = certificate.split("fingerprint ", 1)[1].split()[0]
        said = subprocess.run(
            ["tor", "--list-fingerprint", "--quiet", "-f", self.nothing(), "--DataDirectory", home, "--ORPort", str(port),
             "--Nickname", name, "--TestingTorNetwork", "1", "--DirAuthority", f"none 127.0.0.1:1 {'F' * 40}"],
            check=True, capture_output=True, text=True).stdout
        fingerprint = "".join(said.split()[1:])
        line = f"DirAuthority {name} orport={port} no-v2 v3ident={identity} 127.0.0.1:{directory} {fingerprint}"
        settings = RELAY.format(name=name, port=port) + AUTHORITY.format(directory=directory)
        return line, name, settings

    def nothing(self):
        """An empty file of settings: those of the machine's own tor do not count here."""
        (self.folder / "nothing").touch()
        return self.folder / "nothing"

    def home(self, name):
        home = self.folder / name
        home.mkdir(mode=0o700, exist_ok=True)
        return home

    def start(self, name, settings):
        """Starts one tor of this network; gives its folder."""
        home = self.home(name)
        (home / "torrc").write_text(COMMON.format(folder=home) + self.authorities + settings)
        self.running.append(subprocess.Popen(
            ["tor", "-f", str(home / "torrc"), "--defaults-torrc", self.nothing()], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL))
        return home

    @staticmethod
    def wait(home, words, seconds=180):
        """Waits until a tor has written these words."""
        end = time.monotonic() + seconds
        while True:
            with contextlib.suppress(FileNotFoundError):
                if words in (home / "tor.log").read_text(errors="replace"):
                    return
            assert time.monotonic() < end, f"not said: {words}"
            time.sleep(0.2)
