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

from installing import AS_INTAKE, ROOT, STATE, commands, follow_readme
from machine import Machine

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Journey"))
import machines  # noqa: E402
import receipts  # noqa: E402
import sealing  # noqa: E402
from sending import submission  # noqa: E402
from test_acme import served_certificate  # noqa: E402
from test_durability import Load, records_in  # noqa: E402

CUTS = int(os.environ.get("OVOZ_CUTS", "10"))
IN_ONE_ROUND = 40
STICK = "/media/stick/ovoz"
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
    machine = Machine(folder, {22: machines.free_port(), 443: port})
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
    server.put(laptop.folder / "aziza.operator.json", "/root/aziza.operator.json")
    # Nothing that the document does not say: whoever follows it has no more.
    for command in backup_commands():
        server.run(command)
    for command in (f"form --standalone {STICK}/form.html", f"log --out {STICK}/log.txt", f"manifest --out {STICK}/page",
                    f"slips --count 8 --url https://form.example --out {STICK}/slips.html", "key", "check"):
        server.run(f"{AS_INTAKE} ovoz-intake {command}")
    server.run("systemctl restart ovoz-intake && systemctl reload ovoz-intake && systemctl is-active ovoz-intake")
    receipts.withdraw(intake, token)
    assert receipts.state_of(intake, token) == "withdrawn"
    assert denials(server) == []


def backup_commands():
    """Deploy/BACKUP.md's commands for the intake's machine: once, and each day."""
    text = (ROOT / "Deploy" / "BACKUP.md").read_text(encoding="utf-8")
    # The first block under "Once" is for the operator's own machine.
    once = text.split("\n## Once\n", 1)[1].split("```")[3].strip().splitlines()
    return once + commands("Deploy/BACKUP.md", "## Each day")


def knock(server, user, path, proxied=True, profile=None):
    """What a socket answers to a user without any group but its own; with a profile, as AppArmor lets a program of that profile."""
    request = "GET /help HTTP/1.1\\r\\nHost: form.example\\r\\n\\r\\n"
    if proxied:
        request = "PROXY TCP6 fc00:dead:beef:4dad::1 ::1 65535 80\\r\\n" + request
    # No module: the profile would not let it read one.
    knocking = ('socket(S, 1, 1, 0) or die; connect(S, pack("Sa*", 1, $ARGV[0] . "\\0")) or die "refused: $!\\n"; '
                f'syswrite(S, "{request}"); sysread(S, $_, 100); print((split /\\r\\n/)[0], "\\n");')
    confined = f"aa-exec -p {profile} --" if profile else ""
    return server.run(f"setpriv --reuid={user} --regid=$(id -g {user}) --clear-groups -- {confined} perl -e '{knocking}' {path}",
                      check=False).strip()


def test_tor_reaches_the_onions_sockets_and_no_others(server):
    """The README's onion, on a machine where Debian's tor is confined; nobody answers it, so its requests are made by hand."""
    server.run("cp /etc/ovoz-intake/intake.yaml before.yaml && dmesg --clear")
    for command in commands("README.md", "#### The form as an onion"):
        # Its name is there as soon as tor has read its settings.
        server.until(command) if command.startswith("cat /var/lib/tor/") else server.run(command)
    server.run(f"sed -i 's/^pullKeys: .*/pullKeys: [\"{'3d' * 32}\"]/; "
               "s|^pullSocket: .*|pullSocket: /run/ovoz-pull/pull.sock|' /etc/ovoz-intake/intake.yaml && "
               "systemctl restart ovoz-intake && systemctl is-active nginx tor@default")
    process = server.run("systemctl show -p MainPID --value tor@default").strip()
    assert server.run(f"cat /proc/{process}/attr/current").strip() == "system_tor (enforce)"
    # As tor itself, which keeps no group that somebody added it to.
    assert server.run(f"grep ^Groups: /proc/{process}/status").split()[1:] == [server.run("id -g debian-tor").strip()]
    as_tor = {"profile": "system_tor"}
    assert knock(server, "debian-tor", "/run/ovoz-onion/http.sock", **as_tor) == "HTTP/1.1 200 OK"
    assert knock(server, "debian-tor", "/run/ovoz-pull/pull.sock", proxied=False, **as_tor).startswith("HTTP/1.1 40")
    assert denials(server) == []
    for user, path in (("debian-tor", "/run/ovoz-intake/http.sock"), ("www-data", "/run/ovoz-pull/pull.sock"),
                       ("nobody", "/run/ovoz-onion/http.sock"), ("nobody", "/run/ovoz-pull/pull.sock")):
        assert knock(server, user, path).startswith("refused: Permission denied"), (user, path)
    # What a killed intake leaves of the analysts' socket does not keep the next one from starting.
    server.run("systemctl kill -s KILL ovoz-intake")
    server.until("systemctl show -p NRestarts --value ovoz-intake | grep -qx 1 && systemctl is-active ovoz-intake")
    assert knock(server, "debian-tor", "/run/ovoz-pull/pull.sock", proxied=False, **as_tor).startswith("HTTP/1.1 40")
    server.run("rm /etc/nginx/sites-enabled/ovoz-onion && cp before.yaml /etc/ovoz-intake/intake.yaml && "
               "systemctl stop tor && systemctl restart ovoz-intake nginx && dmesg --clear")


def test_with_tls_of_its_own_it_serves_confined_too(server):
    """The README's other way: no nginx, and the drop-in for a network."""
    server.run("cp /etc/ovoz-intake/intake.yaml before.yaml")
    for command in commands("README.md", "#### TLS in the intake itself"):
        # certbot has nobody to ask here; it runs its hook like this.
        server.run("RENEWED_LINEAGE=/root " + command.split("--deploy-hook ")[1] if command.startswith("certbot") else command)
    assert server.intake.send(said("over its own TLS")) == "accepted"
    before = served_certificate(server.intake.port)
    server.run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3 -subj /CN=form.example "
               "-keyout privkey.pem -out fullchain.pem && LEGO_CERT_PATH=fullchain.pem LEGO_CERT_KEY_PATH=privkey.pem "
               "/usr/local/sbin/ovoz-intake-certificate")
    assert server.intake.send(said("after a renewal")) == "accepted"
    assert served_certificate(server.intake.port) != before
    assert server.run("stat -c '%a %U' /etc/ovoz-intake/certificate-key.pem").strip() == "600 ovoz-intake"
    process = server.run("systemctl show -p MainPID --value ovoz-intake").strip()
    assert re.search(r"^CapEff:\s+0+$", server.run(f"cat /proc/{process}/status"), re.M)
    assert denials(server) == []
    server.run("rm -r /etc/systemd/system/ovoz-intake.service.d && cp before.yaml /etc/ovoz-intake/intake.yaml && "
               "systemctl daemon-reload && systemctl restart ovoz-intake && systemctl enable --now nginx")


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
    server.run(f"{AS_INTAKE} ovoz-intake bundle --out {STATE}/last.ovoz --today {machines.day(6)}")
    key = server.run(f"{AS_INTAKE} ovoz-intake key").strip()
    bundle = server.folder / "last.ovoz"
    server.get(f"{STATE}/last.ovoz", bundle)
    stored = Counter(records_in(bundle, campaign))
    assert max(stored.values()) == 1
    assert acknowledged <= set(stored)
    machines.result(laptop.ovoz("campaign", "trust", "demo", key))
    take_in_all(server, laptop)
    assert all(line["opens"] for line in laptop.list())


def take_in_all(server, laptop):
    """Every bundle in its order: while analysts could pull, the intake made one by itself."""
    for number in range(1, 100):
        made = f"b{number}.ovoz"
        told = server.run(f"{AS_INTAKE} ovoz-intake bundle --again {number} --out {STATE}/{made}", check=False)
        if "there is no bundle of that number" in told:
            assert number > 1
            return
        server.get(f"{STATE}/{made}", server.folder / made)
        machines.result(laptop.take_in(server.folder / made))
