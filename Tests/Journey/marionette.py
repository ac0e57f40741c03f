# SPDX-License-Identifier: Apache-2.0
"""Drives the system's Firefox by its own protocol, Marionette: length, colon, JSON over a socket."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import time

from machines import free_port

FIREFOX = os.environ.get("OVOZ_FIREFOX", "/usr/bin/firefox-esr")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
# As a person's browser: none of the settings that Marionette advises; but written down more often.
SETTINGS = {
    "remote.prefs.recommended": False, "browser.sessionstore.interval": 1_000,
    "browser.sessionstore.interval.idle": 1_000, "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False, "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False, "browser.startup.homepage": "about:blank",
    "network.dns.localDomains": "weather.example", "extensions.update.enabled": False,
    "app.normandy.enabled": False, "browser.sessionstore.max_resumed_crashes": 3,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False, "services.settings.server": "data:,",
    "browser.safebrowsing.update.enabled": False,
}


class Firefox:
    """One running Firefox with a profile that stays."""

    def __init__(self, profile, scripts=True, **more):
        self.port, self.number = free_port(), 0
        profile.mkdir(exist_ok=True)
        chosen = {**SETTINGS, "marionette.port": self.port, "javascript.enabled": scripts, **more}
        (profile / "user.js").write_text("".join(
            f"user_pref({json.dumps(key)}, {json.dumps(value)});\n"
            for key, value in chosen.items()))
        self.process = subprocess.Popen(
            [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", str(profile),
             "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={"PATH": os.environ["PATH"], "HOME": str(profile.parent), "LANG": "C.UTF-8",
                 "MOZ_CRASHREPORTER_DISABLE": "1"})
        self.socket = self._connect()
        self._receive()
        self.do("WebDriver:NewSession", acceptInsecureCerts=True)

    def _connect(self):
        end = time.monotonic() + 60
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self.port), timeout=60)
            except OSError:
                assert self.process.poll() is None and time.monotonic() < end, "no Firefox"
                time.sleep(0.1)

    def _receive(self):
        length = b""
        while not length.endswith(b":"):
            length += self._some(1)
        left, text = int(length[:-1]), b""
        while len(text) < left:
            text += self._some(left - len(text))
        return json.loads(text)

    def _some(self, most):
        part = self.socket.recv(most)
        assert part, "Firefox ended the connection"
        return part

    def do(self, command, /, **parameters):
        """The result of a command, or AssertionError with what Firefox said."""
        self.number += 1
        message = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, result = self._receive()
        assert error is None, f"{command}: {error}"
        return result

    def open(self, address):
        with contextlib.suppress(AssertionError):  # An error page is a page too.
            self.do("WebDriver:Navigate", url=address)

    def find(self, selector):
        return self.do("WebDriver:FindElement", using="css selector", value=selector)["value"][
            ELEMENT]

    def has(self, selector):
        found = self.do("WebDriver:FindElements", using="css selector", value=selector)
        return len(found["value"] if isinstance(found, dict) else found) > 0

    def click(self, selector):
        self.do("WebDriver:ElementClick", id=self.find(selector))

    def type(self, selector, text):
        self.do("WebDriver:ElementSendKeys", id=self.find(selector), text=text)

    def value(self, selector):
        return self.do("WebDriver:GetElementProperty", id=self.find(selector), name="value")["value"]

    def back(self):
        self.do("WebDriver:Back")

    @property
    def address(self):
        return self.do("WebDriver:GetCurrentURL")["value"]

    @property
    def source(self):
        return self.do("WebDriver:GetPageSource")["value"]

    def new_tab(self):
        made = self.do("WebDriver:NewWindow", type="tab")
        self.do("WebDriver:SwitchToWindow", handle=made["handle"])

    def close_tab(self):
        handles = self.do("WebDriver:CloseWindow")
        self.do("WebDriver:SwitchToWindow", handle=handles[0])

    def quit(self):
        """As from the menu."""
        with contextlib.suppress(AssertionError, OSError):
            self.do("Marionette:Quit", flags=["eForceQuit"])
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(30)
        self.kill()

    def kill(self):
        """kill -9 of all its processes, as when the battery is taken out."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.socket.close()
