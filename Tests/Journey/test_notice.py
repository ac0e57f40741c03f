# SPDX-License-Identifier: Apache-2.0
"""The notice beside the text boxes: what it finds, how it is used, and that it leaves nothing."""

import gzip
import re
import ssl
import urllib.request

import pytest

import visitor
from conftest import LANGUAGES
from machines import ROOT
from test_form import failures_of, violations, widest
from visitor import Wire

EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
MOST_COMPRESSED = 12_000
KINDS = {
    "person": {"person", "official"}, "number": {"phone", "document", "card", "number"},
    "web": {"email", "handle", "link"}, "date": {"date"}, "age": {"age"},
    "employer": {"employer"},
    "place": {"place", "tajikistan", "uzbekistan", "russia", "elsewhere"},
}
BOX, FOUND = "#q-change-text", ".n-list button"
# Invented, with a name twice, a city, a number and an age.
TELLING = {
    "tg": "Номам Фаррух. Аз Душанбе рафтам, 17-сола будам. Фаррух гирист: +992 90 123 45 67",
    "ru": "Меня зовут Фаррух. Уехал из Душанбе, мне было 17 лет. Фаррух плакал: +992 90 123 45 67",
    "uz": "Ismim Dilnoza. Toshkentdan ketdim, 17 yoshda edim. Dilnoza yigʻladi: +998 90 123 45 67",
    "en": "My name is Farrukh. I left Moscow, I was 17 years old. Farrukh cried: +992 90 123 45 67",
}


def samples():
    """Every line of the samples that holds for the notice: kind, wanted, language, text, spans."""
    kind = wanted = ""
    for line in (ROOT / "Tests" / "Notice" / "samples.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            kind, wanted = line[1:-1].split()
        elif line and not line.startswith("#"):
            head, marked = line.split(": ", 1)
            if not head.endswith(" analyst"):
                yield (kind, wanted, head[:2], *unmarked(marked))


def unmarked(marked):
    marked = re.sub(r"\\u\{(\w+)\}", lambda found: chr(int(found[1], 16)), marked)
    text, spans = "", []
    for part in re.split("([⟦⟧])", marked):
        if part == "⟦":
            spans.append([len(text)])
        elif part == "⟧":
            spans[-1].append(len(text))
        else:
            text += part
    return text, spans


def open_form(visit, server, language, **options):
    """The form with the notice beside its first box."""
    page = visit(**options)
    page.goto(f"{server.address}?lang={language}")
    visitor.come_in(page)
    page.focus(BOX)
    page.wait_for_function("() => self.OvozNotice")
    return page


def write(page, text):
    page.fill(BOX, text)
    page.wait_for_function("() => document.querySelector('.n-list button')")


# What it finds


@EVERY_LANGUAGE
def test_the_notice_and_the_redaction_find_the_same(visit, shared_server, language):
    page = open_form(visit, shared_server, language)
    wrong = []
    for kind, wanted, of, text, spans in samples():
        # Russian is read on every page.
        if of != language:
            continue
        found = page.evaluate("text => OvozNotice.find(text)", text)
        covered = [any(f["from"] <= a and f["to"] >= b
                       and (wanted == "missed" or f["kind"] in KINDS[kind]) for f in found)
                   for a, b in spans]
        others = [f for f in found if not any(f["from"] < b and f["to"] > a for a, b in spans)]
        good = {"found": all(covered) and not others, "kept": not found,
                "missed": not any(covered)}[wanted]
        if not good:
            wrong.append((kind, wanted, text, found))
    assert wrong == []


@EVERY_LANGUAGE
def test_words_of_the_kept_list_are_not_pointed_at(visit, shared_server, language):
    page = open_form(visit, shared_server, language)
    lines = (ROOT / "Config" / "redaction" / "kept.txt").read_text("utf-8").splitlines()
    words = [word.strip() for line in lines if line and line[0] not in "#["
             for word in line.rstrip(" !*").split(",")]
    pointed = page.evaluate(
        "words => words.filter(w => OvozNotice.find(`жжж ${w.toLowerCase()} ззз`).length)", words)
    assert len(words) > 900 and pointed == []


@EVERY_LANGUAGE
def test_a_neutral_word_is_not_pointed_at(visit, shared_server, language):
    page = open_form(visit, shared_server, language)
    write(page, TELLING[language])
    while page.locator(FOUND).count() > 1:
        page.locator(FOUND).first.click()
    assert "[" in page.input_value(BOX)
    assert page.evaluate("text => OvozNotice.find(text)", page.input_value(BOX)) == []


@EVERY_LANGUAGE
def test_the_notice_stays_within_its_bytes(shared_server, language):  # G13
    context = ssl._create_unverified_context()
    address = f"{shared_server.address}notice.js?lang={language}"
    with urllib.request.urlopen(address, context=context) as reply:
        body = reply.read()
    assert len(gzip.compress(body, 9)) < MOST_COMPRESSED


# How it is used


@EVERY_LANGUAGE
def test_a_tap_puts_a_neutral_word_for_every_mention_and_another_takes_it_back(
        visit, shared_server, language):
    page = open_form(visit, shared_server, language)
    failures = failures_of(page)
    write(page, TELLING[language])
    name = "Dilnoza" if language == "uz" else "Farrukh" if language == "en" else "Фаррух"
    row = page.locator(FOUND, has_text=f"«{name}»")
    assert "×2" in row.inner_text()
    row.click()
    text = page.input_value(BOX)
    assert name not in text and text.count("[") == 2
    page.locator(FOUND).last.click()
    assert page.input_value(BOX) == TELLING[language]
    assert failures == []


def test_the_keyboard_is_enough_for_the_notice(visit, shared_server):  # G13
    page = open_form(visit, shared_server, "en")
    write(page, TELLING["en"])
    page.focus(BOX)
    page.keyboard.press("Tab")
    seen = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert "«Farrukh»" in seen and "Farrukh" not in page.input_value(BOX)
    # The focus stays in the list, at what came next.
    assert page.evaluate("document.activeElement.closest('.n-list') !== null")


def test_the_words_are_underlined_where_they_stand(visit, shared_server):
    page = open_form(visit, shared_server, "ru", width=320)
    write(page, "Она сказала. " * 12 + "Фаррух ушёл.")
    assert page.locator(".n-back mark").all_inner_texts() == ["Фаррух"]
    # The copy breaks its lines where the box does, or the lines would not be under the words.
    sizes = page.evaluate("""() => {
      const [box, back] = [document.querySelector('#q-change-text'), document.querySelector('.n-back')];
      const [one, two] = [box.getBoundingClientRect(), back.getBoundingClientRect()];
      return [box.scrollHeight - back.scrollHeight, one.x - two.x, one.y - two.y,
              one.height - two.height];
    }""")
    assert all(abs(size) <= 1 for size in sizes), sizes


def test_the_notice_never_hinders_sending_nor_is_it_sent(visit, server, vault):
    page = open_form(visit, server, "en")
    write(page, TELLING["en"])
    wire = Wire(page)
    visitor.send(page)
    visitor.thanks(page)
    assert page.locator(".n-list, .n-back").count() == 0
    assert len(wire.bodies) == 1 and b"Farrukh" not in wire.bodies[0]


@EVERY_LANGUAGE
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_beside_the_boxes(visit, shared_server, language, scheme):  # G13
    page = open_form(visit, shared_server, language, width=320, color_scheme=scheme)
    write(page, TELLING[language])
    assert violations(page) == []
    assert widest(page) <= 320
    heights = [box["height"] for box in
               (row.bounding_box() for row in page.locator(FOUND).all())]
    assert min(heights) >= 44


# What it leaves


@pytest.mark.parametrize("event", ["pagehide", "reset"])
def test_leaving_wipes_the_notice(visit, shared_server, event):  # G3
    page = open_form(visit, shared_server, "en")
    write(page, TELLING["en"])
    page.locator(FOUND).first.click()
    page.evaluate("name => name === 'reset' ? document.getElementById('form').reset()"
                  " : dispatchEvent(new Event(name))", event)
    assert page.locator(FOUND).count() == 0
    left = page.evaluate("document.body.textContent")
    assert "Farrukh" not in left and "Moscow" not in left


def test_the_notice_sends_and_stores_nothing(visit, shared_server):  # G2 G3
    page = open_form(visit, shared_server, "en")
    wire = Wire(page)
    write(page, TELLING["en"])
    page.locator(FOUND).first.click()
    page.wait_for_timeout(300)
    assert wire.addresses == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []


def test_its_time_grows_no_faster_than_the_text(visit, shared_server):
    page = open_form(visit, shared_server, "ru")
    short, long = page.evaluate("""text => {
      const texts = [4, 16].map(times => text.repeat(times));
      const best = [Infinity, Infinity];
      // In turns, and the best of many, so that what else the machine does strikes both alike.
      for (let round = 0; round < 30; round++) {
        texts.forEach((whole, which) => {
          const start = performance.now();
          OvozNotice.find(whole);
          best[which] = Math.min(best[which], performance.now() - start);
        });
      }
      return best;
    }""", (TELLING["ru"] + " Потом мы долго ехали, и никто не сказал куда. ") * 12)
    # Four times the text; thrice that leaves room for a busy machine, and a square would be sixteen.
    assert long < short * 12
