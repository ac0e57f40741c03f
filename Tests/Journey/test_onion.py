# SPDX-License-Identifier: Apache-2.0
"""Both onions of Deploy/server/torrc in a Tor network of their own; run by Deploy/test-onion, since it takes minutes (G3, G4)."""

import base64
import os
import socket
import subprocess
from collections import Counter
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

import visitor
from machines import ROOT, free_port
from marionette import Firefox
from proxies import Nginx
from test_profile import wait_until, write_in_firefox
from test_pull import Pull, lines
from tor_network import TorNetwork

pytestmark = pytest.mark.skipif(not os.environ.get("OVOZ_ONION"), reason="OVOZ_ONION is not set")
SERVER = ROOT / "Deploy" / "server"
WORDS = {True: "Larkspurquern sealed it.", False: "Larkspurquern had no scripts."}
# What Tor Browser sets: the proxy looks names up, and an onion is as good as https.
AS_TOR_BROWSER = {
    "network.proxy.type": 1, "network.proxy.socks": "127.0.0.1", "network.proxy.socks_remote_dns": True,
    "network.dns.blockDotOnion": False, "dom.securecontext.allowlist_onions": True,
}


class OnionNginx(Nginx):
    """nginx-onion.conf between tor and the intake: it listens on a unix socket too."""

    def site(self):
        site = (SERVER / "nginx-onion.conf").read_text()
        for shipped, own in (("/run/ovoz-intake/http.sock", "http.sock"), ("/run/ovoz-onion/http.sock", "onion.sock")):
            assert shipped in site
            site = site.replace(shipped, f"{self.folder}/{own}")
        return site

    def knock(self):
        with socket.socket(socket.AF_UNIX) as knocking:
            knocking.connect(str(self.folder / "onion.sock"))


class Analyst:
    """A laptop that may find the pull's onion: a key of its own for it."""

    def __init__(self):
        key = X25519PrivateKey.generate()
        letters = lambda content: base64.b32encode(content).decode().rstrip("=")
        self.private = letters(key.private_bytes_raw())
        self.line = f"descriptor:x25519:{letters(key.public_key().public_bytes_raw())}\n"


def client(network, name, more=""):
    """A tor with a SOCKS port; gives the port."""
    port = free_port()
    home = network.start(name, f"SocksPort 127.0.0.1:{port} IsolateSOCKSAuth\n{more}")
    return SimpleNamespace(port=port, home=home)


def service(network, run, analyst):
    """tor before the intake, with the shipped settings; gives the names of both onions."""
    settings = (SERVER / "torrc").read_text()
    folders = [run / "ovoz-form", run / "ovoz-pull"]
    for shipped, own in (("Log warn syslog\n", f"Log [rend]info file {network.home('service')}/more.log\n"), ("/var/lib/tor/", f"{run}/"),
                         ("/run/ovoz-onion/http.sock", f"{run}/onion.sock"),
                         ("/run/ovoz-pull/pull.sock", f"{run}/pull.sock")):
        assert shipped in settings, shipped
        settings = settings.replace(shipped, own)
    for folder in folders:
        folder.mkdir(mode=0o700)
    (folders[1] / "authorized_clients").mkdir(mode=0o700)
    (folders[1] / "authorized_clients" / "laptop.auth").write_text(analyst.line)
    home = network.start("service", settings)
    network.wait(home, "Bootstrapped 100%")
    return home, [(folder / "hostname").read_text().strip() for folder in folders]


@pytest.fixture(scope="module")
def onions(tmp_path_factory):
    """An intake behind two onions, a survivor's tor and an analyst's."""
    scratch = tmp_path_factory.mktemp("onions")
    wire, analyst, run = Pull(scratch), Analyst(), scratch / "run"
    wire.intake.stop()
    wire.intake.set("pullPort", '""')
    wire.intake.set("pullSocket", run / "pull.sock")
    network = scratch / "network"
    network.mkdir(mode=0o700)
    with TorNetwork(network) as network, OnionNginx(wire.intake, run):
        home, (form, pull) = service(network, run, analyst)
        keys = scratch / "client-keys"
        keys.mkdir(mode=0o700)
        (keys / "pull.auth_private").write_text(f"{pull.removesuffix('.onion')}:descriptor:x25519:{analyst.private}\n")
        survivor = client(network, "survivor")
        laptop = client(network, "laptop", f"ClientOnionAuthDir {keys}\n")
        for tor in (survivor, laptop):
            network.wait(tor.home, "Bootstrapped 100%")
        yield SimpleNamespace(wire=wire, service=home, form=form, pull=pull, survivor=survivor.port, laptop=laptop.port,
                              run=run)
    wire.intake.kill()


def ask(port, address, circuit="one"):
    """The status of each reply through tor, "000" where no way leads there. Each name of a circuit has one of its own."""
    return subprocess.run(
        ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}\n", "--max-time", "120", "--proxy",
         f"socks5h://{circuit}:x@127.0.0.1:{port}", address], capture_output=True, text=True).stdout.split()


def send(onions, profile, scripts):
    """Writes and sends as a survivor with Tor Browser would."""
    firefox = Firefox(profile, scripts, **AS_TOR_BROWSER, **{"network.proxy.socks_port": onions.survivor})
    try:
        write_in_firefox(firefox, SimpleNamespace(address=f"http://{onions.form}/"), WORDS[scripts])
        firefox.click(visitor.AT["send"])
        wait_until(lambda: visitor.texts("thanksHeading")["en"] in firefox.source, 90)
    finally:
        firefox.quit()


def pull(onions, port):
    return onions.wire.vault.ovoz("inbox", "pull", f"http://{onions.pull}", "--socks", f"127.0.0.1:{port}",
                                  "--passphrase-file", "pull-pass")


def test_with_tor_browser_a_survivor_is_heard_on_the_analysts_laptop(onions, scratch):
    for scripts in (True, False):
        send(onions, scratch / f"profile-{scripts}", scripts)
    onions.wire.age()
    assert lines(pull(onions, onions.laptop)) == ["bundle 1: 2 new, 0 known, 0 withdrawn"]
    read = {onions.wire.vault.read(row["id"]): row["sealedBy"] for row in onions.wire.vault.list()}
    for scripts, by in ((True, "browser"), (False, "server")):
        assert [sealed for text, sealed in read.items() if WORDS[scripts] in text] == [by]
    # The plain form's words went through tor, nginx and the intake, and are in no file of theirs.
    for folder in (onions.run, onions.service, onions.wire.intake.folder):
        for file in filter(lambda path: path.is_file(), folder.rglob("*")):
            assert b"Larkspurquern" not in file.read_bytes(), file


def test_tor_warns_of_nothing_in_the_settings_and_publishes_the_puzzle(onions):
    said = (onions.service / "tor.log").read_text().splitlines()
    assert [line for line in said if "[warn]" in line and "service" in line.lower()] == []
    assert "Initializing pow_params in descriptor" in (onions.service / "more.log").read_text()


def test_who_has_no_key_does_not_find_the_analysts_onion(onions):
    assert ask(onions.survivor, f"http://{onions.pull}/") == ["000"]
    refused = pull(onions, onions.survivor)
    assert refused.returncode != 0 and "hint: " in refused.stderr


def test_each_onion_serves_its_own_alone(onions):
    assert ask(onions.survivor, f"http://{onions.form}/help") == ["200"]
    assert ask(onions.survivor, f"http://{onions.form}/pull") == ["404"]
    assert ask(onions.laptop, f"http://{onions.pull}/") == ["403"]


def test_one_circuit_in_a_hurry_keeps_no_other_out(onions):
    hurried = Counter(ask(onions.survivor, f"http://{onions.form}/help?n=[1-120]", "hurried"))
    assert hurried["503"] and hurried["200"] >= 60
    assert ask(onions.survivor, f"http://{onions.form}/help", "another") == ["200"]
