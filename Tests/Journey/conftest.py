# SPDX-License-Identifier: Apache-2.0
"""What the tests share: scratch folders, a vault with a campaign, a running intake, a browser."""

import os
import signal
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from playwright.sync_api import sync_playwright

import unprotected as unprotected_page
from machines import EXIT, Intake, Vault, make_certificate

LANGUAGES = ["tg", "ru", "uz", "en"]

# Who runs the tests in the background of a script hands on that Ctrl-C is ignored; every program would be deaf to it.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def scratch(tmp_path):
    """A folder of the test's own; a sentinel may be searched in all of it."""
    return tmp_path


@pytest.fixture
def vault(scratch):
    return Vault(scratch / "laptop")


@pytest.fixture
def campaign_file(vault):
    """The public file of a campaign that is open today and for five days more."""
    return vault.new_campaign()


@pytest.fixture
def intake(scratch, campaign_file):
    """An intake that does not run yet; whatever a test started is stopped."""
    intake = Intake(scratch / "server", campaign_file)
    yield intake
    intake.kill()


@pytest.fixture
def server(intake):
    """A running intake."""
    intake.start()
    return intake


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory):
    """A running intake for tests that only look at it, or leave nothing that another would see."""
    folder = tmp_path_factory.mktemp("shared")
    intake = Intake(folder / "server", Vault(folder / "laptop").new_campaign())
    intake.start()
    yield intake
    intake.kill()


@pytest.fixture(scope="module")
def closed_server(tmp_path_factory):
    """A running intake without a campaign: every visit meets the closed page."""
    intake = Intake(tmp_path_factory.mktemp("closed") / "server")
    intake.start()
    yield intake
    intake.kill()


class Weather(BaseHTTPRequestHandler):
    """The page to which the exit leads."""

    def do_GET(self):
        body = b"<!doctype html><link rel=icon href=data:,><title>Weather</title><p>Sunny"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def weather(tmp_path_factory):
    """The port of that page: a redirection cannot be answered by the browser's driver."""
    folder = tmp_path_factory.mktemp("weather")
    make_certificate(folder, "weather.example")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "certificate-key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


@pytest.fixture(scope="session")
def browser(weather):
    """One Chromium for all tests; each visit has a context of its own."""
    with sync_playwright() as playwright:
        # The sandbox needs privileges that containers do not give.
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("OVOZ_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox",
                  f"--host-resolver-rules=MAP weather.example:443 127.0.0.1:{weather}"])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser):
    """Makes pages like a survivor's browser; the exit leads to the tests' own weather."""
    contexts = []

    def open_page(scripts=True, width=360, **options):
        context = browser.new_context(
            java_script_enabled=scripts, ignore_https_errors=True,
            viewport={"width": width, "height": 640}, **options)
        contexts.append(context)
        context.set_default_timeout(20_000)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def driver(browser):
    """The same Playwright for browsers that a test starts itself; it runs in the tests' thread."""
    return SimpleNamespace(chromium=browser.browser_type)


@pytest.fixture(scope="session")
def unprotected():
    """The address of a page without our protections."""
    with unprotected_page.served() as address:
        yield address
