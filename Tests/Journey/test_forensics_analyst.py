# SPDX-License-Identifier: Apache-2.0
"""What an analyst's session leaves on the laptop (G8): a word of a testimony, looked for everywhere."""

import fcntl
import json
import os
import pty
import resource
import select
import signal
import struct
import termios
import time
from pathlib import Path

import pytest

import forensics
import sealing
from machines import CONFIG, PROGRAMS, hand_over

SENTINEL = "Larkspurquern"
ALTERNATE = "\x1b[?1049h"
ANSWER = f"{SENTINEL} was not believed, and {SENTINEL} had to tell it again and again."
FOLDERS = {"HOME": "home", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state",
           "XDG_CACHE_HOME": "cache", "XDG_CONFIG_HOME": "config", "XDG_RUNTIME_DIR": "runtime",
           "TMPDIR": "temporary"}


class Laptop:
    """Everything that a session could write to lies in one folder."""

    def __init__(self, folder, vault):
        self.folder, self.vault = folder, vault.folder
        for name in FOLDERS.values():
            (folder / name).mkdir(mode=0o700)
        self.environment = {
            "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color", "LINES": "40",
            "COLUMNS": "100", **{key: str(folder / name) for key, name in FOLDERS.items()}}

    def start(self, *arguments):
        """A command on a terminal of its own; gives its process id and the terminal."""
        command = [str(PROGRAMS / "ovoz"), *map(str, arguments), "--vault", "vault",
                   "--passphrase-file", "pass"]
        process, terminal = pty.fork()
        if process == 0:
            # A crash may write a core file as far as the shell is concerned.
            _, most = resource.getrlimit(resource.RLIMIT_CORE)
            resource.setrlimit(resource.RLIMIT_CORE, (most, most))
            os.chdir(self.vault)
            os.execve(command[0], command, self.environment)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        return process, terminal

    def run(self, *arguments, typed=()):
        """What a command showed on a terminal, where lines were typed once its prompt was there."""
        process, terminal = self.start(*arguments)
        shown = b""
        for prompt, line in typed:
            shown += read_until(terminal, prompt)
            os.write(terminal, line.encode())
        shown += read_until(terminal, None)
        _, status = os.waitpid(process, 0)
        os.close(terminal)
        assert os.waitstatus_to_exitcode(status) == 0, shown.decode()
        return shown.decode()


def read_until(terminal, prompt, seconds=60):
    """All output up to a prompt, or to the end."""
    shown, end = b"", time.monotonic() + seconds
    while prompt is None or prompt.encode() not in shown:
        assert time.monotonic() < end, shown.decode()
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            more = os.read(terminal, 65_536)
        except OSError:
            break
        if not more:
            break
        shown += more
    return shown


@pytest.fixture
def laptop(scratch, server, vault):
    sealed = sealing.seal(server.campaign(), {
        "language": "en", "answers": {"change": {"text": ANSWER}}, "permissions": 3, "facts": {}})
    assert server.post(sealed)[2].split()[0] == b"accepted"
    hand_over(server, vault)
    server.stop()
    return Laptop(scratch, vault)


def record(laptop):
    shown = laptop.run("list", "--json", "--config", CONFIG)
    return json.loads(shown[shown.index("{"):])["value"][0]["id"]


# G8
def test_after_a_session_a_word_of_a_testimony_is_in_no_file(laptop):
    name = record(laptop)
    assert SENTINEL in laptop.run("read", name, "--plain", "--config", CONFIG)
    shown = laptop.run("redact", name, "--plain", "--config", CONFIG, typed=[
        ("redact> ", f"hide {SENTINEL}\n"), ("redact> ", "done\n")])
    assert SENTINEL in shown
    for command in (("read", name), ("redact", name), ("code",)):
        assert ALTERNATE in laptop.run(*command, "--config", CONFIG, typed=[(ALTERNATE, "q")])
    shown = laptop.run("code", "--plain", "--config", CONFIG, typed=[("code> ", "a\n")])
    assert "1 decided" in shown
    laptop.run("list", "--duplicates", "--config", CONFIG)
    assert "believed" in laptop.run("search", "believed", "--config", CONFIG)
    laptop.run("similar", name, "--config", CONFIG)
    # One answer is too few for a proposal, so that nothing is asked.
    assert "nothing stable here" in laptop.run("discover", "--config", CONFIG)
    assert forensics.places(laptop.folder, {"word": SENTINEL}) == {}
    (laptop.folder / "planted").write_text(f"so would it be found: {SENTINEL}")
    assert forensics.places(laptop.folder, {"word": SENTINEL}) == {"word": ["planted"]}


# G8
@pytest.mark.parametrize("how", [signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL])
def test_a_crash_with_words_open_writes_none_of_them(laptop, how):
    name = record(laptop)
    pattern = Path("/proc/sys/kernel/core_pattern").read_text().strip()
    places = [laptop.folder, *([Path(pattern).parent] if pattern.startswith("/") else [])]
    before = {file for place in places for file in place.rglob("*core*")}
    process, terminal = laptop.start("redact", name, "--plain", "--config", CONFIG)
    shown = read_until(terminal, "redact> ")
    while SENTINEL not in shown.decode():
        # Redaction may take an unknown word for a name; here it has to be seen.
        os.write(terminal, b"keep 1\n")
        shown = read_until(terminal, "redact> ")
    status = Path(f"/proc/{process}/status").read_text()
    locked = int(status.split("VmLck:")[1].split()[0])
    assert locked > 0 or 0 <= resource.getrlimit(resource.RLIMIT_MEMLOCK)[0] < 1 << 20
    os.kill(process, how)
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    assert os.WIFSIGNALED(status) and not os.WCOREDUMP(status)
    assert {file for place in places for file in place.rglob("*core*")} == before
    assert forensics.places(laptop.folder, {"word": SENTINEL}) == {}


# G8
def test_no_other_process_of_the_same_user_reads_an_open_session(laptop):
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    process, terminal = laptop.start("redact", record(laptop), "--plain", "--config", CONFIG)
    read_until(terminal, "redact> ")
    with pytest.raises(PermissionError):
        Path(f"/proc/{process}/mem").open("rb")
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
