# SPDX-License-Identifier: Apache-2.0
"""What the tests share: scratch folders, a vault with a campaign, a running intake, a browser."""

import os
from types import SimpleNamespace

import pytest
from playwright.sync_api import sync_playwright

import unprotected as unprotected_page
from machines import EXIT, Intake, Vault

LANGUAGES = ["tg", "ru", "uz", "en"]


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


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests; each visit has a context of its own."""
    with sync_playwright() as playwright:
        # The sandbox needs privileges that containers do not give.
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("OVOZ_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(browser):
    """Makes pages like a survivor's browser; the exit's address is answered by the test."""
    contexts = []

    def open_page(scripts=True, width=360, **options):
        context = browser.new_context(
            java_script_enabled=scripts, ignore_https_errors=True,
            viewport={"width": width, "height": 640}, **options)
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.route(f"{EXIT}**", lambda route: route.fulfill(
            content_type="text/html", body="<!doctype html><title>Weather</title><p>Sunny"))
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
