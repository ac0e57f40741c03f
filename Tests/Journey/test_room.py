# SPDX-License-Identifier: Apache-2.0
"""What the room gets: opened by other libraries, in a browser, on paper, and by an office program."""

import csv
import hashlib
import json
import pathlib
import shutil
import subprocess
import zipfile

import docx
import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from odf import opendocument, style, table, text
from odf.namespaces import DRAWNS, PRESENTATIONNS

from conftest import LANGUAGES
from machines import Intake, Vault, day, hand_over, result
from test_commands import cohort, fill

EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
HOSTILE = "=cmd|' /C calc'!A0 \u202etxt\u2066 <b>&\"x"
SHEET = """id;theme;day;status;by;{names}
interpreters-1;ask_safe_interview;2026-01-10;agreed;2026-09-30;{hostile};Переводчик;;An interpreter;;;;An invented ministry;;;;
interpreters-1;;2026-03-10;in_progress;;;;;;;;;;;;;Three are hired
shelter-1;ask_safe_home;2026-01-10;not_possible;;;;;A shelter;;;;An invented town;;;;No money this year
"""
needs_office = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed: Deploy/prepare test")


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A release of 42 people with promises; gives the folder. Nothing here changes it."""
    folder = tmp_path_factory.mktemp("room")
    vault = Vault(folder / "laptop")
    intake = Intake(folder / "server", vault.new_campaign())
    intake.start()
    voices = cohort(0, 42, most=["housing"])
    for number, one in enumerate(voices):
        one["facts"] = {"gender": ["man" if number % 3 == 0 else "woman"],
                        "where": ["russia" if number % 2 else "gulf"]}
    fill(intake, voices)
    hand_over(intake, vault)
    intake.kill()
    vault.code("a\n" * 42)
    names = ";".join(
        f"{kind}_{code}" for kind in ("promise", "owner", "note") for code in LANGUAGES)
    sheet = SHEET.format(names=names, hostile='"' + HOSTILE.replace('"', '""') + '"')
    (vault.folder / "promises.csv").write_text(sheet, encoding="utf-8")
    result(vault.ovoz(
        "report", "release", "--name", "autumn-1", "--out", "room", "--title", "Invented roundtable",
        "--collector", "Invented organisation", "--today", day(6), "--rehearsal", "--commitments",
        "promises.csv", "--pdf"))
    return vault.folder / "room"


def title(language):
    """On each page and document: the room here is a rehearsal, and says so."""
    word = {"tg": "Санҷиш", "ru": "Проба", "uz": "Sinov", "en": "Rehearsal"}[language]
    return f"{word}: Invented roundtable"


def test_the_manifest_holds_the_digest_of_every_file_and_the_draft_is_yaml(room):
    manifest = json.loads((room / "manifest.json").read_text(encoding="utf-8"))
    digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest()
               for file in room.iterdir() if file.name != "manifest.json"}
    assert manifest["files"] == digests and len(digests) == 38
    draft = yaml.safe_load((room / "answer-draft.yaml").read_text(encoding="utf-8"))
    assert {point["heard"]["en"] for point in draft["points"]} >= {"A safe home"}
    assert draft["points"][0]["owner"]["en"] == "An invented ministry"


def test_who_answered_is_told_in_groups_of_k_and_the_policy_knows_every_choice(room):
    with (room / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.DictReader(file))
    assert [(line["table"], line["row"], line["status"]) for line in told] == [
        ("gender", "woman", "band"), ("gender", "man+other+not_stated", "band"),
        ("where", "gulf", "band"),
        ("where", "tajikistan+russia+central_asia+elsewhere+not_stated", "band")]
    assert all(line["value"] == "" for line in told)
    config = pathlib.Path(__file__).resolve().parents[2] / "Config"
    policy = yaml.safe_load((config / "release-policy.yaml").read_text(encoding="utf-8"))
    form = yaml.safe_load((config / "form.yaml").read_text(encoding="utf-8"))
    asked = {question["id"]: [choice["id"] for choice in question.get("choices", [])]
             for question in form["facts"]}
    assert policy["facts"] == {fact: asked[fact] for fact in policy["facts"]}


def test_the_table_keeps_its_schema(room):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((room / "summary.schema.json").read_text(encoding="utf-8"))
    told = json.loads((room / "summary.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(told)
    assert (told["version"], told["policy"]["k"]) == (2, 10)
    assert (told["leftOut"], told["lastWithdrawalList"]) == ("none", day(0))
    for left_out, good in (("few", True), ("k_or_more", True), (None, True), (3, False)):
        assert validator.is_valid(told | {"leftOut": left_out}) == good
    told["rows"][0]["status"] = "exact"
    assert not validator.is_valid(told)


@EVERY_LANGUAGE
def test_the_document_has_real_styles_headers_and_its_language(room, language):
    document = docx.Document(room / f"summary.{language}.docx")
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Title") == 1 and styles.count("Heading 1") >= 5
    assert styles.count("List Bullet") >= 5
    assert all(table_.rows[0]._tr.trPr.xpath("w:tblHeader") for table_ in document.tables)
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)
    assert len(document.inline_shapes) >= 7
    tag = document.styles.element.xpath("//w:docDefaults//w:lang/@w:val")[0]
    assert tag == {"uz": "uz-Latn"}.get(language, language)
    core = document.core_properties
    assert (core.title, core.language, core.author) == (title(language), tag, "")


@EVERY_LANGUAGE
def test_the_open_document_has_the_same(room, language):
    document = opendocument.load(room / f"summary.{language}.odt")
    headings = document.getElementsByType(text.H)
    assert len(headings) >= 5
    assert {str(heading.getAttribute("outlinelevel")) for heading in headings} == {"1"}
    tables = document.getElementsByType(table.Table)
    assert tables and all(one.getElementsByType(table.TableHeaderRows) for one in tables)
    languages = {str(properties.getAttribute("language"))
                 for properties in document.getElementsByType(style.TextProperties)}
    assert language in languages


@EVERY_LANGUAGE
def test_the_deck_has_six_slides_with_notes_for_the_speaker(room, language):
    deck = opendocument.load(room / f"slides.{language}.odp")
    pages = [node for node in deck.presentation.childNodes if node.qname == (DRAWNS, "page")]
    assert len(pages) == 6
    for page in pages:
        notes = [node for node in page.childNodes if node.qname == (PRESENTATIONNS, "notes")]
        assert len(notes) == 1 and len(str(notes[0])) > 20


def test_no_file_says_when_where_or_by_whom_it_was_made(room):
    for file in room.iterdir():
        parts = {"": file.read_bytes()}
        if file.suffix in (".docx", ".odt", ".odp"):
            archive = zipfile.ZipFile(file)
            assert archive.testzip() is None
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            parts = {name: archive.read(name) for name in archive.namelist()}
        for name, content in parts.items():
            for trace in (b"/tmp", b"/home", b"generator", b"creator", b"creation-date", b"tEXt",
                          b"Skia", b"Chrom", b"D:2"):
                assert trace not in content, (file.name, name, trace)
            assert "\u202e".encode() not in content and "\u2066".encode() not in content, file.name


def test_no_cell_of_a_table_runs_as_a_formula(room):
    for file in room.glob("*.csv"):
        content = file.read_text(encoding="utf-8-sig")
        assert '"=' not in content and '"+' not in content and '"@' not in content
    assert "'=cmd|" in (room / "commitments.csv").read_text(encoding="utf-8")


@pytest.fixture
def open_file(browser):
    """Opens a file of the release as a person does; nothing may be asked of any network."""
    contexts = []

    def open_page(file, width=1280):
        context = browser.new_context(viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        faults = []
        page.on("request", lambda request: faults.append(request.url)
                if not request.url.startswith("file:") else None)
        page.on("console", lambda message: faults.append(message.text))
        page.goto(file.as_uri())
        return page, faults

    yield open_page
    for context in contexts:
        context.close()


@EVERY_LANGUAGE
@pytest.mark.parametrize("name", ["summary", "screen", "questions", "who"])
def test_pages_have_no_violation_and_reflow(room, open_file, name, language):
    page, faults = open_file(room / f"{name}.{language}.html")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults == []


def facts(file):
    told = subprocess.check_output(["pdfinfo", file], text=True)
    return {key: value.strip() for key, _, value in (
        line.partition(":") for line in told.splitlines())}


@EVERY_LANGUAGE
def test_the_page_prints_on_two_sheets_of_a4(room, open_file, scratch, language):
    page, _ = open_file(room / f"summary.{language}.html")
    page.pdf(path=scratch / "page.pdf", prefer_css_page_size=True)
    printed = facts(scratch / "page.pdf")
    assert printed["Pages"] == "2" and "A4" in printed["Page size"]


@EVERY_LANGUAGE
def test_the_printed_file_is_tagged_and_says_nothing_of_its_making(room, language):
    printed = facts(room / f"summary.{language}.pdf")
    assert printed["Pages"] == "2" and "A4" in printed["Page size"]
    assert printed["Tagged"] == "yes" and printed["Title"] == title(language)
    assert "1980" in printed["CreationDate"] and "1980" in printed["ModDate"]
    assert printed.get("Creator", "") == "" and printed.get("Producer", "") == ""
    words = subprocess.check_output(["pdftotext", room / f"summary.{language}.pdf", "-"], text=True)
    assert "Invented organisation" in words


def test_arrow_keys_go_from_screen_to_screen(room, open_file):
    page, faults = open_file(room / "screen.en.html")
    shown = "Math.round(scrollY / innerHeight) + 1"
    count = page.locator("section").count()
    assert count >= 8 and page.evaluate(shown) == 1
    for key, place in (("ArrowRight", 2), ("PageDown", 3), ("ArrowLeft", 2), ("PageUp", 1),
                       ("ArrowLeft", 1)):
        page.keyboard.press(key)
        page.wait_for_timeout(100)
        assert page.evaluate(shown) == place, key
    page.locator("section").first.get_by_role("link").click()
    page.wait_for_url("**#s2")
    assert faults == []


@needs_office
def test_an_office_program_opens_every_document(room, scratch):
    files = [*room.glob("*.en.docx"), *room.glob("*.tg.odt"), *room.glob("*.uz.odp")]
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{scratch}/office", "--convert-to",
         "pdf", "--outdir", scratch / "out", *files], check=True, capture_output=True, timeout=180)
    words = {file.stem: subprocess.check_output(["pdftotext", file, "-"], text=True)
             for file in (scratch / "out").glob("*.pdf")}
    assert sorted(words) == ["slides.uz", "summary.en", "summary.tg"]
    assert "What survivors ask for" in words["summary.en"] and "An interpreter" in words["summary.en"]
    assert "Invented roundtable" in words["summary.tg"] and "\u202e" not in words["summary.tg"]
    assert facts(scratch / "out" / "slides.uz.pdf")["Pages"] == "6"
