# SPDX-License-Identifier: Apache-2.0
"""G13 in a text browser: w3m, which runs no script and shows a page as a screen reader reads it.

w3m shows and follows; what a person would enter in it is sent by a reader of the same HTML, which
knows nothing of our form but what the page says.
"""

import re
import shutil
import socket
import subprocess
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

import pytest

import visitor
from conftest import LANGUAGES
from machines import hand_over, trusting_anyone

pytestmark = pytest.mark.skipif(not shutil.which("w3m"), reason="w3m is not installed")
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
FORM = "application/x-www-form-urlencoded"


def w3m(folder, *what, page=None):
    """A page as text, 72 columns wide: of an address, or of the bytes that are given."""
    return subprocess.run(
        ["w3m", "-dump", "-cols", "72", "-no-cookie", "-o", "ssl_verify_server=0", *what],
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "dumb"},
        input=page or b"", capture_output=True, check=True, timeout=20).stdout.decode()


def shown_by_w3m(folder, server, path):
    status, _, page = server.get(path)
    assert status in (200, 203)
    return w3m(folder, "-T", "text/html", page=page)


def spaced(text):
    return " ".join(text.split())


def place(shown, name, language):
    """Where a text of the pages stands, by its first words; they may be wrapped."""
    start = spaced(visitor.texts(name)[language])[:30]
    at = spaced(shown).find(start)
    assert at >= 0, f"{name}: {start!r} is not shown"
    return at


@EVERY_LANGUAGE
def test_safety_and_the_notice_come_before_the_first_question(
        shared_server, scratch, language):  # G2 G13
    shown = shown_by_w3m(scratch, shared_server, f"/?lang={language}")
    question = shared_server.campaign().form["questions"][0]["text"][language]
    first = spaced(shown).find(spaced(question)[:30])
    assert first > 0
    assert 0 <= place(shown, "plainNotice", language) < first
    assert 0 <= place(shown, "safeHeading", language) < first
    exit_at = spaced(shown).find(spaced(visitor.texts("exitLabel")[language]))
    assert 0 <= exit_at < place(shown, "safeHeading", language)


@EVERY_LANGUAGE
def test_every_question_can_be_reached_without_scripts(shared_server, scratch, language):  # G13
    shown = spaced(shown_by_w3m(scratch, shared_server, f"/?lang={language}"))
    for question in shared_server.campaign().form["questions"]:
        assert spaced(question["text"][language])[:40] in shown


@pytest.mark.parametrize("path", ["receipt", "help", "answer"])
@EVERY_LANGUAGE
def test_the_other_pages_are_text_too(shared_server, scratch, path, language):  # G13
    shown = shown_by_w3m(scratch, shared_server, f"/{path}?lang={language}")
    assert spaced(visitor.texts("exitLabel")[language]) in spaced(shown)
    assert len(spaced(shown)) > 100 and "{{" not in shown and "<" not in shown


def test_a_browser_of_http_1_0_is_not_kept_waiting(shared_server):  # G13
    """w3m speaks HTTP/1.0 and reads until the connection ends; it must not last until the idle time."""
    with socket.create_connection(("127.0.0.1", shared_server.port), timeout=10) as plain:
        with trusting_anyone().wrap_socket(plain) as secured:
            secured.sendall(b"GET /help HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
            while secured.recv(65_536):
                pass


def test_w3m_itself_sends_a_plain_form(server, vault, scratch):  # G2 G13
    """The one request that w3m makes unattended: a form from a file."""
    form = scratch / "form"
    form.write_text(urlencode({
        "lang": "uz", "way": "all", "change.text": visitor.SENTINELS["uz"][0], "permission": "1"}))
    shown = w3m(scratch, "-post", str(form), f"{server.address}?lang=uz")
    assert spaced(visitor.texts("thanksHeading")["uz"]) in spaced(shown)
    assert visitor.receipt_in(shown)
    server.stop()
    hand_over(server, vault)
    (line,) = vault.list()
    assert line["sealedBy"] == "server" and visitor.SENTINELS["uz"][0] in vault.read(line["id"])


# A reader of forms


class Form(HTMLParser):
    """The first form of a page: where it goes, and its fields as a browser would send them."""

    def __init__(self, page):
        super().__init__()
        self.action, self.fields, self.buttons, self.open = None, [], [], False
        self.writing, self.list = None, None
        self.feed(page)

    def handle_starttag(self, name, attributes):
        told = dict(attributes)
        if name == "form":
            assert self.action is None and told["method"] == "post"
            self.action, self.open = told["action"], True
        elif self.open and name == "input" and "name" in told:
            self.fields.append({"kind": "text", **{"type": "text", "value": ""}, **told,
                                "on": "checked" in told})
        elif self.open and name == "button":
            self.buttons.append((told.get("name"), told.get("value", "")))
        elif self.open and name == "textarea":
            self.writing = {**told, "type": "text", "value": "", "on": True}
        elif self.open and name == "select":
            self.list = {**told, "type": "text", "value": "", "on": True}
        elif name == "option" and self.list is not None and "selected" in told:
            self.list["value"] = told["value"]

    def handle_data(self, text):
        if self.writing is not None:
            self.writing["value"] += text

    def handle_endtag(self, name):
        if name == "textarea" and self.writing is not None:
            # One line break right after the tag is not part of the text (HTML, 13.2.6.4.7).
            self.writing["value"] = self.writing["value"].removeprefix("\n")
            self.fields.append(self.writing)
            self.writing = None
        elif name == "select" and self.list is not None:
            self.fields.append(self.list)
            self.list = None
        elif name == "form":
            self.open = False

    def _named(self, name):
        found = [field for field in self.fields if field["name"] == name]
        assert found, f"the form has no field {name}"
        return found

    def write(self, name, text):
        (field,) = self._named(name)
        field["value"] = text

    def choose(self, name, value):
        (chosen,) = [field for field in self._named(name) if field["value"] == value]
        if chosen["type"] == "radio":
            for field in self._named(name):
                field["on"] = False
        chosen["on"] = True

    def body(self, button=0):
        sent = [(field["name"], field["value"]) for field in self.fields
                if field["on"] or field["type"] not in ("radio", "checkbox")]
        name, value = self.buttons[button]
        return urlencode(sent + ([(name, value)] if name else [])).encode()


class Reader:
    """A browser that has no scripts: opens pages, sends forms, follows nothing by itself."""

    def __init__(self, server):
        self.server, self.at, self.page = server, server.address, ""

    def open(self, path):
        self.at = urljoin(self.at, path)
        status, _, page = self.server.get(self._path())
        assert status in (200, 203)
        self.page = page.decode()
        return Form(self.page)

    def send(self, form, button=0):
        self.at = urljoin(self.at, form.action)
        status, _, page = self.server.post(form.body(button), FORM, self._path())
        self.page = page.decode()
        return status

    def _path(self):
        parts = urlsplit(self.at)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def text(self):
        page = re.sub(r"(?s)<(script|style|template)\b.*?</\1>", "", self.page)
        return spaced(re.sub(r"<[^>]+>", " ", page))


def enter_all(form, language):
    words, own_words = visitor.SENTINELS[language]
    form.choose("way", "all")
    form.write("change.text", words)
    form.write("most.text", own_words)
    form.write("permission.change", "3")
    for question, ids in visitor.CHOICES.items():
        for choice in ids:
            row, _, column = choice.rpartition(".")
            form.choose(f"{question}.{row}" if row else question, column)
    for fact, (choice,) in visitor.FACTS.items():
        form.choose(f"facts.{fact}", choice)
    form.choose("permission", "2")
    form.choose("keep", "1")
    form.choose("helped", "1")


@EVERY_LANGUAGE
def test_the_whole_way_without_scripts_and_back_out(server, vault, language):  # G2 G6 G13
    """Write, take the receipt, look, be asked whether one is sure, withdraw, look again."""
    reader = Reader(server)
    form = reader.open(f"/?lang={language}")
    enter_all(form, language)
    assert reader.send(form) == 203
    assert spaced(visitor.texts("thanksHeading")[language]) in reader.text
    digits = visitor.receipt_in(reader.text)
    assert digits and int(digits) % 97 == 1

    form = reader.open(f"/receipt?lang={language}")
    form.write("digits", digits)
    reader.send(form, button=0)
    kept = reader.text
    form = reader.open(f"/receipt?lang={language}")
    form.write("digits", digits)
    reader.send(form, button=1)  # without the tick
    unsure = reader.text
    form = reader.open(f"/receipt?lang={language}")
    form.write("digits", " ".join(re.findall("....", digits)))
    form.choose("sure", "1")
    reader.send(form, button=1)
    done = reader.text
    form = reader.open(f"/receipt?lang={language}")
    form.write("digits", digits)
    reader.send(form, button=0)
    gone = reader.text
    assert len({kept, unsure, done, gone}) == 4
    for shown in (kept, unsure, done, gone):
        assert visitor.traces(shown.encode(), language) == []
    server.stop()
    hand_over(server, vault)
    assert vault.list() == []


def test_a_wrong_digit_is_told_and_nothing_is_withdrawn(server, vault):  # G6
    reader = Reader(server)
    form = reader.open("/?lang=en")
    form.write("change.text", visitor.SENTINELS["en"][0])
    reader.send(form)
    digits = visitor.receipt_in(reader.text)
    wrong = digits[:5] + str((int(digits[5]) + 1) % 10) + digits[6:]
    form = reader.open("/receipt?lang=en")
    form.write("digits", wrong)
    form.choose("sure", "1")
    reader.send(form, button=1)
    # What was typed stands in the field again: nobody types 24 digits twice.
    assert wrong in reader.page and wrong not in reader.text
    server.stop()
    hand_over(server, vault)
    assert len(vault.list()) == 1
