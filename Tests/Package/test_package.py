# SPDX-License-Identifier: Apache-2.0
"""From a package to the first stored testimony, as the README says it, on a fresh Debian 12 with systemd.

The service runs under its own unit: sandbox, system call filter and all. Needs root, and the packages in the
folder that OVOZ_PACKAGES names. Deploy/test-package runs it.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Journey"))
import machines  # noqa: E402
import sealing  # noqa: E402
import voices  # noqa: E402
from debian import Debian  # noqa: E402
from installing import AS_INTAKE, STATE, follow_readme, package, readme_commands  # noqa: E402


@pytest.fixture(scope="module")
def laptop(tmp_path_factory):
    return machines.Vault(tmp_path_factory.mktemp("laptop") / "laptop")


@pytest.fixture(scope="module")
def campaign(laptop):
    return laptop.new_campaign(closes=5)


@pytest.fixture(scope="module")
def debian(tmp_path_factory, campaign):
    """A fresh Debian on which the README's commands were followed to the end."""
    debian = Debian(tmp_path_factory.mktemp("server"))
    try:
        follow_readme(debian, campaign)
        yield debian
    finally:
        debian.stop()


def post(number=0, **options):
    connection = voices.connect(443, machines.trusting_anyone())
    return voices.post(connection, sealing.seal(
        voices.campaign_of(connection), voices.invented()[number], **options))


def test_the_readme_leads_to_a_stored_testimony_in_under_ten_commands(debian):
    assert len(readme_commands()) < 10
    assert post() == "accepted"
    assert post(1) == "accepted"
    told = debian.run(f"{AS_INTAKE} ovoz-intake check --running --through voices.example")
    assert told.endswith("ready\n"), told


def test_the_service_runs_under_its_sandbox(debian):
    shown = debian.run("systemctl show ovoz-intake -p ActiveState,User,MainPID,SystemCallFilter,PrivateNetwork,"
                       "MemoryDenyWriteExecute,NRestarts")
    assert "ActiveState=active" in shown and "NRestarts=0" in shown
    assert "PrivateNetwork=yes" in shown and "MemoryDenyWriteExecute=yes" in shown
    process = re.search(r"MainPID=(\d+)", shown).group(1)
    status = debian.run(f"cat /proc/{process}/status")
    assert re.search(r"^Seccomp:\s+2$", status, re.M), "the system call filter is on"
    assert re.search(r"^NoNewPrivs:\s+1$", status, re.M)
    assert re.search(r"^CapEff:\s+0+$", status, re.M)
    # Of its own network it has the loopback, and nothing on it.
    links = debian.run(f"nsenter -t {process} -n cat /proc/net/dev")
    assert len(links.strip().splitlines()) == 3, links


def test_folders_belong_to_the_intake_alone(debian):
    assert debian.run(f"stat -c '%a %U:%G' {STATE} /run/ovoz-intake").splitlines() == [
        "700 ovoz-intake:ovoz-intake", "750 ovoz-intake:ovoz-intake"]
    files = debian.run(f"stat -c '%a %U:%G %n' {STATE}/*.sqlite {STATE}/*.key").splitlines()
    assert {line.rsplit("/", 1)[1] for line in files} == {
        "inbox.sqlite", "log.sqlite", "record-keys.sqlite", "intake.key", "receipt.key"}
    assert [line for line in files if not line.startswith("600 ovoz-intake:ovoz-intake ")] == []
    assert debian.run("stat -c '%a %G' /run/ovoz-intake/http.sock").strip() == "660 ovoz-intake"


def test_nothing_about_a_visitor_is_logged(debian):
    written = debian.run("journalctl --sync; journalctl --no-pager -o json -u ovoz-intake").splitlines()
    lines = [json.loads(line) for line in written]
    # journald itself notes who wrote: systemd's own lines about the unit are process 1's. Whatever else is there came from ours,
    # a library's lines too.
    said = [line["MESSAGE"] for line in lines if line["_PID"] != "1"]
    closed = "ovoz-intake: form closed: no usable campaign file"
    assert [line for line in said if line not in ("ovoz-intake: started", "ovoz-intake: stopped", closed)] == []
    assert "ovoz-intake: started" in said
    assert debian.run("find /var/log/nginx -type f -size +0").strip() == ""


def take_all_in(debian, laptop, name):
    """Hands all that waits to the analysts, as one bundle; gives how many testimonies they have then."""
    debian.run(f"install -d -o ovoz-intake /var/lib/handover && {AS_INTAKE} ovoz-intake bundle "
               f"--out /var/lib/handover/{name} --today {machines.day(6)}")
    machines.result(laptop.take_in(debian.root / "var/lib/handover" / name))
    return len(laptop.list())


def test_a_bundle_reaches_the_analysts(debian, laptop):
    key = debian.run(f"{AS_INTAKE} ovoz-intake key").strip()
    machines.result(laptop.ovoz("campaign", "trust", "demo", key))
    assert take_all_in(debian, laptop, "b1.ovoz") == 2


def test_an_upgrade_keeps_everything(debian, laptop, tmp_path):
    before = debian.run(f"cat {STATE}/intake.key")
    # This one waits in no bundle yet.
    assert post(2) == "accepted"
    newer = tmp_path / "newer"
    subprocess.run(["dpkg-deb", "-R", str(package("ovoz-intake")), str(newer)], check=True)
    control = newer / "DEBIAN" / "control"
    control.write_text(control.read_text().replace("Version: 0.1.0", "Version: 0.1.0+next"))
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Znone", "-b", str(newer), str(tmp_path / "next.deb")],
                   check=True, stdout=subprocess.DEVNULL)
    debian.put(tmp_path / "next.deb", "/root/next.deb")
    debian.run("dpkg -i --force-confold next.deb")
    debian.until("systemctl is-active ovoz-intake")
    debian.until("test -S /run/ovoz-intake/http.sock")
    assert debian.run(f"cat {STATE}/intake.key") == before
    # Before anything else comes in: the third can only be the one that waited.
    assert take_all_in(debian, laptop, "b2.ovoz") == 3
    assert all(line["opens"] for line in laptop.list())
    assert post(3) == "accepted"


def test_a_purge_asks_before_keys_go(debian):
    # A second name for each: whatever happens to its bytes can be seen there.
    debian.run("printf invented >/etc/ovoz-intake/certificate-key.pem")
    keys = [f"{STATE}/intake.key", f"{STATE}/receipt.key", f"{STATE}/record-keys.sqlite", "/etc/ovoz-intake/certificate-key.pem"]
    seconds = [f"/var/lib/second-name-{number}" for number, _ in enumerate(keys)]
    for key, second in zip(keys, seconds):
        debian.run(f"ln {key} {second}")
    # Nobody answers: the keys stay.
    debian.run("dpkg --purge ovoz-intake")
    assert "intake.key" in debian.run(f"ls {STATE}")
    assert debian.run("ls /etc/ovoz-intake 2>/dev/null | grep -v -e campaign.json -e certificate-key.pem", check=False).strip() == ""
    # Somebody is asked, on a terminal, and says yes.
    debian.run("dpkg -i ovoz-intake.deb")
    asked = debian.run("(sleep 8; echo yes; sleep 8) | "
                       "DEBIAN_FRONTEND=readline script -qec 'dpkg --purge ovoz-intake' /dev/null")
    assert "Delete the testimonies and the keys of this intake for ever?" in asked
    debian.run(f"test ! -e {STATE}")
    debian.run("test ! -e /etc/ovoz-intake/certificate-key.pem")
    # Deleting or cutting alone would have left the keys' bytes on the disk.
    for second in seconds:
        debian.run(f"test -s {second}")
        assert debian.run(f"tr -d '\\0' <{second} | wc -c").strip() == "0", second


def test_the_analysts_package_has_the_pages_that_a_laptop_without_a_network_needs():
    held = subprocess.run(["dpkg-deb", "-c", str(package("ovoz"))], check=True, capture_output=True, text=True).stdout
    for page in ("README", "SECURITY", "KEY-CEREMONY", "BACKUP"):
        assert re.search(rf"/usr/share/doc/ovoz/{page}\.md(\.gz)?$", held, re.M), page


def test_the_analysts_package_works_alone(debian):
    debian.put(package("ovoz"), "/root/ovoz.deb")
    debian.run("dpkg -i ovoz.deb")
    assert debian.run("ovoz --version").strip() == "0.1.0"
    debian.run("printf 'invented words\\n' >pass && chmod 600 pass")
    debian.run(f"ovoz campaign new spring --opens {machines.day(0)} --closes {machines.day(5)} "
               "--passphrase-file pass")
    assert '"value" : [' in debian.run("ovoz list --json --passphrase-file pass")
    assert debian.run("zcat /usr/share/man/man1/ovoz.1.gz | head -5").startswith(".Dd ")
    debian.run("dpkg --purge ovoz")
