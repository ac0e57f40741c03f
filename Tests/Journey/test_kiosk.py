# SPDX-License-Identifier: Apache-2.0
"""A shelter's tablet without a network: sealed there, kept there, handed on, and nothing readable left."""

import base64
import hashlib
import os
import random
import re
import shutil
import subprocess

import pytest
from axe_playwright_python.sync_playwright import Axe

import sealing
import visitor
from conftest import LANGUAGES
from machines import Vault, day, hand_over, result
from sending import submission

EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
NARROW = 320


@pytest.fixture
def tablet(browser, scratch):
    """Opens files in a browser whose profile is a folder; no network unless a test wants one."""
    opened = []

    def start(file, offline=True, width=360, profile="tablet", **options):
        context = browser.browser_type.launch_persistent_context(
            scratch / profile,
            executable_path=os.environ.get("OVOZ_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox"], offline=offline, ignore_https_errors=True,
            viewport={"width": width, "height": 740}, **options)
        opened.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    yield start
    for context in opened:
        context.close()


def standalone(intake, *more):
    result(intake.command("form", "--standalone", "form.html", *more))
    return intake.folder / "form.html"


def choose(page, language):
    page.locator(f"nav a[lang={language}]").click()
    page.wait_for_function("wanted => document.documentElement.lang === wanted", arg=language)
    visitor.come_in(page)


def send(page):
    # The notices beside the boxes have buttons too.
    page.locator("#form button:not([type])").click()


def write(page, language, fill=visitor.fill):
    choose(page, language)
    fill(page, language)
    send(page)
    assert visitor.thanks(page) == visitor.texts("kioskThanksHeading")[language]


def next_person(page):
    page.locator("#done").click()
    page.locator("#form").wait_for()


def open_staff(page):
    page.locator("footer a").click()
    page.wait_for_function("() => document.getElementById('staff-handed').textContent !== ''")


def waiting(page):
    return int(page.locator("#staff-waiting").inner_text())


def saved(page, to):
    with page.expect_download() as download:
        page.locator("#staff-save").click()
    assert download.value.suggested_filename == "form.txt"
    download.value.save_as(to)
    return to


def delete(page):
    page.locator("#staff-delete").click()
    page.locator("#staff-sure").click()
    page.wait_for_function("() => document.getElementById('staff-waiting').textContent === '0'")


def wish(page, language):
    page.fill("#q-change-text", visitor.SENTINELS[language][0])


def test_from_a_tablet_without_a_network_to_the_analyst_and_nothing_readable_stays(
        tablet, intake, vault, scratch):  # G1 G2 G7 G8
    page = tablet(standalone(intake))
    wire = visitor.Wire(page)
    failures = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda message: failures.append(message.text)
            if message.type in ("error", "warning") else None)
    for language in LANGUAGES:
        write(page, language)
        next_person(page)
        assert page.input_value("#q-change-text") == ""
        assert page.locator("input[type=checkbox]:checked, [name=way]:checked").count() == 0
    open_staff(page)
    assert waiting(page) == 4
    file = saved(page, scratch / "stick.txt")
    page.context.close()
    assert failures == []
    assert {address.split("#")[0].split(":")[0] for address in wire.addresses} <= {"file", "blob"}
    for language in LANGUAGES:
        assert visitor.traces_in_files(scratch, language) == []

    shutil.copy(file, intake.folder)
    assert result(intake.command("submit", "stick.txt")) == "4 new, 0 known, 0 refused\n"
    assert result(intake.command("submit", "stick.txt")) == "0 new, 4 known, 0 refused\n"
    hand_over(intake, vault)
    lines = vault.list()
    assert sorted(line["language"] for line in lines) == sorted(LANGUAGES)
    for line in lines:
        language = line["language"]
        expected = visitor.as_read(
            intake.campaign(), visitor.full_answers(language), "the browser")
        assert vault.read(line["id"]).split("\n", 1)[1] == expected


def test_the_search_of_a_profile_finds_what_a_page_keeps_readable(tablet, scratch):  # G8
    """The control: what a form that stores its words would leave behind."""
    words = visitor.SENTINELS["tg"][0]
    file = scratch / "careless.html"
    file.write_text("<!doctype html><title>x</title>")
    page = tablet(file)
    page.evaluate("""words => new Promise(done => {
      localStorage.setItem('draft', words);
      const asked = indexedDB.open('drafts');
      asked.onupgradeneeded = () => asked.result.createObjectStore('drafts');
      asked.onsuccess = () => {
        const change = asked.result.transaction('drafts', 'readwrite');
        change.objectStore('drafts').put(words, 1);
        change.oncomplete = done;
      };
    })""", words)
    page.context.close()
    found = "\n".join(visitor.traces_in_files(scratch / "tablet", "tg"))
    assert "Local Storage" in found and "IndexedDB" in found


def test_what_was_typed_and_never_sent_stays_nowhere(tablet, intake, scratch):  # G8
    page = tablet(standalone(intake))
    choose(page, "ru")
    visitor.fill(page, "ru")
    page.context.close()
    assert visitor.traces_in_files(scratch, "ru") == []


def test_what_was_handed_on_goes_with_two_taps_and_not_before(tablet, intake, scratch):
    page = tablet(standalone(intake))
    write(page, "en", wish)
    # Closed without a word to the page: what was acknowledged is there again. (G5)
    page.context.close()
    page = tablet(intake.folder / "form.html")
    open_staff(page)
    assert waiting(page) == 1 and page.locator("#staff-delete").is_hidden()
    saved(page, scratch / "one.txt")
    page.locator("#staff-delete").wait_for()
    assert page.locator("#staff-sure").is_hidden()
    delete(page)
    assert page.locator("#staff-save").is_disabled()
    page.locator("#staff-back").click()
    assert page.locator("#safety").is_visible()


def test_a_survivor_who_opens_the_staff_part_by_mistake_loses_nothing(tablet, intake):
    page = tablet(standalone(intake))
    choose(page, "uz")
    wish(page, "uz")
    open_staff(page)
    assert page.locator("#form").is_hidden()
    page.locator("#staff-back").click()
    assert page.input_value("#q-change-text") == visitor.SENTINELS["uz"][0]


def test_leaving_clears_the_screen_and_begins_anew(tablet, intake):
    page = tablet(standalone(intake))
    for _ in range(2):
        choose(page, "en")
        wish(page, "en")
        page.locator("#exit").click()
        page.wait_for_function("() => document.documentElement.lang === 'tg'")
        assert page.input_value("#q-change-text") == ""
    choose(page, "ru")
    wish(page, "ru")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_function("() => document.documentElement.lang === 'tg'")
    assert page.input_value("#q-change-text") == ""
    page.go_back()
    assert page.url == "about:blank"


def test_a_screen_that_nobody_touches_is_cleared(tablet, intake):  # G8
    page = tablet(standalone(intake))
    page.clock.install()
    page.reload()
    choose(page, "en")
    wish(page, "en")
    page.clock.run_for("09:50")
    assert page.locator("#still").is_hidden()
    page.clock.run_for("00:20")
    assert page.locator("#still").is_visible()
    page.locator("#q-change-text").press("a")
    page.clock.run_for("00:10")
    assert page.locator("#still").is_hidden()
    page.clock.run_for("11:10")
    page.wait_for_function("() => document.documentElement.lang === 'tg'")
    assert page.input_value("#q-change-text") == ""


# With a network


def test_where_there_is_a_network_the_staff_sends(tablet, server, vault):  # G5
    page = tablet(standalone(server, "--intake", server.address))
    write(page, "en", wish)
    next_person(page)
    write(page, "ru", wish)
    open_staff(page)
    page.locator("#staff-send").click()
    status(page, "kioskOffline", "ru")
    assert page.locator("#staff-delete").is_hidden()
    page.context.set_offline(False)
    page.locator("#staff-send").click()
    status(page, "kioskArrived", "ru")
    # Again is safe: the same bytes.
    page.locator("#staff-send").click()
    status(page, "kioskArrived", "ru")
    delete(page)
    server.stop()
    hand_over(server, vault)
    assert len(vault.list()) == 2


def status(page, name, language):
    page.wait_for_function(
        "wanted => document.getElementById('staff-status').textContent === wanted",
        arg=visitor.texts(name)[language])


def test_a_form_that_is_closed_takes_nothing_and_the_tablet_keeps_it(tablet, server):  # G11
    page = tablet(standalone(server, "--intake", server.address), offline=False)
    write(page, "en", wish)
    server.stop()
    (server.folder / "campaign.json").unlink()
    server.start()
    open_staff(page)
    page.locator("#staff-send").click()
    status(page, "kioskRefused", "en")
    assert waiting(page) == 1 and page.locator("#staff-delete").is_hidden()


# Codes


def scan(page, folder):
    """Every code of the series, as a reader reads it from the screen."""
    page.locator("#staff-place", has_text="/").wait_for()
    count = int(page.locator("#staff-place").inner_text().split("/")[1])
    texts = set()
    page.locator("#staff-pause").click()
    for number in range(count):
        picture = folder / f"code-{number}.png"
        page.screenshot(path=picture)
        read = subprocess.run(
            ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture],
            capture_output=True, text=True, check=True)
        texts.add(read.stdout.strip())
        page.locator("#staff-next").click()
    assert len(texts) == count
    return sorted(texts)


@pytest.mark.parametrize("width, scheme", [(NARROW, "dark"), (800, "light")])
def test_codes_on_the_screen_are_read_and_taken_in(
        tablet, intake, vault, scratch, width, scheme):  # G4 G5
    page = tablet(standalone(intake), width=width, color_scheme=scheme)
    write(page, "tg")
    next_person(page)
    write(page, "uz", wish)
    open_staff(page)
    page.locator("#staff-codes").click()
    texts = scan(page, scratch)
    page.locator("#staff-end").click()
    delete(page)

    scanned = intake.folder / "codes.txt"
    # One code was missed: nothing of its testimony is taken, the other one is.
    missed = texts.pop(3)
    series, number = missed.split("/")[1:3]
    random.Random(7).shuffle(texts)
    scanned.write_text("\n".join(texts + texts[:5]) + "\n")
    part = intake.command("submit", "codes.txt")
    assert part.returncode == 3
    assert part.stdout == ("1 new, 0 known, 0 refused\n"
                           f"not taken: series {series}: codes {number} are missing\n")
    (intake.folder / "rest.txt").write_text(f"QR-Code:{missed}\n")
    assert result(intake.command("submit", "codes.txt", "rest.txt")) == (
        "1 new, 1 known, 0 refused\n")
    hand_over(intake, vault)
    assert sorted(line["language"] for line in vault.list()) == ["tg", "uz"]


# Files


def submission_file(campaign, bodies):
    """SubmissionFileFormat §1, written from its page."""
    lines = ["ovoz submissions 1", f"campaign {campaign.id.hex()}", f"testimonies {len(bodies)}"]
    lines += [f"{hashlib.sha256(b).hexdigest()} {base64.b64encode(b).decode()}" for b in bodies]
    text = "\n".join(lines) + "\n"
    return text + f"end {hashlib.sha256(text.encode()).hexdigest()}\n"


@pytest.fixture
def bodies(intake):
    answers = {"language": "en", "answers": {"change": {"text": "Invented."}}, "permissions": 1,
               "facts": {}}
    return [submission(sealing.seal(intake.campaign(), answers)) for _ in range(3)]


def submit(intake, text):
    (intake.folder / "file.txt").write_text(text, encoding="utf-8")
    return intake.command("submit", "file.txt")


DAMAGES = {
    "a changed line": (lambda text: re.sub(r"(?m)^(\w{64} .{40}).", r"\1_", text, count=1), 2,
                       ["file.txt:4: damaged", "file.txt: not whole"]),
    "a lost line": (lambda text: re.sub(r"(?m)^\w{64} .*\n", "", text, count=1), 2,
                    ["file.txt: not whole"]),
    "cut off in the middle": (lambda text: text[:len(text) // 2], 1,
                              ["file.txt:5: damaged", "file.txt: not whole"]),
    "another campaign's": (lambda text: re.sub("campaign ..", "campaign zz", text), 0,
                           ["another campaign's"]),
    "a later version": (lambda text: text.replace("submissions 1", "submissions 2"), 0,
                        ["newer version"]),
    "nothing": (lambda text: "nonsense", 0, ["file.txt:1: damaged"]),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_what_is_whole_is_taken_and_the_rest_is_named(intake, bodies, name):  # G12
    damage, taken, named = DAMAGES[name]
    whole = submission_file(intake.campaign(), bodies)
    assert damage(whole) != whole
    finished = submit(intake, damage(whole))
    assert finished.returncode == (3 if taken else 1)
    assert finished.stdout.startswith(f"{taken} new, 0 known, 0 refused\n")
    assert [part for part in named if part not in finished.stdout] == []
    assert result(submit(intake, whole)) == f"{3 - taken} new, {taken} known, 0 refused\n"


@pytest.mark.parametrize("text", ["", "\n \n"], ids=["empty", "blank lines"])
def test_a_file_that_holds_nothing_is_named(intake, text):  # G12
    finished = submit(intake, text)
    assert (finished.returncode, finished.stdout) == (
        1, "0 new, 0 known, 0 refused\nnot taken: file.txt: nothing in it: copy it again\n")


def test_what_is_no_testimony_to_this_form_is_refused(intake, bodies, scratch):  # G12
    stranger = sealing.Campaign.load(Vault(scratch / "stranger").new_campaign())
    answers = {"language": "en", "answers": {"change": {"text": "x"}}, "permissions": 1, "facts": {}}
    record = bodies[0][23:39]
    twice = submission(sealing.seal(intake.campaign(), answers, record_id=record))
    assert submit(intake, submission_file(intake.campaign(), bodies)).returncode == 0
    finished = submit(intake, submission_file(
        intake.campaign(), [submission(sealing.seal(stranger, answers)), bodies[0][:-1], twice]))
    assert finished.returncode == 1
    assert finished.stdout == "0 new, 0 known, 3 refused\n"


@pytest.mark.parametrize("closes, settings, told", [
    (-100, {}, "90 days ago or more"), (5, {"keyEndAnnounced": day()}, "key ended on"),
    (5, {"keyEndDone": day(-1), "keyEndAnnounced": day(3)}, "key ended on"),
], ids=["long over", "key announced", "key destroyed"])
def test_what_nobody_could_fetch_or_open_any_more_is_not_taken_in(
        intake, scratch, bodies, closes, settings, told):  # G11
    if closes < 0:
        old = Vault(scratch / "old").new_campaign("old", -120, closes)
        (intake.folder / "campaign.json").write_bytes(old.read_bytes())
    for name, value in settings.items():
        intake.set(name, value)
    refused = submit(intake, submission_file(intake.campaign(), bodies))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert told in refused.stderr and "hint: " in refused.stderr
    assert not (intake.folder / "state" / "inbox.sqlite").exists()
    if settings:
        assert "key ended on" in intake.command("check").stdout
        intake.set("keyEndDone", day(9))
        assert "is to come" in intake.command("check").stdout


def test_what_a_tablet_brought_first_makes_no_day_doubtful(intake, bodies):  # G5
    result(submit(intake, submission_file(intake.campaign(), bodies)))
    intake.start()
    assert "doubted" not in intake.log() and "leaves by its age" not in intake.command("check").stdout


def test_submitting_beside_a_running_server_is_safe(server, bodies, vault):  # G5
    result(submit(server, submission_file(server.campaign(), bodies)))
    reply = server.post(bodies[0], kind="")
    assert reply[2].split()[0] == b"accepted"
    assert reply[1]["Access-Control-Allow-Origin"] == "*"
    server.stop()
    hand_over(server, vault)
    assert len(vault.list()) == 3


# Looks


@EVERY_LANGUAGE
def test_it_is_narrow_and_accessible_in_each_part(tablet, intake, language):  # G13
    page = tablet(standalone(intake), width=NARROW, bypass_csp=True)
    choose(page, language)

    def check(part):
        if os.environ.get("OVOZ_PICTURES"):
            page.screenshot(path=f"{os.environ['OVOZ_PICTURES']}/{part}-{language}.png")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, part
        found = Axe().run(page)
        assert found.response["violations"] == [], (part, found.generate_report())

    check("form")
    page.locator("footer").scroll_into_view_if_needed()
    wish(page, language)
    send(page)
    visitor.thanks(page)
    check("thanks")
    open_staff(page)
    check("staff")
    page.locator("#staff-codes").click()
    page.locator("#staff-pause").click()
    check("codes")
    page.locator("#staff-end").click()
    page.locator("#staff-delete").click()
    check("delete")


@EVERY_LANGUAGE
def test_what_a_tablet_cannot_protect_is_said_of_the_tablet(tablet, intake, language):  # G13
    page = tablet(standalone(intake))
    page.locator(f"nav a[lang={language}]").click()
    page.wait_for_function("wanted => document.documentElement.lang === wanted", arg=language)
    safety = page.locator("#safety")
    for name in ("UnprotectedDevice", "UnprotectedPage", "UnprotectedNetwork"):
        assert safety.get_by_text(visitor.texts(f"kiosk{name}")[language], exact=True).is_visible(), name
        of_the_web = visitor.texts(name[0].lower() + name[1:])[language]
        assert safety.get_by_text(of_the_web, exact=True).count() == 0, name


def test_the_file_asks_nothing_of_anybody_and_lets_in_nobody(tablet, intake):
    text = standalone(intake, "--intake", "https://form.example/x?y").read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    assert "default-src &#39;none&#39;" in policy and "form-action &#39;none&#39;" in policy
    assert "connect-src https://form.example/;" in policy
    for address in ("http://form.example/", "https:", 'https://a"b/', "https://a;b/"):
        assert intake.command(
            "form", "--standalone", "x.html", "--intake", address).returncode == 64


def test_a_browser_that_cannot_seal_says_so_and_shows_no_form(tablet, intake):  # G2
    page = tablet(standalone(intake))
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})")
    page.reload()
    assert page.locator("main .notice:visible").inner_text() == visitor.texts("kioskCannot")["tg"]
    assert page.locator("#form").is_hidden()
