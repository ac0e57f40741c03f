# SPDX-License-Identifier: Apache-2.0
"""G13: each page as it looks while it is used, examined in each language, light and dark, narrow and enlarged."""

from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe

import visitor
from conftest import LANGUAGES
from gallery import SEEN, prepared, told

NARROW, TALL = 320, 640
# A window of 1280 x 1024 at 400 % (WCAG 2.2, 1.4.10).
ENLARGED = {"width": 320, "height": 256}


@pytest.fixture(scope="module")
def house(browser, tmp_path_factory):
    """A form with an answer and a help line, a closed one, and one tab for all that is looked at."""
    server, closed = prepared(tmp_path_factory.mktemp("access"), [*LANGUAGES, "prs"])
    # The policy of the pages would stop the examiner's own script.
    context = browser.new_context(
        ignore_https_errors=True, bypass_csp=True, viewport={"width": NARROW, "height": TALL})
    context.set_default_timeout(20_000)
    server.start()
    closed.start()
    yield SimpleNamespace(page=context.new_page(), server=server, closed=closed)
    context.close()
    server.kill()
    closed.kill()


def form_states(page, server, language):
    """The form in each state in which it waits for somebody."""
    page.goto(f"{server.address}?lang={language}")
    yield "safety"
    page.locator('label[for="way-all"]').click()
    for summary in page.locator("summary").all():
        summary.click()
    yield "form"
    visitor.send(page)
    assert page.locator("#q-change-fault").inner_text() == visitor.texts("missing")[language]
    yield "fault"
    page.fill("#q-change-text", visitor.SENTINELS.get(language, ("جواب ساختگی",))[0])
    visitor.send(page)
    visitor.thanks(page)
    yield "thanks"


def receipt_states(page, server, language):
    """The receipt that was just shown: mistyped, looked up, and taken back."""
    digits = visitor.receipt_on(page)
    page.goto(f"{server.address}receipt?lang={language}")
    yield "receipt"
    page.fill("#digits-in", digits[1:])
    told(page, language, "look", "lengthWrong")
    yield "receipt that is too short"
    page.fill("#digits-in", digits)
    told(page, language, "look", "stateKept")
    yield "looked up"
    page.check("#sure")
    told(page, language, "withdraw", "withdrawDone")
    yield "withdrawn"


def states(house, language):
    """Every page, each as a person comes to it."""
    page, server = house.page, house.server
    yield from form_states(page, server, language)
    yield from receipt_states(page, server, language)
    for name in ("help", "answer", "nothing"):
        page.goto(f"{server.address}{name}?lang={language}")
        yield name
    assert page.locator("h1").inner_text() == visitor.texts("notFoundHeading")[language]
    page.goto(f"{house.closed.address}?lang={language}")
    yield "closed"


def violations(page, rules=None):
    options = {"runOnly": rules} if rules else {}
    found = Axe().run(page, options=options).response["violations"]
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found]


def examined(page):
    """What is at fault on the page that is shown; between light and dark only colours differ."""
    page.emulate_media(color_scheme="light")
    faults = violations(page) + page.evaluate(SEEN)
    page.emulate_media(color_scheme="dark")
    faults += [("dark", fault) for fault in violations(page, ["color-contrast"])]
    page.set_viewport_size(ENLARGED)
    faults += [("enlarged", fault) for fault in page.evaluate(SEEN)]
    box = page.locator("#exit").bounding_box()
    if box["height"] > ENLARGED["height"] / 3:
        faults.append(("enlarged", "the exit leaves no room"))
    page.set_viewport_size({"width": NARROW, "height": TALL})
    return faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_accessible_in_every_state(house, language):  # G13
    found = {state: examined(house.page) for state in states(house, language)}
    assert len(found) == 12
    assert {state: faults for state, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_of_double_size_stay_on_a_narrow_phone(house, language):  # G13
    """A phone's own setting for large text (WCAG 2.2, 1.4.4), also at 320 px."""
    page, found = house.page, {}
    for state in form_states(page, house.server, language):
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        found[state] = page.evaluate(SEEN)
        if page.locator("#exit").bounding_box()["height"] > TALL / 4:
            found[state].append("the exit leaves no room")
        page.evaluate("document.documentElement.style.fontSize = ''")
    assert {state: faults for state, faults in found.items() if faults} == {}


def test_from_right_to_left_nothing_breaks_and_digits_keep_their_order(house):
    page, found = house.page, {}
    # Groups of digits change places where words run from right to left, but on the paper they do not.
    turned = "all => all.filter(one => getComputedStyle(one).direction === 'rtl').map(one => one.id)"
    for state in states(house, "prs"):
        # A closed form has no list of languages.
        assert page.evaluate("document.documentElement.dir") == "rtl" or state == "closed"
        found[state] = page.evaluate(SEEN) + page.locator(
            "#digits, #digits-in, #slip").evaluate_all(turned)
    assert {state: faults for state, faults in found.items() if faults} == {}


def test_the_examiner_sees_what_is_wrong(house):
    page = house.page
    page.goto(f"{house.server.address}help?lang=en")
    page.evaluate("""document.getElementById('main').insertAdjacentHTML('beforeend',
        '<p style="color:#888;background:#999">pale</p><div style="width:400px">wide</div>' +
        '<button style="min-height:0;height:20px;width:60px;padding:0">low</button>')""")
    faults = str(examined(page))
    for fault in ("color-contrast", "('dark', ('color-contrast'", "scrolls sideways",
                  "button of 20 px: low", "('enlarged', 'scrolls sideways')"):
        assert fault in faults, fault
