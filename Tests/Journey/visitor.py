# SPDX-License-Identifier: Apache-2.0
"""A survivor at the form, played through a real browser, and the search for traces of the words."""

import json
import os
import re
from urllib.parse import quote, quote_plus

import sealing
from machines import ROOT

# Invented words that stand nowhere else, each in its language's own letters.
SENTINELS = {
    "tg": ("Ҷӯйбораки ғӯзашукуфта маро фаҳмид.", "Боғчаи қаҳрабоситора"),
    "ru": ("Жаворонкощавель сперва выслушал.", "Ёжикокрыльцо с ключом"),
    "uz": ("Oʻrmonchiroqgʻildirak avval tingladi.", "Choynakyulduzcha uyim"),
    "en": ("Larkspurquern listened first.", "Wickerlanternfold of my own"),
}
CHOICES = {
    "understood": ["partly"], "interview": ["safe", "repeat"], "court": ["rights", "worse"],
    "punished": ["not_sure"], "blame": ["family"],
    "help": ["shelter.helped", "legal.missed", "livelihood.not"], "most": ["housing", "safety"],
}
FACTS = {"gender": ["woman"], "where": ["russia"]}
SPOKEN = ["read only", "counted", "retold", "quoted"]


def full_answers(language):
    """What `fill` enters, in the shape that `sealing.seal` takes."""
    words, own_words = SENTINELS[language]
    answers = {question: {"choices": choices, "text": ""} for question, choices in CHOICES.items()}
    answers["change"] = {"choices": [], "text": words}
    answers["most"]["text"] = own_words
    return {
        "language": language, "answers": answers, "facts": FACTS, "helped": True, "keep": True,
        "permissions": {**dict.fromkeys(answers, 2), "change": 3},
    }


def enter(page, server, language, way="all"):
    """Opens the form and chooses how much to write, as the safety part asks."""
    reply = page.goto(f"{server.address}?lang={language}")
    page.locator(f'label[for="way-{way}"]').click()
    return reply


def fill(page, language):
    """Enters the full answers as a person would."""
    words, own_words = SENTINELS[language]
    page.fill("#q-change-text", words)
    page.locator("#q-change details summary").click()
    page.select_option('select[name="permission.change"]', "3")
    for question, ids in CHOICES.items():
        for choice in ids:
            row, _, column = choice.rpartition(".")
            name = f"{question}.{row}" if row else question
            page.check(f'input[name="{name}"][value="{column}"]')
    page.fill("#q-most-text", own_words)
    for fact, (choice,) in FACTS.items():
        page.check(f'input[name="facts.{fact}"][value="{choice}"]')
    page.check('input[name="permission"][value="2"]')
    page.check('input[name="keep"]')
    page.check('input[name="helped"]')


def send(page):
    page.locator(AT["send"]).click()


def sent_length(campaign):
    """Sealed testimony, what a receipt and a slip stand for, and eight bytes of a puzzle."""
    return sealing.sealed_length(campaign.form) + 32 + 32 + 8


def thanks(page):
    """The heading of the page that says it arrived; waits for it."""
    page.locator("#form").wait_for(state="detached")
    return page.locator("main h1").inner_text()


def texts(name):
    """A text of the pages in each language."""
    import yaml
    pages = yaml.safe_load((ROOT / "Config" / "pages.yaml").read_text(encoding="utf-8"))
    return pages["texts"][name]


def as_read(campaign, answers, sealed_by, period=0):
    """What `ovoz read` has to show of these answers, without its first line."""
    language = answers["language"]
    lines = [f"sealed by {sealed_by}, period {period}, language {language}"]
    lines += ["someone helped to write this"] if answers["helped"] else []
    for question in campaign.form["questions"]:
        answer = answers["answers"][question["id"]]
        lines += ["", question["text"][language]]
        lines += [f"  • {label(question, choice, language)}" for choice in answer["choices"]]
        lines += [answer["text"]] if answer["text"] else []
        lines += [f"(may be {SPOKEN[answers['permissions'][question['id']]]})"]
    for fact in campaign.form["facts"]:
        chosen = ", ".join(label(fact, choice, language) for choice in FACTS[fact["id"]])
        lines += ["", fact["text"][language], f"  • {chosen}"]
    return "\n".join(lines) + "\n"


def label(question, choice, language):
    row, _, column = choice.rpartition(".")
    shown = next(c["text"][language] for c in question["choices"] if c["id"] == column)
    if not row:
        return shown
    return f"{next(r['text'][language] for r in question['rows'] if r['id'] == row)}: {shown}"


# Traces


def forms_of(words):
    """The ways in which the words could stand in a file, a request or an address."""
    written = {words, words.lower(), words.upper()}
    written |= {part for word in list(written) for part in word.split() if len(part) > 7}
    for text in sorted(written):
        yield from (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"))
        for escaped in (quote(text), quote_plus(text), json.dumps(text)[1:-1]):
            yield from (escaped.encode(), escaped.lower().encode())


def traces(content, language):
    """Which of the visit's words are in these bytes."""
    return [words for words in SENTINELS[language]
            if any(form in content for form in forms_of(words))]


def traces_in_files(folder, language):
    """Every file of a folder, by name and by content, in which the words stand."""
    found = []
    for file in sorted(folder.rglob("*")):
        content = file.read_bytes() if file.is_file() else b""
        if traces(content + str(file).encode(), language):
            found.append(str(file.relative_to(folder)))
    return found


class Wire:
    """Everything that a page asks for: addresses, header fields and bodies."""

    def __init__(self, page):
        self.requests = []
        page.on("request", self._note)

    def _note(self, request):
        if not request.url.startswith("data:"):
            self.requests.append(request)

    @property
    def bodies(self):
        return [body for body in (r.post_data_buffer for r in self.requests) if body]

    @property
    def addresses(self):
        return [request.url for request in self.requests]

    def envelopes(self):
        """Addresses and header fields, all that is not a body."""
        told = [[r.url, *r.all_headers().values()] for r in self.requests]
        return "\n".join("\n".join(one) for one in told).encode()


# Where things stand on the pages; whoever rewrites a page changes this part and nothing else.

AT = {
    "way": 'input[name="way"]',
    "every question": 'input[name="way"][value="all"]',
    "words": "#q-change-text",
    "exit": "#exit",
    "send": "#send",
    "form": "#form",
    "no receipt": 'input[name="noreceipt"]',
    "language": 'nav a[lang="{}"]',
    "safety": "main h2",
    "safety part": "#safety",
    "receipt": "main",
}
# Token 32, slip 32, nonce 8.
AFTER_THE_SEALED = int(os.environ.get("OVOZ_AFTER_THE_SEALED", 72))
# The six groups of a receipt.
GROUPS = r"(?<!\d)\d{4}(?:[ \u00a0\u2009\u202f-]\d{4}){5}(?!\d)"
# Enters the most that the form takes: the last of each group, all boxes up to `most`, full texts.
BRIM = """(most) => {
  for (const radio of document.querySelectorAll('#form input[type=radio]')) {
    if (radio.name !== 'way') radio.checked = true;
  }
  const ticked = {};
  for (const box of document.querySelectorAll('#form input[type=checkbox]')) {
    if (box.name === 'noreceipt') continue;
    ticked[box.name] = (ticked[box.name] || 0) + 1;
    box.checked = ticked[box.name] <= (most[box.name] || 99);
  }
  for (const box of document.querySelectorAll('#form textarea')) {
    box.value = 'ё'.repeat(Math.floor(Number(box.dataset.limit) / 2));
  }
  for (const list of document.querySelectorAll('#form select')) {
    list.selectedIndex = list.options.length - 1;
  }
}"""


def come_in(page):
    """Goes past the safety part to the questions: all of them, where there is a choice."""
    if page.locator(AT["way"]).count():
        page.locator(AT["every question"]).check(force=True)
    page.locator(AT["words"]).wait_for(state="visible")


def fill_to_the_brim(page, campaign):
    """The fullest answer that the form can hold."""
    most = {question["id"]: question["most"]
            for question in campaign.form["questions"] if "most" in question}
    page.evaluate(BRIM, most)


def choose_receipt(page, wanted):
    """Ticks whether she takes a receipt; gives whether the form has that choice."""
    box = page.locator(AT["no receipt"])
    if box.count() == 0:
        return False
    box.set_checked(not wanted)
    return True


def receipt_on(page):
    """The 24 digits that the thanks page shows, or None."""
    return receipt_in(page.locator(AT["receipt"]).first.inner_text())


def receipt_in(text):
    found = re.search(GROUPS, text)
    return re.sub(r"\D", "", found[0]) if found else None


def change_language(page, language):
    link = page.locator(AT["language"].format(language))
    part = page.locator(AT["safety part"])
    if part.count() and part.get_attribute("open") is None:
        part.locator("summary").first.click()
    link.click()


def length_sent(server):
    """Bytes that the page's script sends: sealed testimony, two tokens and a puzzle's nonce."""
    return sealing.sealed_length(server.campaign().form) + AFTER_THE_SEALED
