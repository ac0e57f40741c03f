# SPDX-License-Identifier: Apache-2.0
"""G3 for who uses the device next: one entry in the history, and nothing behind Back or Forward.

Chromium is started as a person starts it, since Playwright's own has no back-forward cache. A
duplicated tab and a closed one that is opened again take the very state that Back takes: the page
state of the history entry. What stands in a page without our protections comes back in each case,
so that the tests can fail.
"""

import pytest
from playwright.sync_api import Error

import unprotected as unprotected_page
import visitor
from chromium import Chromium
from conftest import LANGUAGES
from machines import EXIT
from marionette import Firefox
from visitor import AT

WORDS = "Larkspurquern listened first."
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
STORED = """async () => [
  localStorage.length, sessionStorage.length, document.cookie,
  ...(await caches.keys()), ...(await indexedDB.databases()).map(one => one.name),
  ...(await navigator.serviceWorker.getRegistrations()).map(one => one.scope)]"""


@pytest.fixture(scope="module")
def chromium(driver, shared_server, tmp_path_factory):
    """Chromium, for which the exit leads to a page of ours, with the intake's certificate."""
    with unprotected_page.served(shared_server.folder) as elsewhere:
        started = Chromium(driver, tmp_path_factory.mktemp("history") / "profile",
                           exit_port=elsewhere.rstrip("/").rpartition(":")[2])
        yield started
        started.kill()


@pytest.fixture
def person(chromium):
    """Tabs of one person; closed at the end."""
    pages = []

    def open_tab(scripts=True):
        chromium.scripts = scripts
        pages.append(chromium.page())
        return pages[-1]

    yield open_tab
    for page in pages:
        page.close()


def write(page, server, language="en"):
    page.goto(f"{server.address}?lang={language}")
    visitor.come_in(page)
    page.fill(AT["words"], WORDS)


def entries(page):
    return page.evaluate("history.length")


def back(page, steps=-1):
    """A page that comes from the back-forward cache loads nothing: only the arrival is waited for."""
    (page.go_back if steps < 0 else page.go_forward)(wait_until="commit", timeout=10_000)
    page.wait_for_timeout(500)


def words_in(page):
    """Whether the words are anywhere in the page: shown, or standing in a field."""
    held = page.evaluate(
        "[document.documentElement.outerHTML, ...[...document.querySelectorAll('input,textarea')]"
        ".map(field => field.value)].join('\\n')")
    return WORDS in held


# One entry


def test_a_whole_visit_is_one_entry_and_back_leads_away(person, shared_server):  # G3
    page = person()
    page.goto("about:blank#before")
    page.goto(f"{shared_server.address}?lang={LANGUAGES[0]}")
    begun = entries(page)
    for language in LANGUAGES[1:]:
        visitor.change_language(page, language)
        page.wait_for_url(f"**lang={language}*")
        page.locator(f'html[lang="{language}"]').wait_for()
        assert entries(page) == begun
    visitor.come_in(page)
    visitor.fill(page, LANGUAGES[-1])
    # Jumps within the page: to the text, to the end.
    page.eval_on_selector_all('a[href^="#"]', "links => links.forEach(link => link.click())")
    assert entries(page) == begun
    visitor.send(page)
    assert visitor.thanks(page) == visitor.texts("thanksHeading")[LANGUAGES[-1]]
    assert entries(page) == begun
    back(page)
    assert page.url == "about:blank#before"


def test_links_to_other_pages_of_ours_make_no_entry(person, shared_server):  # G3
    page = person()
    page.goto(f"{shared_server.address}?lang=en")
    begun = entries(page)
    paths = page.eval_on_selector_all(
        'main a[href^="/"]', "links => links.map(link => link.getAttribute('href'))")
    paths = [path for path in paths if not path.startswith("/exit")]
    if not paths:
        pytest.skip("this page has no links to other pages yet")
    for path in paths:
        page.goto("about:blank")
        page.goto(f"{shared_server.address}?lang=en")
        begun = entries(page)
        page.evaluate("path => document.querySelector(`main a[href='${path}']`).click()", path)
        page.wait_for_url(f"**{path}")
        assert entries(page) == begun, path


# Nothing behind Back and Forward



@SCRIPTS
def test_back_and_forward_find_an_empty_form(person, shared_server, unprotected, scripts):  # G3
    page = person(scripts)
    page.goto(unprotected)
    page.fill("#a", WORDS)
    write(page, shared_server)
    page.goto(f"{unprotected}after")
    back(page)
    assert page.url.startswith(shared_server.address)
    page.locator(AT["words"]).wait_for(state="attached")
    assert not words_in(page)
    back(page)
    # The page without protections kept them: Back does bring words back.
    assert words_in(page)
    back(page, 1)
    page.locator(AT["words"]).wait_for(state="attached")
    assert not words_in(page)


@SCRIPTS
def test_reloading_finds_an_empty_form(person, shared_server, unprotected, scripts):  # G3
    page = person(scripts)
    write(page, shared_server)
    page.reload()
    page.locator(AT["words"]).wait_for(state="attached")
    assert not words_in(page)


@SCRIPTS
def test_after_the_exit_back_does_not_show_the_words(person, shared_server, scripts):  # G3
    page = person(scripts)
    page.goto("about:blank#before")
    write(page, shared_server)
    page.click(AT["exit"])
    page.wait_for_url(EXIT)
    back(page)
    if scripts:
        assert page.url == "about:blank#before"
    assert not words_in(page)
    back(page)
    assert not words_in(page)


@SCRIPTS
def test_after_sending_back_does_not_show_the_words(person, shared_server, scripts):  # G3
    page = person(scripts)
    page.goto("about:blank#before")
    write(page, shared_server)
    visitor.send(page)
    visitor.thanks(page)
    assert not words_in(page)
    back(page)
    if scripts:
        assert page.url == "about:blank#before"
    assert not words_in(page)


@SCRIPTS
def test_the_receipt_does_not_come_back_after_leaving(person, shared_server, scripts):  # G3
    page = person(scripts)
    write(page, shared_server)
    visitor.choose_receipt(page, True)
    visitor.send(page)
    visitor.thanks(page)
    digits = visitor.receipt_on(page)
    if digits is None:
        pytest.skip("this page shows no receipt yet")
    page.click(AT["exit"])
    page.wait_for_url(EXIT)
    try:
        back(page)
    except Error as error:
        # Without scripts the browser asks first whether to send again, and shows nothing.
        assert not scripts and "ERR_CACHE_MISS" in error.message
    # The browser may put a page of its own in place of ours a moment later.
    page.wait_for_timeout(1_000)
    page.wait_for_load_state()
    assert visitor.receipt_in(page.evaluate("document.documentElement.innerText")) is None


# The next person


@SCRIPTS
def test_who_comes_next_finds_nothing(person, shared_server, scripts):  # G3
    first = person(scripts)
    write(first, shared_server)
    visitor.send(first)
    visitor.thanks(first)
    first.goto("about:blank")
    page = person()
    page.goto(f"{shared_server.address}?lang=en")
    assert not words_in(page)
    assert page.evaluate(STORED) == [0, 0, ""]
    assert page.context.cookies() == []


def test_firefox_back_finds_an_empty_form(scratch, shared_server, unprotected):  # G3
    firefox = Firefox(scratch / "profile")
    try:
        firefox.open(unprotected)
        firefox.type("#a", WORDS)
        firefox.open(f"{shared_server.address}?lang=en")
        if firefox.has(AT["every question"]):
            firefox.click(AT["every question"])
        firefox.type(AT["words"], WORDS)
        firefox.open(f"{unprotected}after")
        firefox.back()
        assert firefox.address.startswith(shared_server.address)
        assert firefox.value(AT["words"]) == ""
        firefox.back()
        assert WORDS in firefox.value("#a")
    finally:
        firefox.kill()
