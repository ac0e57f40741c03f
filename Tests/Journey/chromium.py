# SPDX-License-Identifier: Apache-2.0
"""Starts the system's Chromium as a person does, with a profile that stays; Playwright looks on."""

import contextlib
import json
import os
import signal
import subprocess
import time

from playwright.sync_api import TimeoutError

CHROMIUM = os.environ.get("OVOZ_CHROMIUM", "/usr/bin/chromium")


def continue_where_left(profile):
    """The setting that brings all tabs back; after a crash it needs a press otherwise."""
    file = profile / "Default" / "Preferences"
    file.parent.mkdir(exist_ok=True)
    chosen = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    chosen.setdefault("session", {})["restore_on_startup"] = 1
    chosen.setdefault("profile", {})["exit_type"] = "Normal"
    file.write_text(json.dumps(chosen), encoding="utf-8")


def connected(playwright, address):
    """On a busy machine a first start has taken half a minute, and once the first greeting was never answered."""
    try:
        return playwright.chromium.connect_over_cdp(address, timeout=60_000)
    except TimeoutError:
        return playwright.chromium.connect_over_cdp(address, timeout=60_000)


class Chromium:
    """One running Chromium; none of the settings that Playwright starts its own with."""

    def __init__(self, playwright, profile, *options, scripts=True, exit_port=443):
        profile.mkdir(exist_ok=True)
        continue_where_left(profile)
        told = profile / "DevToolsActivePort"
        told.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [CHROMIUM, "--headless=new", "--no-sandbox", "--ignore-certificate-errors",
             "--no-first-run", "--remote-debugging-port=0", f"--user-data-dir={profile}",
             "--disable-component-update", "--disable-background-networking", "--disable-sync",
             f"--host-resolver-rules=MAP *.example:443 127.0.0.1:{exit_port}", *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "HOME": str(profile.parent), "XDG_CONFIG_HOME": str(profile.parent)})
        self.scripts, end = scripts, time.monotonic() + 60
        while not (told.exists() and told.read_text().count("\n")):
            assert self.process.poll() is None and time.monotonic() < end, "no Chromium"
            time.sleep(0.05)
        port = told.read_text().split()[0]
        self.browser = connected(playwright, f"http://127.0.0.1:{port}")
        self.context = self.browser.contexts[0]
        self.context.set_default_timeout(20_000)

    def page(self):
        return self.prepared(self.context.new_page())

    def prepared(self, page):
        if not self.scripts:
            page.context.new_cdp_session(page).send(
                "Emulation.setScriptExecutionDisabled", {"value": True})
        return page

    def quit(self):
        """As from the menu."""
        with contextlib.suppress(Exception):
            self.browser.new_browser_cdp_session().send("Browser.close")
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        self.kill()

    def kill(self):
        """kill -9 of all its processes, as when the battery is taken out."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        with contextlib.suppress(Exception):
            self.browser.close()
