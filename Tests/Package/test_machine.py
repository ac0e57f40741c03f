# SPDX-License-Identifier: Apache-2.0
"""The installed intake on a machine with a kernel of its own: AppArmor, swap on a disk, a cable that is pulled.

Needs root, and the packages in the folder that OVOZ_PACKAGES names. Deploy/test-machine runs it.
"""

import os
import random
import re
import shutil
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from installing import AS_INTAKE, STATE, follow_readme
from machine import Machine

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Journey"))
import machines  # noqa: E402
import receipts  # noqa: E402
import sealing  # noqa: E402
from sending import submission  # noqa: E402
from test_durability import Load, records_in  # noqa: E402

CUTS = int(os.environ.get("OVOZ_CUTS", "10"))
IN_ONE_ROUND = 40
STICK = "/media/stick"
SEALED = {"Content-Type": "application/octet-stream"}


class Far(machines.Intake):
    """The intake on the other machine, as a browser reaches it."""

    def __init__(self, port, folder):
        self.port, self.folder = port, folder


@pytest.fixture(scope="module")
def laptop(tmp_path_factory):
    return machines.Vault(tmp_path_factory.mktemp("laptop") / "laptop")


@pytest.fixture(scope="module")
def server(tmp_path_factory, laptop):
    """A machine on which the README's commands were followed to the end."""
    folder, campaign = tmp_path_factory.mktemp("server"), laptop.new_campaign(closes=5)
    port = machines.free_port()
    machine = Machine(folder, {22: machines.free_port(), 443: port, 8443: machines.free_port()})
    try:
        follow_readme(machine, campaign)
        shutil.copy(campaign, folder / "campaign.json")
        machine.intake = Far(port, folder)
        yield machine
    finally:
        machine.stop()


def denials(machine):
    """What AppArmor kept anything of ours from, as the kernel wrote it down."""
    lines = machine.run("dmesg | grep 'apparmor=\"DENIED\"' || true").splitlines()
    return [line for line in lines if "ovoz" in line]


def said(number):
    return {"language": "en", "answers": {"change": {"text": f"Invented voice number {number}."}}, "permissions": 1}


def test_apparmor_confines_what_serves(server):
    process = server.run("systemctl show -p MainPID --value ovoz-intake").strip()
    assert server.run(f"cat /proc/{process}/attr/current").strip() == "ovoz-intake (enforce)"
    assert re.search(r"^Seccomp:\s+2$", server.run(f"cat /proc/{process}/status"), re.M)


def test_a_confined_program_reaches_nothing_else(server):
    for file in ("/etc/shadow", "/etc/fstab", "/var/lib/dpkg/status"):
        assert server.run(f"head -c 1 {file}")
        server.run(f"aa-exec -p ovoz-intake -- /usr/bin/ovoz-intake check --settings {file}", check=False)
        assert [line for line in denials(server) if f'name="{file}"' in line], file
    server.run("dmesg --clear")


def test_nothing_that_the_intake_and_its_operator_do_is_denied(server, laptop):
    campaign, intake = server.intake.campaign(), server.intake
    token = receipts.token_of(receipts.fresh_digits(), campaign)
    assert intake.ask("POST", "/", submission(sealing.seal(campaign, said(1)), token), SEALED)[2].split()[0] == b"accepted"
    plain = f"record={os.urandom(16).hex()}&lang=ru&change.text=invented&permission=1".encode()
    assert intake.post(plain, receipts.FORM)[0] == 203
    machines.result(machines.run("ovoz", "operator", "new", "aziza", "--passphrase-file", "pass", folder=laptop.folder))
    server.put(laptop.folder / "aziza.operator.json", "/etc/ovoz-intake/aziza.operator.json")
    # As Deploy/BACKUP.md has it: copies go to a stick.
    server.run(f"chmod 644 /etc/ovoz-intake/*.json && install -d -o ovoz-intake -m 700 {STICK}")
    for command in (f"backup {STICK}/copy --to /etc/ovoz-intake/aziza.operator.json --record-keys {STICK}/keys",
                    f"form --standalone {STICK}/form.html", f"log --out {STICK}/log.txt", f"manifest --out {STICK}/page",
                    f"slips --count 8 --url https://form.example --out {STICK}/slips.html", "key", "check"):
        server.run(f"{AS_INTAKE} ovoz-intake {command}")
    server.run("systemctl restart ovoz-intake && systemctl reload ovoz-intake && systemctl is-active ovoz-intake")
    receipts.withdraw(intake, token)
    assert receipts.state_of(intake, token) == "withdrawn"
    assert denials(server) == []


def test_with_tls_of_its_own_it_serves_confined_too(server):
    """The README's other way: no nginx, and the drop-in for a network."""
    drop_in = "/etc/systemd/system/ovoz-intake.service.d/tcp.conf"
    settings = "/etc/ovoz-intake/intake.yaml"
    server.run(f"cp {settings} before.yaml && install -D -m 644 /usr/share/doc/ovoz-intake/examples/ovoz-intake-tcp.conf "
               f"{drop_in} && install -o ovoz-intake -m 600 privkey.pem /etc/ovoz-intake/certificate-key.pem && "
               "install -m 644 fullchain.pem /etc/ovoz-intake/certificate.pem && "
               f"sed -i 's/^socket: .*/socket: \"\"/; s/^host: .*/host: 0.0.0.0/' {settings} && "
               "systemctl daemon-reload && systemctl restart ovoz-intake")
    direct = Far(server.ports[8443], server.folder)
    assert direct.send(said("over its own TLS")) == "accepted"
    server.run("systemctl reload ovoz-intake")
    assert direct.send(said("after a renewal")) == "accepted"
    assert denials(server) == []
    server.run(f"rm {drop_in} && cp before.yaml {settings} && systemctl daemon-reload && systemctl restart ovoz-intake")


def cut_amid(server, load, wanted):
    load.begin()
    while len(load.acknowledged) < wanted and load.is_running():
        time.sleep(0.0005)
    server.run("echo nobody asked to keep this > /var/tmp/unkept")
    server.cut()
    load.end()


def test_a_pulled_cable_loses_nothing_acknowledged_and_doubles_nothing(server, laptop):  # G5
    server.run("sed -i 's/^uninvitedBurst: .*/uninvitedBurst: 100000/' /etc/ovoz-intake/intake.yaml && "
               "systemctl restart ovoz-intake")
    campaign, dice = server.intake.campaign(), random.Random(20210730)
    acknowledged, unanswered, amid, unkept = set(), [], 0, 0
    for cut in range(CUTS + 1):
        batch = unanswered + [sealing.seal(campaign, said(f"{cut}-{n}")) for n in range(IN_ONE_ROUND)]
        load = Load(server.intake, batch)
        if cut < CUTS:
            cut_amid(server, load, dice.randint(1, IN_ONE_ROUND))
            server.start()
            server.run("systemctl is-active ovoz-intake nginx")
            unkept += "nobody" not in server.run("cat /var/tmp/unkept", check=False)
        else:
            load.begin()
            load.end()
        assert not load.other_words
        acknowledged.update(load.acknowledged)
        unanswered = [body for body in batch if body not in acknowledged]
        amid += bool(unanswered)
    print(f"\nCUTS {CUTS}, amid the load {amid}, acknowledged {len(acknowledged)}, "
          f"what nobody asked to keep was lost {unkept} times")
    assert not unanswered and amid > 0
    # The cable is a real one: what was only written went with it.
    assert unkept > 0
    check_all_there(server, laptop, campaign, acknowledged)


def check_all_there(server, laptop, campaign, acknowledged):
    server.run(f"{AS_INTAKE} ovoz-intake bundle --out {STATE}/b1.ovoz --today {machines.day(6)}")
    key = server.run(f"{AS_INTAKE} ovoz-intake key").strip()
    bundle = server.folder / "b1.ovoz"
    server.get(f"{STATE}/b1.ovoz", bundle)
    stored = Counter(records_in(bundle, campaign))
    assert max(stored.values()) == 1
    assert acknowledged <= set(stored)
    machines.result(laptop.ovoz("campaign", "trust", "demo", key))
    machines.result(laptop.take_in(bundle))
    assert all(line["opens"] for line in laptop.list())
