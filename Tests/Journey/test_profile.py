# SPDX-License-Identifier: Apache-2.0
"""G3 on the device: after a visit, no word that was written stands in any file of the browser.

A visit ends in one of five ways. Each has words of its own, so that a finding says which way leaked.
In the same profile, at the same moments, a page without our protections is used in the same ways:
its words have to be found, or the search would prove nothing.
"""

import base64
import contextlib
import gzip
import time
import zlib

import pytest

import forensics
import visitor
from chromium import Chromium
from marionette import Firefox

# Invented; each more than seven letters, since the search looks for single words too.
OURS = {
    "exit": "Larkspurquern listened", "send": "Wickerlanternfold spoke",
    "close the tab": "Thimblewrenbrook waited", "leave by address": "Candlemothgrove whispered",
    "kill while typing": "Pebblefinchharbour remembered",
}
THEIRS = {
    "sent by GET": "Bramblewickhollow asked", "kill while typing": "Foxglovelantern answered",
}
# Browsers write tabs down some seconds after something changed.
UNTIL_WRITTEN = 6


def check(profile):
    found = forensics.places(profile, {("ours", name): words for name, words in OURS.items()}
                             | {("theirs", name): words for name, words in THEIRS.items()})
    ours = {name: files for (whose, name), files in found.items() if whose == "ours"}
    theirs = {name for whose, name in found if whose == "theirs"}
    assert theirs == set(THEIRS), f"the search finds too little: {found}"
    assert ours == {}


# Chromium


def write(page, server, words):
    page.goto(f"{server.address}?lang=en")
    visitor.come_in(page)
    page.fill(visitor.AT["words"], words)


def visit_in_chromium(chromium, server, unprotected):
    page = chromium.page()
    write(page, server, OURS["exit"])
    with contextlib.suppress(Exception):  # Nobody answers there.
        page.click(visitor.AT["exit"])
    page.wait_for_url(lambda address: not address.startswith(server.address))
    page = chromium.page()
    write(page, server, OURS["send"])
    page.click(visitor.AT["send"])
    visitor.thanks(page)
    page = chromium.page()
    write(page, server, OURS["leave by address"])
    page.goto("about:blank")
    page = chromium.page()
    write(page, server, OURS["close the tab"])
    page.close()
    page = chromium.page()
    page.goto(unprotected)
    page.fill("#a", THEIRS["sent by GET"])
    page.click("button")
    page = chromium.page()
    page.goto(unprotected)
    page.fill("#a", THEIRS["kill while typing"])
    page = chromium.page()
    write(page, server, OURS["kill while typing"])
    time.sleep(UNTIL_WRITTEN)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_chromium_keeps_no_word_however_the_visit_ends(
        scratch, shared_server, unprotected, driver, scripts):  # G3
    profile = scratch / "profile"
    started = Chromium(driver, profile, scripts=scripts)
    try:
        visit_in_chromium(started, shared_server, unprotected)
    finally:
        started.kill()
    check(profile)


def test_a_tab_that_chromium_brings_back_is_an_empty_form(scratch, shared_server, driver):  # G3
    profile = scratch / "profile"
    started = Chromium(driver, profile)
    try:
        write(started.page(), shared_server, OURS["kill while typing"])
        time.sleep(UNTIL_WRITTEN)
    finally:
        started.kill()
    started = Chromium(driver, profile)
    try:
        back = restored(started, shared_server)
        assert back == [""]
    finally:
        started.quit()
    assert forensics.places(profile, OURS) == {}


def restored(started, server):
    """What stands in the text box of each tab that shows our form again."""
    end, values = time.monotonic() + 15, []
    while time.monotonic() < end and not values:
        for page in started.context.pages:
            if page.url.startswith(server.address):
                page.wait_for_load_state()
                if page.locator(visitor.AT["words"]).count():
                    values.append(page.locator(visitor.AT["words"]).input_value())
        time.sleep(0.2)
    return values


# Firefox


def write_in_firefox(firefox, server, words):
    firefox.open(f"{server.address}?lang=en")
    if firefox.has(visitor.AT["every question"]):
        firefox.click(visitor.AT["every question"])
    firefox.type(visitor.AT["words"], words)


def visit_in_firefox(firefox, server, unprotected):
    write_in_firefox(firefox, server, OURS["exit"])
    with contextlib.suppress(AssertionError):  # Nobody answers there.
        firefox.click(visitor.AT["exit"])
    firefox.new_tab()
    write_in_firefox(firefox, server, OURS["send"])
    firefox.click(visitor.AT["send"])
    wait_until(lambda: visitor.texts("thanksHeading")["en"] in firefox.source
               and not firefox.has(visitor.AT["words"]))
    firefox.new_tab()
    write_in_firefox(firefox, server, OURS["leave by address"])
    firefox.open("about:blank")
    firefox.new_tab()
    write_in_firefox(firefox, server, OURS["close the tab"])
    firefox.close_tab()
    firefox.new_tab()
    firefox.open(unprotected)
    firefox.type("#a", THEIRS["sent by GET"])
    firefox.click("button")
    firefox.new_tab()
    firefox.open(unprotected)
    firefox.type("#a", THEIRS["kill while typing"])
    firefox.new_tab()
    write_in_firefox(firefox, server, OURS["kill while typing"])
    time.sleep(UNTIL_WRITTEN)


def wait_until(holds, seconds=20):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.1)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_firefox_keeps_no_word_however_the_visit_ends(
        scratch, shared_server, unprotected, scripts):  # G3
    profile = scratch / "profile"
    firefox = Firefox(profile, scripts)
    try:
        visit_in_firefox(firefox, shared_server, unprotected)
    finally:
        firefox.kill()
    check(profile)


# The search itself


@pytest.mark.parametrize("form", [
    str.encode, lambda text: text.encode("utf-16-le"), lambda text: text.encode("utf-16-be"),
    lambda text: gzip.compress(text.encode()), lambda text: zlib.compress(text.encode("utf-16-le")),
    lambda text: gzip.compress(text.encode())[:-6],
    lambda text: base64.b64encode(text.encode()), lambda text: base64.b64encode(b"a" + text.encode()),
    lambda text: base64.b64encode(b"ab" + text.encode("utf-16-le") + b"c"),
    lambda text: text.replace(" ", "%20").encode(),
    lambda text: b"mozLz40\0" + bytes(4) + b"\xf0\x1c" + (text + " " + "x" * 43)[:43].encode()])
def test_the_search_finds_words_in_each_packing(scratch, form):
    words = OURS["send"]
    (scratch / "file").write_bytes(b"\1\2 before " + form(words) + b" after \3")
    assert forensics.places(scratch, OURS) == {"send": ["file"]}


def test_lz4_copies_are_followed():
    # "abcdefgh", then 8 from 8 back, then "!" (one literal ends a block).
    assert forensics.from_lz4(b"\x84abcdefgh\x08\x00\x10!") == b"abcdefgh" * 2 + b"!"
