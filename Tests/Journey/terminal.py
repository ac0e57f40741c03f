# SPDX-License-Identifier: Apache-2.0
"""A terminal that tests type into and look at."""

import re
import shlex
import subprocess
import time

from machines import CLEAN, CONFIG, PROGRAMS


class Screen:
    """A terminal in tmux, with a shell that one command is typed into."""

    def __init__(self, folder, size=(80, 24), **environment):
        self.socket = folder / "tmux.socket"
        width, height = size
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(width), "-y", str(height),
                  "env", "-i", *[f"{name}={value}" for name, value in {**CLEAN, **environment}.items()],
                  "TERM=tmux-256color", "PS1=ready> ", "bash", "--norc", "--noprofile")
        self.tmux("set-option", "-g", "escape-time", "0")
        self.folder = folder
        self.until("ready>")
        self.type(f"cd {shlex.quote(str(folder))}", "Enter")

    def tmux(self, *arguments):
        return subprocess.run(
            ["tmux", "-S", self.socket, *arguments], env={**CLEAN, "TERM": "xterm-256color"},
            capture_output=True, text=True, check=True, timeout=60).stdout

    def start(self, *arguments):
        command = [PROGRAMS / "ovoz", *arguments, "--vault", "vault", "--passphrase-file", "pass",
                   "--config", CONFIG]
        self.type(shlex.join(map(str, command)) + "; echo ended:$?", "Enter")

    def type(self, text, *keys):
        self.tmux("send-keys", "-l", text)
        if keys:
            self.press(*keys)

    def press(self, *keys):
        self.tmux("send-keys", *keys)

    def shown(self):
        return self.tmux("capture-pane", "-p")

    def drawn(self):
        """What is shown, with how it looks: escape sequences."""
        return self.tmux("capture-pane", "-p", "-e")

    def everything(self):
        """All that is on the terminal and in its scrollback."""
        return self.tmux("capture-pane", "-p", "-S", "-", "-E", "-")

    def until(self, words, seconds=60):
        """What is shown once these words are; a regular expression."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            shown = self.shown()
            if re.search(words, shown):
                return shown
            time.sleep(0.05)
        raise AssertionError(f"{words} is not shown:\n{self.shown()}")

    def pid(self):
        """The process of the command that runs: the shell's only child."""
        shell = self.tmux("display", "-p", "#{pane_pid}").strip()
        return int(subprocess.run(
            ["pgrep", "-P", shell], capture_output=True, text=True, check=True).stdout)

    def end(self):
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], capture_output=True)
