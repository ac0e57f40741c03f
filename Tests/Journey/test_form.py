# SPDX-License-Identifier: Apache-2.0
"""The form as a visitor meets it: what it loads, how it looks, and how one leaves it."""

import contextlib
import gzip
import os
import re
import shutil
import signal

import pytest
from axe_playwright_python.sync_playwright import Axe

import receipts
import sealing
import visitor
from conftest import LANGUAGES
from machines import CONFIG, EXIT, hand_over, result
from sending import submission
from visitor import Wire

EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
MOST_COMPRESSED, MOST_RAW, NARROW = 14_800, 47_500, 320
# What nobody who looks over a shoulder may read in the tab.
TELLING = ["traffick", "victim", "surviv", "testimon", "торгов", "жертв", "пострадав", "свидетел",
           "савдо", "қурбон", "зарардида", "шоҳид", "odam savdosi", "qurbon", "jabr", "guvoh"]


def failures_of(page):
    """What the browser complains about: errors of scripts, and what the policy stopped."""
    failures = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda message: failures.append(message.text)
            if message.type in ("error", "warning") else None)
    page.on("requestfailed", lambda request: failures.append(request.url))
    return failures


def status(page):
    return page.locator("#status").inner_text()


def wait_for_status(page, name, language="en"):
    """Until it is said; after a lost reply the receipt stands below."""
    wanted = visitor.texts(name)[language]
    page.wait_for_function(
        "wanted => document.getElementById('status').textContent.startsWith(wanted)", arg=wanted)


# Loading


@EVERY_LANGUAGE
@SCRIPTS
def test_the_first_visit_is_one_request_and_leaves_nothing(
        visit, shared_server, language, scripts):  # G3 G13
    page = visit(scripts)
    wire, failures = Wire(page), failures_of(page)
    reply = page.goto(f"{shared_server.address}?lang={language}", wait_until="networkidle")
    assert wire.addresses == [f"{shared_server.address}?lang={language}"]
    assert failures == []
    headers = reply.all_headers()
    assert "set-cookie" not in headers and "server" not in headers
    assert headers["cache-control"] == "no-store"
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.locator("html").get_attribute("lang") == language


@EVERY_LANGUAGE
def test_the_page_stays_within_its_bytes(shared_server, language):  # G13
    path = f"/?lang={language}"
    _, headers, packed = shared_server.get(path, {"Accept-Encoding": "gzip"})
    _, plain_headers, raw = shared_server.get(path)
    print(f"\n{language}: {len(packed):>6} of {MOST_COMPRESSED} compressed, "
          f"{len(raw):>6} of {MOST_RAW} raw")
    assert headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain_headers
    assert len(gzip.decompress(packed)) == len(raw)
    assert len(packed) <= MOST_COMPRESSED and len(raw) <= MOST_RAW


@EVERY_LANGUAGE
def test_the_title_tells_nothing(visit, shared_server, closed_server, language):  # G13
    for server in (shared_server, closed_server):
        page = visit()
        page.goto(f"{server.address}?lang={language}")
        assert page.title() == visitor.texts("title")[language]
        assert not [word for word in TELLING if word in page.title().lower()]


# Looking


@EVERY_LANGUAGE
@SCRIPTS
def test_nothing_scrolls_sideways_on_a_narrow_phone(
        visit, shared_server, closed_server, language, scripts):  # G13
    page = visit(scripts, width=NARROW)
    visitor.enter(page, shared_server, language)
    # Each part that opens may be too wide as well.
    for summary in page.locator("summary").all():
        summary.click()
    assert widest(page) <= NARROW
    page.fill("#q-change-text", "Invented " + "unbroken" * 30)
    visitor.send(page)
    visitor.thanks(page)
    assert widest(page) <= NARROW
    page.goto(f"{closed_server.address}?lang={language}")
    assert widest(page) <= NARROW


def widest(page):
    return page.evaluate("document.documentElement.scrollWidth")


@SCHEMES
def test_axe_finds_nothing_on_the_page_as_it_looks_without_scripts(
        visit, shared_server, scheme):  # G13
    # With scripts: test_access.py. The examiner is a script itself: without them the page only lacks one class.
    page = visit(color_scheme=scheme, bypass_csp=True)
    visitor.enter(page, shared_server, "tg")
    page.evaluate("document.documentElement.classList.remove('js')")
    page.evaluate("document.getElementById('safety').open = true")
    assert page.locator("p.plain").is_visible()
    assert violations(page) == []


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found]


# Leaving


def test_the_exit_replaces_the_page_and_back_does_not_return(visit, shared_server):
    page = visit()
    visitor.enter(page, shared_server, "tg")
    page.fill("#q-change-text", visitor.SENTINELS["tg"][0])
    entries = page.evaluate("history.length")
    page.locator("#exit").click()
    page.wait_for_url(EXIT)
    assert page.evaluate("history.length") == entries
    page.go_back()
    assert not page.url.startswith(shared_server.address)


def test_the_exit_wipes_the_page_before_the_other_one_comes(visit, shared_server):
    page = visit()
    visitor.enter(page, shared_server, "tg")
    page.fill("#q-change-text", visitor.SENTINELS["tg"][0])
    left = page.evaluate(
        "document.getElementById('exit').click(), document.body.textContent + document.title")
    assert left == "…"


@contextlib.contextmanager
def silent(server):
    """The server takes connections and answers nothing, as at the end of a bad line."""
    os.kill(server.server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.server.pid, signal.SIGCONT)


def test_the_exit_does_not_wait_for_our_server(visit, server):
    page = visit()
    visitor.enter(page, server, "tg")
    page.fill("#q-change-text", visitor.SENTINELS["tg"][0])
    with silent(server):
        page.locator("#exit").click()
        page.wait_for_url(EXIT)


def test_the_exit_clears_what_the_browser_keeps_beside_the_way_out(visit, shared_server):  # G3
    page = visit()
    page.goto(f"{shared_server.address}?lang=tg")
    page.context.add_cookies([{"name": "invented", "value": "1", "url": shared_server.address}])
    page.locator("#exit").click()
    page.wait_for_url(EXIT)
    for _ in range(50):
        if not page.context.cookies():
            break
        page.wait_for_timeout(100)
    assert page.context.cookies() == []


def test_shift_three_times_leaves_and_writing_capitals_does_not(visit, shared_server):
    page = visit()
    visitor.enter(page, shared_server, "tg")
    page.focus("#q-change-text")
    for _ in range(4):
        page.keyboard.press("Alt+Shift")
    page.keyboard.press("Shift+A")
    page.keyboard.press("Shift+B")
    page.keyboard.press("Shift+C")
    assert page.locator("#form").count() == 1
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(EXIT)
    page.go_back()
    assert not page.url.startswith(shared_server.address)


def test_shift_with_the_mouse_marks_words_and_does_not_leave(visit, shared_server):
    page = visit()
    visitor.enter(page, shared_server, "tg")
    for turn in (lambda: page.mouse.click(100, 300), lambda: page.mouse.wheel(0, 40)):
        for _ in range(4):
            page.keyboard.down("Shift")
            turn()
            # A wheel's event comes later than the call.
            page.wait_for_timeout(100)
            page.keyboard.up("Shift")
    assert page.locator("#form").count() == 1
    assert page.url.startswith(shared_server.address)


def filled_by(page, how):
    if how == "words":
        page.fill("#q-change-text", "Invented.")
    elif how == "choice":
        page.check('input[name="help.legal"][value="missed"]')
    elif how == "permission":
        page.locator("#q-change details summary").click()
        page.select_option('select[name="permission.change"]', "3")
    else:
        page.locator("details:has(#slip) summary").click()
        page.fill("#slip", "1234")


@pytest.mark.parametrize("how", ["words", "choice", "permission", "slip"])
@pytest.mark.parametrize("link", ['nav a[lang="ru"]', 'nav a[href^="/help"]'])
def test_a_link_takes_the_words_away_only_at_the_second_touch(visit, shared_server, how, link):
    page = visit()
    visitor.enter(page, shared_server, "en")
    filled_by(page, how)
    page.locator("#safety summary").click()
    page.locator(link).click()
    assert page.locator("#loss").inner_text() == visitor.texts("loss")["en"]
    assert page.locator("#loss").get_attribute("role") == "alert"
    # Who goes on writing is told again.
    page.locator("#q-change-text").press_sequentially("a")
    assert page.locator("#loss").count() == 0
    page.locator(link).click()
    assert page.locator("#loss").count() == 1 and page.locator("#form").count() == 1
    page.locator(link).click()
    page.wait_for_url("**lang=ru" if "ru" in link else "**/help?lang=en")


def test_a_form_in_which_nothing_is_written_lets_go_at_once(visit, shared_server):
    page = visit()
    visitor.enter(page, shared_server, "en")
    page.locator("#safety summary").click()
    page.locator('nav a[lang="ru"]').click()
    page.wait_for_url("**lang=ru")


def test_a_slip_that_came_with_the_address_is_nothing_that_was_written(visit, shared_server):
    page = visit()
    page.goto(f"{shared_server.address}?lang=en#slip=1234")
    assert page.input_value("#slip") == "1234"
    page.locator('nav a[lang="ru"]').click()
    page.wait_for_url("**lang=ru")
    assert page.input_value("#slip") == "1234"


def test_a_link_takes_what_the_server_filled_in_again_only_at_the_second_touch(visit, shared_server):
    """Sent by an old browser, and shown again by one whose script runs."""
    page = visit()
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})")
    visitor.enter(page, shared_server, "en")
    page.check('input[name="help.legal"][value="missed"]')
    page.fill("#q-change-text", "   ")
    page.evaluate("document.getElementById('form').noValidate = true")
    visitor.send(page)
    wait_for_status(page, "plainWarning")
    visitor.send(page)
    page.get_by_role("alert").wait_for()
    page.fill("#q-change-text", "")
    page.locator("#safety summary").click()
    page.locator('nav a[lang="ru"]').click()
    assert page.locator("#loss").inner_text() == visitor.texts("loss")["en"]


@SCRIPTS
def test_the_exit_is_a_link_within_reach_on_every_page(
        visit, shared_server, closed_server, scripts):
    for server in (shared_server, closed_server):
        page = visit(scripts, width=NARROW)
        page.goto(f"{server.address}?lang=ru")
        box = page.locator("#exit").bounding_box()
        assert box["height"] >= 44 and box["y"] + box["height"] <= 640
        assert box["x"] >= 0 and box["x"] + box["width"] <= NARROW
        page.locator("#exit").click()
        page.wait_for_url(EXIT)


def test_the_exit_tells_the_other_page_nothing(visit, shared_server):  # G3
    page = visit(scripts=False)
    page.goto(f"{shared_server.address}?lang=ru")
    with page.expect_request(f"{EXIT}**") as left:
        page.locator("#exit").click()
    assert "referer" not in left.value.all_headers()


# Sending


def test_a_failed_sending_keeps_the_words_and_the_next_one_stores_once(
        visit, server, vault):  # G5
    page = visit()
    visitor.enter(page, server, "en")
    visitor.fill(page, "en")
    server.stop()
    visitor.send(page)
    wait_for_status(page, "failed")
    assert page.input_value("#q-change-text") == visitor.SENTINELS["en"][0]
    assert page.is_checked('input[name="help.legal"][value="missed"]')
    server.start()
    visitor.send(page)
    visitor.thanks(page)
    server.stop()
    hand_over(server, vault)
    assert len(vault.list()) == 1


class LostReply:
    """The first sending arrives, and its reply does not; what follows goes through."""

    def __init__(self, page, server):
        self.server, self.arrived = server, []
        page.route(server.address, self.handle)

    def handle(self, route):
        if self.arrived or route.request.method != "POST":
            return route.continue_()
        reply = self.server.ask("POST", "/", route.request.post_data_buffer,
                                {"Content-Type": "application/octet-stream"})
        self.arrived.append(reply[2].split()[0])
        return route.abort()


def send_twice(page, server, before, after):
    """Sends, loses the reply, changes the words, sends again; gives the token of the receipt that is shown."""
    lost = LostReply(page, server)
    page.fill("#q-change-text", before)
    visitor.send(page)
    wait_for_status(page, "failed")
    assert lost.arrived == [b"accepted"]
    page.fill("#q-change-text", after)
    visitor.send(page)
    visitor.thanks(page)
    digits = re.sub(r"\D", "", page.locator("#digits").inner_text())
    return receipts.token_of(digits, server.campaign())


def test_an_answer_whose_reply_was_lost_is_stored_once(visit, server, vault):  # G5
    page = visit()
    visitor.enter(page, server, "en")
    words = visitor.SENTINELS["en"][0]
    send_twice(page, server, words, words)
    server.stop()
    hand_over(server, vault)
    assert len(vault.list()) == 1


def test_what_was_changed_after_a_lost_reply_stands_once_and_can_be_taken_back(
        visit, server, vault):  # G5 G6
    page = visit()
    visitor.enter(page, server, "en")
    token = send_twice(page, server, "Invented, the first words.", "Invented, and one word more.")
    assert page.locator("#old").count() == 0
    assert receipts.state_of(server, token) == "kept"
    server.stop()
    hand_over(server, vault)
    listed = [line for line in vault.list() if line["opens"]]
    assert len(listed) == 1
    assert "and one word more." in vault.read(listed[0]["id"])


def lose_a_reply(page, server):
    """Sends words that arrive, and whose reply does not."""
    visitor.enter(page, server, "en")
    page.fill("#q-change-text", visitor.SENTINELS["en"][0])
    lost = LostReply(page, server)
    visitor.send(page)
    wait_for_status(page, "failed")
    assert lost.arrived == [b"accepted"]


def token_shown(page, server):
    digits = re.sub(r"\D", "", page.locator("#digits").inner_text())
    return receipts.token_of(digits, server.campaign())


def test_what_arrived_before_the_server_was_full_is_acknowledged(visit, server):  # G5
    page = visit()
    lose_a_reply(page, server)
    server.stop()
    server.set("leastFreeMegabytes", 1_000_000)
    server.start()
    assert server.get("/")[0] == 503
    visitor.send(page)
    assert visitor.thanks(page) == visitor.texts("thanksHeading")["en"]
    assert receipts.state_of(server, token_shown(page, server)) == "kept"


def test_what_is_missing_does_not_take_away_what_was_said_before(visit, server):  # G6
    """The receipt of what may have arrived is on the page alone."""
    page = visit()
    lose_a_reply(page, server)
    said = status(page)
    assert page.locator("#digits").count() == 1
    page.fill("#q-change-text", "")
    visitor.send(page)
    assert page.locator("#q-change-fault").inner_text() == visitor.texts("missing")["en"]
    assert status(page) == said and page.locator("#digits").count() == 1


def test_without_scripts_a_full_server_tells_what_arrived_from_what_did_not(server):  # G5
    bodies = [f"record={sign * 32}&lang=en&change.text=invented&permission=1".encode() for sign in "ab"]
    assert plainly(server, bodies[0])[0] == 203
    server.stop()
    server.set("leastFreeMegabytes", 1_000_000)
    server.start()
    # Sealed by another start of the server: it knows that the page's answer arrived, and no receipt of it.
    status, page = plainly(server, bodies[0])
    assert status == 409 and visitor.texts("alreadySentHeading")["en"] in page
    status, page = plainly(server, bodies[1])
    told = " ".join(visitor.texts(name)["en"] for name in ("full", "unsent", "wordsBelow"))
    assert status == 503 and told in page and ">\ninvented</textarea>" in page


def plainly(server, body):
    """Sends a form without its script; gives status and page."""
    reply = server.post(body, "application/x-www-form-urlencoded")
    return reply[0], reply[2].decode()


def test_after_a_lost_reply_a_closed_form_does_not_say_that_nothing_was_sent(
        visit, server):  # G5 G6
    page = visit()
    lose_a_reply(page, server)
    server.stop()
    campaign = (server.folder / "campaign.json").read_bytes()
    (server.folder / "campaign.json").unlink()
    server.start()
    visitor.send(page)
    page.locator("#digits").wait_for()
    # The reason stands beside it.
    told = " ".join(visitor.texts(name)["en"] for name in ("closedShort", "unsure"))
    assert status(page).startswith(told)
    assert visitor.texts("unsent")["en"] not in status(page)
    assert page.input_value("#q-change-text") == visitor.SENTINELS["en"][0]
    server.stop()
    (server.folder / "campaign.json").write_bytes(campaign)
    server.start()
    token = token_shown(page, server)
    receipts.withdraw(server, token)
    assert receipts.state_of(server, token) == "withdrawn"


def slips_of(intake, count):
    """The digits of fresh slips."""
    shutil.copy(CONFIG / "slips.yaml", intake.folder)
    result(intake.command(
        "slips", "--count", count, "--url", "https://form.example", "--out", "slips.html"))
    shown = re.findall(r'<p class="digits">(.*?)</p>', (intake.folder / "slips.html").read_text(), re.S)
    return [re.sub(r"<[^>]+>|\s", "", digits) for digits in shown]


def test_where_the_slip_was_spent_on_it_the_first_sending_stands(visit, intake, vault):  # G5 G6
    (digits,) = slips_of(intake, 1)
    intake.set("slips", "required")
    intake.start()
    page = visit()
    visitor.enter(page, intake, "en")
    page.locator("details:has(#slip) summary").click()
    page.fill("#slip", digits)
    token = send_twice(page, intake, "Invented, the first words.", "Invented, and one word more.")
    assert page.locator("#old").inner_text() == visitor.texts("thanksOld")["en"]
    assert receipts.state_of(intake, token) == "kept"
    intake.stop()
    hand_over(intake, vault)
    assert [line["opens"] for line in vault.list()] == [True]


def test_a_slip_that_was_changed_too_does_not_bring_back_the_first_words(visit, intake, vault):  # G5
    """The first sending never arrived; the second slip was used by somebody else."""
    good, used = slips_of(intake, 2)
    intake.set("slips", "required")
    intake.start()
    sealed = sealing.seal(intake.campaign(), {
        "language": "en", "permissions": 1, "answers": {"change": {"text": "Somebody else's."}}})
    assert intake.post(submission(sealed, slip=receipts.slip_of(used)), kind="")[2].split()[0] == b"accepted"
    page = visit()
    visitor.enter(page, intake, "en")
    page.locator("details:has(#slip) summary").click()
    page.fill("#slip", good)
    page.fill("#q-change-text", "Invented, the first words.")
    page.route(intake.address, lambda route: route.abort())
    visitor.send(page)
    wait_for_status(page, "failed")
    page.unroute(intake.address)
    page.fill("#q-change-text", "Invented, and one word more.")
    page.fill("#slip", used)
    visitor.send(page)
    wait_for_status(page, "slipUnknown")
    page.fill("#slip", good)
    visitor.send(page)
    visitor.thanks(page)
    assert page.locator("#old").count() == 0
    intake.stop()
    hand_over(intake, vault)
    texts = [vault.read(line["id"]) for line in vault.list() if line["opens"]]
    assert len(texts) == 2 and sum("and one word more." in text for text in texts) == 1


@SCRIPTS
def test_pressing_twice_stores_once(visit, server, vault, scripts):  # G5
    page = visit(scripts)
    visitor.enter(page, server, "ru")
    page.fill("#q-change-text", visitor.SENTINELS["ru"][0])
    page.locator("#send").dblclick()
    visitor.thanks(page)
    server.stop()
    hand_over(server, vault)
    assert len(vault.list()) == 1


def test_a_form_of_the_script_that_was_sent_without_it_can_go_twice(visit, server, vault):  # G5
    pages = [visit(scripts=False), visit(scripts=False)]
    pages[0].goto(f"{server.address}?lang=ru")
    # The same page, kept by a phone that loads nothing again: the same record id.
    record = pages[0].input_value("input[name=record]")
    body = f"record={record}&lang=ru&change.text=invented&permission=1".encode()
    replies = [server.post(body, "application/x-www-form-urlencoded") for _ in range(2)]
    assert [reply[0] for reply in replies] == [203, 203]
    assert replies[0][2] == replies[1][2]
    other = server.post(body.replace(b"invented", b"changed"), "application/x-www-form-urlencoded")
    assert other[0] == 409
    server.stop()
    hand_over(server, vault)
    assert len(vault.list()) == 1


def test_the_keyboard_is_enough(visit, server, vault):  # G13
    page = visit()
    visitor.enter(page, server, "en")
    tab_to(page, "document.activeElement.id === 'q-change-text'")
    page.keyboard.type(visitor.SENTINELS["en"][0])
    tab_to(page, "document.activeElement.id === 'send'")
    page.keyboard.press("Enter")
    assert visitor.thanks(page) == visitor.texts("thanksHeading")["en"]
    # A screen reader starts to read where the focus is.
    assert page.evaluate("document.activeElement.tagName") == "H1"
    server.stop()
    hand_over(server, vault)
    (line,) = vault.list()
    assert visitor.SENTINELS["en"][0] in vault.read(line["id"])


def test_enter_on_a_mark_or_a_number_sends_nothing(visit, shared_server):  # G7
    page = visit()
    wire = Wire(page)
    page.goto(f"{shared_server.address}?lang=en")
    page.focus("#way-all")
    page.keyboard.press("Enter")
    page.locator("#q-change-text").wait_for(state="visible")
    page.fill("#q-change-text", "Invented.")
    for mark in ('[name="permission"][value="0"]', '[name="help.legal"][value="missed"]', '[name="keep"]'):
        page.focus(f"input{mark}")
        page.keyboard.press("Enter")
        assert page.is_checked(f"input{mark}"), mark
    page.locator("#slip-label").click()
    page.focus("#slip")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    assert wire.bodies == [] and status(page) == ""
    page.focus("#q-change-text")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    assert page.input_value("#q-change-text") == "Invented.\n"


def tab_to(page, condition, most=150):
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(condition):
            return
        assert page.evaluate(IS_HIDDEN) is False, "the focus is under the exit"
    raise AssertionError("the keyboard does not get there")


# A text box is taller than the strip beside the exit; it counts as seen when its top is.
IS_HIDDEN = """() => {
  const focus = document.activeElement, box = focus.getBoundingClientRect();
  const exit = document.getElementById('exit').getBoundingClientRect();
  if (focus.id === 'exit' || focus === document.body) return false;
  return focus.tagName === 'TEXTAREA' ? box.top >= exit.top : box.bottom > exit.top + 1;
}"""


def test_an_old_browser_is_warned_first_and_sends_plainly_then(visit, server, vault):  # G2
    page = visit()
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})")
    wire = Wire(page)
    visitor.enter(page, server, "uz")
    assert page.evaluate("crypto.subtle === undefined")
    page.locator("#safety summary").click()
    assert page.locator("p.plain").is_visible()
    page.fill("#q-change-text", visitor.SENTINELS["uz"][0])
    visitor.send(page)
    wait_for_status(page, "plainWarning", "uz")
    assert wire.bodies == []
    visitor.send(page)
    assert visitor.thanks(page) == visitor.texts("thanksHeading")["uz"]
    server.stop()
    hand_over(server, vault)
    assert [line["sealedBy"] for line in vault.list()] == ["server"]


def test_the_notice_of_plain_sending_is_seen_only_where_it_is_true(visit, shared_server):  # G2
    for scripts in (True, False):
        page = visit(scripts)
        page.goto(f"{shared_server.address}?lang=en")
        assert page.locator("p.plain").is_visible() is not scripts
        page.locator('label[for="way-all"]').click()
        notice = page.locator("p.plain").bounding_box()
        assert scripts or notice["y"] < page.locator("fieldset").first.bounding_box()["y"]


@EVERY_LANGUAGE
@SCRIPTS
def test_what_is_not_protected_is_said_before_the_first_question(
        visit, shared_server, language, scripts):
    page = visit(scripts)
    page.goto(f"{shared_server.address}?lang={language}")
    names = ("Heading", "Device", "Network", "Words", "Readers", "Page")
    for name in [f"unprotected{name}" for name in names] + ["thanksPublished"]:
        said = page.locator("#safety").get_by_text(visitor.texts(name)[language], exact=True)
        assert said.is_visible(), name
        assert said.evaluate(
            "e => !!(e.compareDocumentPosition(document.getElementById('form')) & 4)"), name


def test_a_form_that_closed_meanwhile_says_so_and_takes_nothing(visit, server, vault):  # G11
    page = visit()
    visitor.enter(page, server, "en")
    page.fill("#q-change-text", visitor.SENTINELS["en"][0])
    server.stop()
    campaign = (server.folder / "campaign.json").read_bytes()
    (server.folder / "campaign.json").unlink()
    server.start()
    visitor.send(page)
    wait_for_status(page, "closedShort")
    assert page.input_value("#q-change-text") == visitor.SENTINELS["en"][0]
    server.stop()
    (server.folder / "campaign.json").write_bytes(campaign)
    hand_over(server, vault)
    assert vault.list() == []


@EVERY_LANGUAGE
def test_an_unanswered_first_question_is_told_beside_it(visit, shared_server, language):  # G13
    page = visit()
    wire = Wire(page)
    visitor.enter(page, shared_server, language)
    visitor.send(page)
    assert page.locator("#q-change-fault").inner_text() == visitor.texts("missing")[language]
    assert page.evaluate("document.activeElement.id") == "q-change-text"
    plain = visit(scripts=False)
    visitor.enter(plain, shared_server, language)
    plain.fill("#q-change-text", "   ")
    visitor.send(plain)
    assert visitor.texts("missing")[language] in plain.locator("main").inner_text()
    assert plain.locator("#q-change-text").count() == 1
    assert wire.bodies == []


@pytest.mark.parametrize("text", ["\u200b\u200b", "\u0001\u0002", " \u00ad\n"])
def test_signs_that_nobody_sees_are_no_answer(visit, shared_server, text):
    page = visit()
    wire = Wire(page)
    visitor.enter(page, shared_server, "en")
    page.evaluate("text => { document.getElementById('q-change-text').value = text; }", text)
    visitor.send(page)
    assert page.locator("#q-change-fault").inner_text() == visitor.texts("missing")["en"]
    assert wire.bodies == []


def test_without_scripts_the_notice_leads_to_the_field(visit, shared_server):  # G13
    page = visit(scripts=False)
    visitor.enter(page, shared_server, "ru")
    page.fill("#q-change-text", "   ")
    visitor.send(page)
    link = page.get_by_role("alert").get_by_role("link")
    assert visitor.texts("missing")["ru"] in link.inner_text()
    link.click()
    page.wait_for_url("**#q-change-text")
    page.keyboard.type("Invented.")
    assert "Invented." in page.input_value("#q-change-text")


def test_without_scripts_the_notice_leads_to_choices_too(visit, shared_server):  # G13
    page = visit(scripts=False)
    visitor.enter(page, shared_server, "en")
    page.fill("#q-change-text", "Invented.")
    for box in page.locator('input[name="most"]').all()[:4]:
        box.check()
    visitor.send(page)
    link = page.get_by_role("alert").get_by_role("link")
    assert visitor.texts("tooMany")["en"] in link.inner_text()
    link.click()
    page.wait_for_url("**#q-most")
    assert page.locator("#q-most:focus").count() == 1
    # The next thing in reach is the question's own.
    page.keyboard.press("Tab")
    assert page.locator("#q-most :focus").count() == 1


def test_a_text_up_to_its_last_byte_arrives_and_one_byte_more_does_not(visit, server, vault):
    limit = server.campaign().form["questions"][0]["textLimit"]
    page = visit()
    visitor.enter(page, server, "ru")
    page.fill("#q-change-text", "я" * (limit // 2) + "!")
    visitor.send(page)
    assert page.locator("#q-change-fault").inner_text() == visitor.texts("tooLong")["ru"]
    page.fill("#q-change-text", "я" * (limit // 2))
    visitor.send(page)
    visitor.thanks(page)
    server.stop()
    hand_over(server, vault)
    (line,) = vault.list()
    assert "я" * (limit // 2) in vault.read(line["id"])


def test_a_fault_goes_as_soon_as_it_is_mended(visit, shared_server):  # G13
    page = visit()
    visitor.enter(page, shared_server, "en")
    visitor.send(page)
    fault = page.locator("#q-change-fault")
    fault.filter(has_text="sentence").wait_for()
    page.locator("#q-change-text").press_sequentially("a")
    assert fault.inner_text() == "" and page.get_attribute("#q-change-text", "aria-invalid") == "false"


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_finds_the_form_closed_finds_help(visit, closed_server, language):  # G11
    page = visit(scripts=False)
    page.goto(f"{closed_server.address}?lang={language}")
    page.get_by_role("link", name=visitor.texts("helpLink")[language]).click()
    assert page.locator("h1").inner_text() == visitor.texts("helpHeading")[language]
