# SPDX-License-Identifier: Apache-2.0
"""The safety part, the receipt, the slip and the pages around the form, in a real browser."""

import base64
import hashlib
import hmac
import json
import os
import shutil
import subprocess
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

import sealing
import visitor
from conftest import LANGUAGES
from machines import EXIT, Intake
from test_form import EVERY_LANGUAGE, NARROW, SCRIPTS, failures_of, widest
from visitor import Wire

AROUND = ["help", "answer", "receipt", "nothing"]
EVERY_PAGE = pytest.mark.parametrize("path", AROUND)
# An invented receipt; its last two digits are the check digits of the others.
DIGITS = "1234567890123456789012"
DIGITS += f"{98 - int(DIGITS) * 100 % 97:02}"


def derived(digits, campaign_id):
    """Token, reply key and reply name of a receipt, computed by another library."""
    stretched = hashlib.pbkdf2_hmac(
        "sha256", digits.encode(), b"ovoz receipt v1" + campaign_id, 600_000)
    token, key = (hmac.digest(stretched, label, "sha256")
                  for label in (b"ovoz receipt token v1", b"ovoz reply key v1"))
    return token, key, hmac.digest(key, b"ovoz reply name v1", "sha256")[:16]


# The safety part


@EVERY_LANGUAGE
@SCRIPTS
def test_no_question_shows_before_the_safety_part_was_answered(
        visit, shared_server, language, scripts):  # G13
    page = visit(scripts, width=NARROW)
    page.goto(f"{shared_server.address}?lang={language}")
    entries = page.evaluate("history.length")
    first, other, send = (page.locator(s) for s in ("#q-change", "#q-understood", "#send"))
    assert [first.is_visible(), other.is_visible(), send.is_visible()] == [False] * 3
    page.locator('label[for="way-short"]').click()
    assert [first.is_visible(), other.is_visible(), send.is_visible()] == [True, False, True]
    page.locator('label[for="way-all"]').click()
    assert [first.is_visible(), other.is_visible(), send.is_visible()] == [True] * 3
    assert page.evaluate("history.length") == entries
    # With scripts the safety part is folded and the questions have the focus; it stays in reach.
    assert page.locator("#safety nav").first.is_visible() is not scripts
    if scripts:
        assert page.evaluate("document.activeElement.id") == "questions"
        page.locator("#safety summary").click()
        assert page.locator("#safety nav").first.is_visible()


@EVERY_LANGUAGE
@pytest.mark.skipif(not shutil.which("w3m"), reason="w3m is not installed")
def test_a_browser_without_style_shows_everything_in_order(shared_server, language):  # G13
    page = shared_server.get(f"/?lang={language}")[2]
    shown = subprocess.run(
        ["w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "400"],
        input=page, capture_output=True, check=True).stdout.decode()
    form = shared_server.campaign().form
    wanted = [visitor.texts("exitLabel")[language], visitor.texts("safeHeading")[language],
              *(question["text"][language] for question in form["questions"]),
              form["consent"]["heading"][language], visitor.texts("receiptHeading")[language]]
    shown = " ".join(shown.split())
    places = [shown.find(text) for text in wanted]
    assert -1 not in places and places == sorted(places)


@SCRIPTS
def test_only_the_shown_question_is_sent_in_the_short_way(visit, shared_server, scripts):
    page = visit(scripts)
    visitor.enter(page, shared_server, "en")
    page.check('input[name="blame"][value="family"]')
    page.locator('label[for="way-short"]').click()
    page.fill("#q-change-text", "Invented.")
    if not scripts:
        pytest.skip("what a plain form does with the hidden ones is the server's decision")
    page.evaluate("window.seen = []; const seal = Ovoz.seal;"
                  "Ovoz.seal = (plan, answers) => (window.seen.push(answers), seal(plan, answers)); null")
    visitor.send(page)
    visitor.thanks(page)
    (answers,) = page.evaluate("window.seen")
    assert answers["answers"]["change"]["text"] == "Invented."
    assert "family" not in json.dumps(answers)


def test_each_question_says_how_far_it_is(visit, shared_server):  # G13
    page = visit()
    visitor.enter(page, shared_server, "tg")
    told = page.locator("#rest > fieldset > legend > small:first-child").all_inner_texts()
    assert told == [f"{number} / {len(told)}" for number in range(1, len(told) + 1)]


def test_large_letters_do_not_scroll_sideways(visit, shared_server):  # G13
    page = visit(width=NARROW)
    for path in ["", *AROUND]:
        page.goto(f"{shared_server.address}{path}?lang=ru")
        page.add_init_script("")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert widest(page) <= NARROW, path


# The receipt


def send_to(page, answers):
    """Answers what the page sends with these replies, in turn; gives the bodies."""
    bodies = []

    def reply(route):
        if route.request.method != "POST":
            return route.continue_()
        bodies.append(route.request.post_data_buffer)
        word = answers[min(len(bodies), len(answers)) - 1]
        return route.fulfill(body=word.ljust(254)) if word else route.abort()

    page.route("**/*", reply)
    return bodies


@EVERY_LANGUAGE
def test_the_receipt_that_is_shown_is_the_one_that_was_sent(visit, shared_server, language):
    page = visit(width=NARROW)
    visitor.enter(page, shared_server, language, "short")
    bodies = send_to(page, ["accepted"])
    page.fill("#q-change-text", visitor.SENTINELS[language][0])
    visitor.send(page)
    visitor.thanks(page)
    groups = page.locator("#digits").inner_text().split()
    assert [len(group) for group in groups] == [4] * 6
    digits = "".join(groups)
    assert int(digits) % 97 == 1
    campaign = shared_server.campaign()
    sealed = sealing.sealed_length(campaign.form)
    assert len(bodies[0]) == visitor.sent_length(campaign)
    assert bodies[0][sealed:sealed + 32] == derived(digits, campaign.id)[0]
    assert visitor.texts("receiptKeep")[language] in page.locator("main").inner_text()
    assert widest(page) <= NARROW
    # It is gone when the page is left.
    page.goto("about:blank")
    page.go_back()
    assert page.locator("#digits:not(template *)").count() == 0
    assert digits[:4] not in page.locator("body").inner_text()


def test_who_wants_no_receipt_gets_none_and_it_looks_the_same(visit, shared_server):  # G4
    page = visit()
    visitor.enter(page, shared_server, "en", "short")
    bodies = send_to(page, ["accepted"])
    page.fill("#q-change-text", "Invented.")
    page.check('input[name="noreceipt"]')
    visitor.send(page)
    visitor.thanks(page)
    assert visitor.texts("receiptNone")["en"] in page.locator("main").inner_text()
    assert page.locator("#digits").count() == 0
    assert len(bodies[0]) == visitor.sent_length(shared_server.campaign())


def sentences(names, language):
    """Texts of the pages, as one follows the other."""
    return " ".join(visitor.texts(name)[language] for name in names.split())


def test_words_survive_every_refusal_and_a_retry_sends_the_same_bytes(visit, shared_server):  # G5
    page = visit()
    visitor.enter(page, shared_server, "ru")
    bodies = send_to(page, ["", "full", "slip", "closed", "accepted"])
    visitor.fill(page, "ru")
    # After a reply that was lost nobody knows whether the first of them arrived.
    for told in ("failed", "full unsure", "slipUnknown", "closedShort unsure"):
        visitor.send(page)
        wanted = sentences(told, "ru")
        page.wait_for_function(
            "wanted => document.getElementById('status').textContent.startsWith(wanted)", arg=wanted)
        assert page.locator("#digits").count() == (told != "slipUnknown")
        assert page.input_value("#q-change-text") == visitor.SENTINELS["ru"][0]
        assert page.is_checked('input[name="help.legal"][value="missed"]')
    visitor.send(page)
    visitor.thanks(page)
    assert len(bodies) == 5 and len(set(bodies)) == 1


@pytest.mark.parametrize("reply", ["full", "closed"])
def test_without_a_lost_reply_nothing_is_doubted(visit, shared_server, reply):
    page = visit()
    visitor.enter(page, shared_server, "en", "short")
    send_to(page, [reply])
    page.fill("#q-change-text", "Invented.")
    visitor.send(page)
    wanted = sentences("full unsent" if reply == "full" else "closedShort unsent", "en")
    page.wait_for_function(
        "wanted => document.getElementById('status').textContent === wanted", arg=wanted)


def test_who_wants_no_receipt_is_shown_none_when_a_reply_was_lost(visit, shared_server):  # G6
    page = visit()
    visitor.enter(page, shared_server, "en", "short")
    send_to(page, ["", "full"])
    page.fill("#q-change-text", "Invented.")
    page.check('input[name="noreceipt"]')
    for told in ("failed", "full unsure"):
        visitor.send(page)
        page.wait_for_function(
            "wanted => document.getElementById('status').textContent === wanted",
            arg=sentences(told, "en"))


def test_what_may_have_arrived_before_a_refusal_is_withdrawn(visit, shared_server):  # G5 G6
    page = visit()
    visitor.enter(page, shared_server, "en", "short")
    bodies = send_to(page, ["", "refused", "accepted", '{"done":true}'])
    page.fill("#q-change-text", "Invented.")
    for told in ("failed", "unsure"):
        visitor.send(page)
        page.wait_for_function(
            "wanted => document.getElementById('status').textContent.startsWith(wanted)",
            arg=visitor.texts(told)["en"])
    visitor.send(page)
    visitor.thanks(page)
    lost, again, anew, withdrawal = bodies
    assert lost == again != anew
    # The token of the receipt stands before the slip's and the puzzle's bytes.
    assert withdrawal[:33] == b"\2" + lost[-72:-40]


def test_a_busy_intake_gets_the_puzzle_solved_and_nothing_else_changed(visit, shared_server):
    challenge = os.urandom(16)
    page = visit()
    visitor.enter(page, shared_server, "uz", "short")
    bodies = send_to(page, [f"busy {challenge.hex()} 11", "accepted"])
    page.fill("#q-change-text", "Invented.")
    visitor.send(page)
    visitor.thanks(page)
    first, second = bodies
    assert first[:-8] == second[:-8] and len(first) == len(second)
    record = second[23:39]
    work = hashlib.sha256(b"ovoz puzzle v1" + challenge + record + second[-8:]).digest()
    assert int.from_bytes(work[:4], "big") >> 21 == 0


# The slip


def test_a_slip_in_the_address_is_taken_and_disappears_from_it(visit, shared_server):  # G3
    page = visit()
    page.goto(f"{shared_server.address}?lang=ru#slip={DIGITS}")
    assert "#" not in page.url
    assert page.input_value("#slip") == DIGITS
    page.locator('nav [lang="tg"]').click()
    page.wait_for_url("**/?lang=tg")
    assert page.input_value("#slip") == DIGITS
    page.locator('label[for="way-short"]').click()
    bodies = send_to(page, ["accepted"])
    page.fill("#q-change-text", "Invented.")
    visitor.send(page)
    visitor.thanks(page)
    token = hashlib.sha256(b"ovoz slip v1" + DIGITS.encode()).digest()
    assert bodies[0][-40:-8] == token


@EVERY_LANGUAGE
def test_a_wrong_digit_of_a_slip_is_named_before_anything_is_sent(
        visit, shared_server, language):
    page = visit()
    visitor.enter(page, shared_server, language, "short")
    bodies = send_to(page, ["accepted"])
    page.fill("#q-change-text", "Invented.")
    page.locator('#slip-label').click()
    swapped = DIGITS[1] + DIGITS[0] + DIGITS[2:]
    for typed, told in [(swapped, "digitWrong"), (DIGITS[:-1], "lengthWrong")]:
        page.fill("#slip", typed)
        visitor.send(page)
        assert page.locator("#slip-fault").inner_text() == visitor.texts(told)[language]
        assert page.evaluate("document.activeElement.id") == "slip"
    assert bodies == []
    page.fill("#slip", " ".join(DIGITS[at:at + 4] for at in range(0, 24, 4)))
    visitor.send(page)
    visitor.thanks(page)


# The pages around the form


@EVERY_LANGUAGE
@EVERY_PAGE
def test_each_page_is_one_request_without_fault_on_a_narrow_phone(
        visit, shared_server, language, path):  # G3 G13
    page = visit(width=NARROW)
    wire, failures = Wire(page), failures_of(page)
    page.goto(f"{shared_server.address}{path}?lang={language}", wait_until="networkidle")
    assert len(wire.requests) == 1
    assert [f for f in failures if "404" not in f] == []
    assert widest(page) <= NARROW
    assert page.title() == visitor.texts("title")[language]
    assert page.context.cookies() == []


@EVERY_PAGE
@SCRIPTS
def test_the_exit_of_each_page_leads_away(visit, shared_server, path, scripts):
    page = visit(scripts, width=NARROW)
    page.goto(f"{shared_server.address}{path}?lang=ru")
    box = page.locator("#exit").bounding_box()
    assert box["height"] >= 44 and box["y"] + box["height"] <= 640
    page.locator("#exit").click()
    page.wait_for_url(EXIT)


@EVERY_PAGE
def test_shift_three_times_leaves_each_page_and_back_does_not_return(visit, shared_server, path):
    page = visit()
    page.goto(f"{shared_server.address}{path}?lang=tg")
    entries = page.evaluate("history.length")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(EXIT)
    assert page.evaluate("history.length") == entries
    page.go_back()
    assert not page.url.startswith(shared_server.address)


def test_the_links_before_the_questions_leave_one_history_entry(visit, shared_server):
    page = visit()
    page.goto(f"{shared_server.address}?lang=en")
    entries = page.evaluate("history.length")
    for path in ("help", "receipt", "answer"):
        page.locator(f'#safety nav a[href^="/{path}"]').click()
        page.wait_for_url(f"**/{path}?lang=en")
        page.locator("main a").last.click()
        page.wait_for_url("**/?lang=en")
    assert page.evaluate("history.length") == entries


def test_a_form_that_was_left_comes_back_empty(visit, shared_server):  # G3
    page = visit()
    visitor.enter(page, shared_server, "en")
    visitor.fill(page, "en")
    page.goto("about:blank")
    page.go_back()
    page.wait_for_function("document.getElementById('q-change-text')")
    assert page.input_value("#q-change-text") == ""
    assert not page.is_visible("#q-change")
    # As it came: what is not answered, and the usual permission.
    assert page.locator("input:checked").count() == page.locator("input[checked]").count()
    assert page.locator('input[name="way"]:checked').count() == 0


# The receipt page


def leaf_hash(leaf):
    return hashlib.sha256(b"\0" + leaf).digest()


def tree(leaves):
    """The root of RFC 6962's tree."""
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + tree(leaves[:half]) + tree(leaves[half:])).digest()


def path_of(index, leaves):
    """The audit path of RFC 6962 §2.1.1."""
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if index < half:
        return path_of(index, leaves[:half]) + [tree(leaves[half:])]
    return path_of(index - half, leaves[half:]) + [tree(leaves[:half])]


def in_log(campaign, leaf, size, index):
    """A checkpoint and the way of one leaf to it."""
    leaves = [os.urandom(32) for _ in range(size)]
    leaves[index] = leaf
    root = base64.b64encode(tree(leaves)).decode()
    log = f"ovoz log {campaign.id.hex()}\n{size}\n{root}\nperiod 0\n\n— ovoz-intake invented\n"
    return log, {"index": index, "path": [step.hex() for step in path_of(index, leaves)]}


def look_up(page, server, found, do="look"):
    asked = []

    def reply(route):
        if route.request.method != "POST":
            return route.continue_()
        asked.append(route.request.post_data_buffer)
        return route.fulfill(body=json.dumps(found).ljust(8192), content_type="application/json")

    page.route("**/*", reply)
    page.goto(f"{server.address}receipt?lang=en")
    page.fill("#digits-in", DIGITS)
    page.locator(f'button[value="{do}"]').click()
    return asked


def told(page, name):
    wanted = visitor.texts(name)["en"]
    page.wait_for_function(
        "wanted => document.getElementById('told').textContent === wanted", arg=wanted)


@pytest.mark.parametrize("size, index", [(1, 0), (2, 1), (3, 2), (7, 4), (8, 0), (13, 12)])
def test_the_receipt_page_opens_the_reply_and_checks_the_log(visit, shared_server, size, index):
    campaign = shared_server.campaign()
    token, key, name = derived(DIGITS, campaign.id)
    words, nonce, commitment = "Ҷавоби сохта.\nInvented.", os.urandom(12), os.urandom(32)
    plain = len(words.encode()).to_bytes(2, "big") + words.encode()
    sealed = nonce + AESGCM(key).encrypt(nonce, plain.ljust(256, b"\0"), None)
    blind = hmac.digest(token, b"ovoz log blind v1", "sha256")
    leaf = hashlib.sha256(b"ovoz log testimony v1" + commitment + blind).digest()
    log, place = in_log(campaign, leaf, size, index)
    found = {"state": "kept", "reply": sealed.hex(), "commitment": commitment.hex(), "log": log,
             "testimony": place, "withdrawal": None}
    page = visit()
    asked = look_up(page, shared_server, found)
    told(page, "stateKept")
    page.wait_for_selector("#proof:not([hidden])")
    assert asked == [b"\1" + token + name + bytes(15)]
    assert page.locator("#reply-text").inner_text() == words
    assert page.locator("#proof-text").inner_text() == visitor.texts("proofTestimony")["en"]
    assert page.locator("#log").text_content() == log
    # A log that leads to another root does not hold.
    other = {**found, "log": in_log(campaign, os.urandom(32), size, index)[0]}
    page = visit()
    look_up(page, shared_server, other)
    page.wait_for_selector("#proof:not([hidden])")
    assert page.locator("#proof-text").inner_text() == visitor.texts("proofBad")["en"]


def test_the_receipt_page_proves_a_withdrawal(visit, shared_server):  # G6
    campaign = shared_server.campaign()
    blind = hmac.digest(derived(DIGITS, campaign.id)[0], b"ovoz log blind v1", "sha256")
    leaf = hashlib.sha256(b"ovoz log withdrawal v1" + blind).digest()
    log, place = in_log(campaign, leaf, 6, 5)
    page = visit()
    look_up(page, shared_server, {
        "state": "withdrawn", "reply": "", "commitment": "", "log": log, "testimony": None,
        "withdrawal": place})
    told(page, "stateWithdrawn")
    page.wait_for_selector("#proof:not([hidden])")
    assert page.locator("#proof-text").inner_text() == visitor.texts("proofWithdrawal")["en"]


def test_withdrawing_asks_first_and_then_says_the_same_for_everybody(visit, shared_server):  # G6
    token, _, name = derived(DIGITS, shared_server.campaign().id)
    page = visit()
    asked = look_up(page, shared_server, {"done": True}, "withdraw")
    told(page, "withdrawFirst")
    assert asked == [] and page.evaluate("document.activeElement.id") == "sure"
    page.check("#sure")
    page.locator('button[value="withdraw"]').click()
    told(page, "withdrawDone")
    assert asked == [b"\2" + token + name + bytes(15)]


def test_the_receipt_page_names_a_wrong_digit_and_a_failure(visit, shared_server):
    page = visit()
    look_up(page, shared_server, {
        "state": "none", "reply": "", "commitment": "", "log": "", "testimony": None,
        "withdrawal": None})
    told(page, "stateNone")
    page.fill("#digits-in", DIGITS[1] + DIGITS[0] + DIGITS[2:])
    page.locator('button[value="look"]').click()
    told(page, "digitWrong")
    assert page.get_attribute("#digits-in", "aria-invalid") == "true"
    page.fill("#digits-in", "12")
    page.keyboard.press("Enter")
    told(page, "lengthWrong")
    page.unroute("**/*")
    page.route("**/receipt", lambda route: route.abort())
    page.fill("#digits-in", DIGITS)
    page.keyboard.press("Enter")
    told(page, "receiptFailed")


# Listening


@pytest.fixture
def speaking_server(scratch, campaign_file):
    intake = Intake(scratch / "speaking", campaign_file)
    folder = intake.folder / "audio" / "ru"
    folder.mkdir(parents=True)
    subprocess.run("espeak-ng -v ru --stdout 'Проба' | lame --quiet -m m -b 32 - change.mp3",
                   shell=True, cwd=folder, check=True)
    intake.set("audio", "audio")
    intake.start()
    yield intake
    intake.kill()


@pytest.mark.skipif(not (shutil.which("espeak-ng") and shutil.which("lame")),
                    reason="espeak-ng and lame are not installed")
def test_a_question_is_heard_only_when_it_is_asked_to_speak(visit, speaking_server):  # G13
    page = visit()
    wire, failures = Wire(page), failures_of(page)
    visitor.enter(page, speaking_server, "ru")
    page.locator("#q-change .listen summary").click()
    page.wait_for_load_state("networkidle")
    heard = "/audio/ru/change.mp3"
    assert heard not in [urlsplit(address).path for address in wire.addresses]
    with page.expect_response(f"**{heard}") as reply:
        page.evaluate("document.querySelector('audio').play().catch(() => 0)")
    assert reply.value.status in (200, 206)
    assert [f for f in failures if "audio" in f or "media" in f] == []
    assert page.locator("audio").count() == 1
    visitor.enter(page, speaking_server, "tg")
    assert page.locator("audio").count() == 0
    assert page.get_by_text(visitor.texts("noVoice")["tg"]).is_visible()
