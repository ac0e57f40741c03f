# SPDX-License-Identifier: Apache-2.0
"""What `ovoz-intake check` says of a machine that is not as it should be, and of a server that runs (G3, G8)."""

import datetime
import json
import os

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import machines
from machines import day, free_port
from proxies import Nginx

HEAD = "Filename\tType\tSize\tUsed\tPriority\n"
SWAP = "warning: swap is on and not encrypted: run `swapoff -a`"


def certified(folder, begins=-1, ends=60, names=("form.example",)):
    """A certificate and its key in a folder, signed by itself; its days are counted from today."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.datetime.now(datetime.timezone.utc)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "form.example")])
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + datetime.timedelta(days=begins))
            .not_valid_after(now + datetime.timedelta(days=ends))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(one) for one in names]), critical=False)
            .sign(key, hashes.SHA256()))
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "certificate-key.pem").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    (folder / "certificate-key.pem").chmod(0o600)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """The library that shows a program another kernel and another clock."""
    return machines.preload(tmp_path_factory.mktemp("kernel"), "kernel")


@pytest.fixture
def kernel(intake, library, tmp_path, monkeypatch):
    """Runs the check amid files of /proc, /sys and /dev, and on another day; gives what it says."""
    def told(files=(), days=0):
        root = tmp_path / "kernel"
        for name, text in {"proc/swaps": HEAD, "proc/sys/kernel/core_pattern": "core\n", **dict(files)}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        with monkeypatch.context() as patched:
            patched.setattr(machines, "CLEAN", machines.CLEAN | {
                "LD_PRELOAD": str(library), "OVOZ_ROOT": str(root), "OVOZ_DAYS": str(days)})
            return intake.command("check")
    return told


def swaps(place, **files):
    """The kernel's files about one place that is swapped to."""
    return {"proc/swaps": HEAD + f"{place} partition 8388604 0 -2\n", place.lstrip("/"): "",
            **{f"sys/block/{place.rsplit('/', 1)[1]}/{name}": text for name, text in files.items()}}


# The files

@pytest.mark.parametrize("command", ["serve", "check"])
def test_settings_that_are_not_there_are_called_missing_and_no_line_is_to_be_mended(intake, command):
    (intake.folder / "intake.yaml").unlink()
    told = intake.command(command)
    assert told.returncode == 78
    assert "error: intake.yaml is missing\nhint: put the file there, or name its place" in told.stderr
    assert "--settings" in told.stderr and "line" not in told.stderr


def test_texts_that_are_not_there_are_called_missing(intake):
    (intake.folder / "pages.yaml").unlink()
    checked, served = intake.command("check"), intake.command("serve")
    assert (checked.returncode, served.returncode) == (1, 78)
    assert "pages.yaml is missing: put the file there" in checked.stdout
    assert "pages.yaml is missing\nhint: " in served.stderr


def test_a_check_is_not_ready_where_a_server_without_the_notices_texts_does_not_start(intake):
    (intake.folder / "notice.yaml").unlink()
    checked, served = intake.command("check"), intake.command("serve")
    assert (checked.returncode, served.returncode) == (1, 78)
    assert "notice.yaml is missing: put the file there" in checked.stdout


def test_a_folder_given_as_settings_is_called_a_folder(intake):
    (intake.folder / "intake.yaml").unlink()
    (intake.folder / "intake.yaml").mkdir()
    told = intake.command("check")
    assert told.returncode == 78 and "error: intake.yaml is a folder\nhint: name the file in it" in told.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_settings_in_a_folder_that_this_user_cannot_enter_are_not_called_missing(intake):
    folder = intake.folder / "etc"
    folder.mkdir()
    (intake.folder / "intake.yaml").rename(folder / "intake.yaml")
    (intake.folder / "intake.yaml").symlink_to(folder / "intake.yaml")
    folder.chmod(0o000)
    told = intake.command("check")
    folder.chmod(0o700)
    assert told.returncode == 78 and "error: intake.yaml cannot be read\nhint: run this as" in told.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_settings_that_are_not_this_users_say_whose_they_have_to_be(intake):
    (intake.folder / "intake.yaml").chmod(0o000)
    told = intake.command("check")
    assert told.returncode == 78 and "error: intake.yaml cannot be read\nhint: run this as" in told.stderr


# The certificate

def test_a_certificate_that_ended_is_no_way_to_be_ready(intake):
    certified(intake.folder, begins=-90, ends=-1)
    told = intake.command("check")
    assert told.returncode == 1 and f"certificate.pem ended on {day(-1)}: renew it" in told.stdout


def test_a_certificate_that_ends_soon_is_told_of_and_serves(intake):
    certified(intake.folder, ends=13)
    told = intake.command("check")
    assert told.returncode == 0
    assert f"certificate.pem ends on {day(13)}, in 13 days: renew it" in told.stdout
    certified(intake.folder, ends=40)
    assert "certificate.pem ends" not in intake.command("check").stdout


def test_a_certificate_that_has_not_begun_asks_for_the_clock(intake):
    certified(intake.folder, begins=2)
    told = intake.command("check")
    assert told.returncode == 1 and f"begins on {day(2)}: is the clock right?" in told.stdout


def test_behind_a_web_server_a_certificate_is_looked_at_where_it_can_be(intake):
    intake.set("socket", intake.folder / "http.sock")
    certified(intake.folder, begins=-90, ends=-1)
    assert "ended on" in intake.command("check").stdout
    (intake.folder / "certificate.pem").unlink()
    told = intake.command("check")
    assert told.returncode == 0
    assert "warning: the certificate that visitors meet is the web server's, and not looked at" in told.stdout
    assert "--through" in told.stdout


# The machine

def test_a_machine_without_swap_and_dumps_is_not_warned_of(kernel):
    told = kernel().stdout
    assert "swap is on" not in told and "crash dumps" not in told and told.endswith("ready\n")


@pytest.mark.parametrize("files", [
    swaps("/dev/sda99"),
    # A logical volume on a plain disk, and compressed memory with a disk behind it.
    swaps("/dev/dm-99", **{"dm/uuid": "LVM-abc\n", "slaves/sda99/dev": "8:2"}),
    swaps("/dev/zram99", backing_dev="/dev/sda99\n"),
    {"proc/swaps": HEAD + "/var/zram-swapfile file 1048572 0 -2\n"},
], ids=["partition", "volume", "zram-with-a-disk", "file-of-that-name"])
def test_swap_in_clear_is_told_of_whatever_it_is_called(kernel, files):
    assert SWAP in kernel(files).stdout


@pytest.mark.parametrize("files", [
    swaps("/dev/dm-99", **{"dm/uuid": "CRYPT-LUKS2-abc\n"}),
    swaps("/dev/zram99", backing_dev="none\n"),
], ids=["encrypted", "zram"])
def test_swap_that_is_encrypted_or_stays_in_memory_is_fine(kernel, files):
    assert "swap is on" not in kernel(files).stdout


def test_crash_dumps_that_go_to_a_program_are_told_of(kernel):
    told = kernel({"proc/sys/kernel/core_pattern": "|/lib/systemd/systemd-coredump %P\n"}).stdout
    assert "warning: crash dumps go to a program: run `systemctl mask systemd-coredump.socket`" in told


def test_a_clock_that_was_never_set_is_told_of(kernel):
    first = datetime.date(2026, 10, 1)
    away = (first - datetime.datetime.now(datetime.timezone.utc).date()).days
    told = kernel(days=away)
    assert told.returncode == 1 and f"problem: the clock says {first}: set it" in told.stdout


@pytest.mark.parametrize("days, opens", [(-1, False), (0, True), (5, True), (6, False)])
def test_a_campaign_that_is_not_open_today_is_told_of(intake, kernel, days, opens):
    """It is open from today on, for five days more."""
    certified(intake.folder, begins=-3)
    told = kernel(days=days)
    closed = "problem: the campaign is not open today: the form shows the closed page\n" in told.stdout
    assert (closed, told.returncode) == (not opens, 0 if opens else 1), told.stdout


def test_a_clock_that_went_back_is_told_of(intake):
    state = intake.folder / "state"
    state.mkdir(mode=0o700)
    (state / "last-day").write_text(day(182) + "\n")
    told = intake.command("check")
    assert told.returncode == 1
    assert f"problem: the clock went back: it says {day()}, and this intake has run on {day(182)}" in told.stdout
    # Whoever follows what it says is not told again.
    (state / "last-day").write_text(day() + "\n")
    assert intake.command("check").returncode == 0


def test_a_disk_with_too_little_room_is_told_of(intake):
    free = os.statvfs(intake.folder)
    if free.f_bavail * free.f_frsize >> 20 >= 1_000_000:
        pytest.skip("the settings take no larger number than this disk has room")
    intake.set("leastFreeMegabytes", 1_000_000)
    told = intake.command("check")
    assert told.returncode == 1
    assert "problem: less than 1000000 MB free: the form is closed; free some" in told.stdout


@pytest.mark.parametrize("name", [
    "intake.key", "receipt.key", "record-keys.sqlite", "record-keys.sqlite-wal", "inbox.sqlite", "log.sqlite"])
def test_a_secret_file_that_others_can_read_is_told_of(intake, name):
    state = intake.folder / "state"
    state.mkdir(mode=0o700)
    (state / name).write_bytes(b"")
    (state / name).chmod(0o644)
    told = intake.command("check")
    assert told.returncode == 1
    assert f"problem: others can read {state / name}: run chmod 0600 on it" in told.stdout


def test_a_state_folder_and_a_key_that_others_can_read_are_told_of(server):
    state = server.folder / "state"
    assert server.command("check").returncode == 0
    state.chmod(0o755)
    (server.folder / "certificate-key.pem").chmod(0o640)
    told = server.command("check").stdout
    assert f"problem: others can read {state}: run chmod 0700 on it" in told
    assert f"problem: others can read {server.folder / 'certificate-key.pem'}: run chmod 0600 on it" in told


# The server that runs

def test_a_running_server_gives_every_page_its_headers(server):
    before = server.log()
    told = server.command("check", "--running")
    assert told.returncode == 0, told.stdout
    # Nothing is noted of it.
    assert server.log() == before


def test_a_server_on_a_socket_is_asked_there(intake):
    intake.set("socket", intake.folder / "http.sock")
    nobody = intake.command("check", "--running")
    assert nobody.returncode == 1
    assert f"problem: nothing answers on {intake.folder / 'http.sock'}: see `systemctl status" in nobody.stdout
    intake.start()
    assert intake.command("check", "--running").returncode == 0


def test_a_server_that_is_closed_gives_its_headers_too(closed_server):
    told = closed_server.command("check", "--running").stdout
    assert told.count("problem: ") == 1 and "no campaign file" in told


class Meddling(Nginx):
    """nginx with more lines in its settings than are shipped."""

    lines = ""

    def site(self):
        shipped = super().site()
        before = "    proxy_pass http://ovoz_intake;\n"
        assert shipped.count(before) == 1
        return shipped.replace(before, before + self.lines)


def through(intake, nginx, name="form.example"):
    """What the check says as JSON, of this way alone."""
    finished = intake.command("check", "--running", "--through", f"{name}:{nginx.port}", "--json")
    return finished.returncode, json.loads(finished.stdout)["value"]


def test_through_the_shipped_nginx_headers_and_certificate_are_right(intake, tmp_path):
    certified(intake.folder)
    with Nginx(intake, tmp_path / "run") as nginx:
        code, told = through(intake, nginx)
        assert (code, told["problems"]) == (0, []), told
        # Signed by itself: no authority stands behind it.
        assert any("leads to no authority that this machine knows" in one for one in told["warnings"])
        code, told = through(intake, nginx, "other.example")
        assert code == 1
        (problem,) = told["problems"]
        assert "visitors of other.example meet is for another name, and browsers refuse it" in problem


def test_through_nginx_a_certificate_that_ended_is_a_problem(intake, tmp_path):
    certified(intake.folder, begins=-90, ends=-1, names=("*.example",))
    with Nginx(intake, tmp_path / "run") as nginx:
        (intake.folder / "certificate.pem").unlink()
        code, told = through(intake, nginx)
    assert code == 1
    assert [one for one in told["problems"] if f"visitors of form.example meet ended on {day(-1)}" in one]
    assert not any("another name" in one for one in told["problems"])


def test_through_nginx_every_header_that_is_changed_lost_or_added_is_named(intake, tmp_path):
    certified(intake.folder)
    nginx = Meddling(intake, tmp_path / "run")
    nginx.lines = ('    proxy_hide_header Content-Security-Policy;\n    proxy_hide_header Cache-Control;\n'
                   '    add_header Cache-Control "public";\n    add_header X-Frame-Options "DENY" always;\n'
                   '    add_header X-Powered-By "sentinel";\n    server_tokens on;\n')
    with nginx:
        code, told = through(intake, nginx)
    assert code == 1
    said = "\n".join(one for one in told["problems"] if "form.example/help" in one)
    for name in ("Content-Security-Policy", "Cache-Control", "X-Frame-Options", "x-powered-by", "server"):
        assert name in said, name
    assert "Referrer-Policy" not in said and "Strict-Transport-Security" not in said
    assert "proxy_hide_header" in said
    # The server itself is as it should be.
    assert not any("the intake's /" in one for one in told["problems"])


def test_where_no_web_server_answers_it_says_so(intake):
    told = intake.command("check", "--through", f"form.example:{free_port()}")
    assert told.returncode == 1 and "problem: no web server answers for form.example" in told.stdout
    assert "nginx -t" in told.stdout


def test_an_address_is_no_name_to_ask_through(intake):
    assert intake.command("check", "--through", "127.0.0.1").returncode == 64
