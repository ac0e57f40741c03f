# SPDX-License-Identifier: Apache-2.0
"""The whole way, in a real browser: form, intake, bundle, vault, reader; in each language."""

import pytest

import sealing
import visitor
from conftest import LANGUAGES
from machines import hand_over
from visitor import Wire

WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize(
    "scripts", [True, False], ids=["scripts", "no-scripts"])
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@EVERY_LANGUAGE
@WITH_AND_WITHOUT_SCRIPTS
def test_what_was_written_is_what_is_read_and_stands_nowhere_else(
        visit, server, vault, scratch, language, scripts):  # G1 G2 G3 G7 G13
    page = visit(scripts)
    wire = Wire(page)
    visitor.enter(page, server, language)
    visitor.fill(page, language)
    visitor.send(page)
    assert visitor.thanks(page) == visitor.texts("thanksHeading")[language]

    assert visitor.traces(wire.envelopes(), language) == []
    (body,) = wire.bodies
    # Without scripts the words have to be in the body: this shows that the search finds them.
    found = visitor.traces(body, language)
    assert found == ([] if scripts else list(visitor.SENTINELS[language]))

    assert server.stop() == 0
    hand_over(server, vault)
    (line,) = vault.list()
    sealed_by = "browser" if scripts else "server"
    assert (line["sealedBy"], line["language"], line["opens"]) == (sealed_by, language, True)
    shown = vault.read(line["id"])
    spoken = "the browser" if scripts else "the server (JavaScript was off)"
    expected = visitor.as_read(server.campaign(), visitor.full_answers(language), spoken)
    assert shown.split("\n", 1)[1] == expected
    assert visitor.traces(shown.encode(), language) == list(visitor.SENTINELS[language])
    assert visitor.traces_in_files(scratch, language) == []


def test_the_search_for_traces_finds_each_way_of_writing(scratch):
    words, _ = visitor.SENTINELS["tg"]
    for number, form in enumerate(visitor.forms_of(words)):
        file = scratch / str(number)
        file.write_bytes(b"\0before " + form + b" after")
        assert visitor.traces_in_files(scratch, "tg") == [str(number)], form
        file.unlink()


def lengths_of_a_sending(page, server, enter):
    """Bytes of the request's body and header fields, and of the reply's."""
    wire = Wire(page)
    visitor.enter(page, server, "en")
    enter(page)
    with page.expect_response(lambda reply: reply.request.method == "POST") as reply:
        visitor.send(page)
    visitor.thanks(page)
    sizes = reply.value.request.sizes()
    (body,) = wire.bodies
    return {"body": len(body), "fields": sizes["requestHeadersSize"],
            "reply": len(reply.value.body()), "reply fields": sizes["responseHeadersSize"]}


def test_a_full_and_an_empty_answer_have_one_length_on_the_wire(visit, shared_server):  # G4
    empty = lengths_of_a_sending(
        visit(), shared_server, lambda page: page.fill("#q-change-text", "."))
    full = lengths_of_a_sending(visit(), shared_server, lambda page: visitor.fill(page, "en"))
    assert full == empty
    assert full["body"] == visitor.sent_length(shared_server.campaign())


@EVERY_LANGUAGE
def test_each_language_has_the_same_length_on_the_wire(visit, shared_server, language):  # G4
    page = visit()
    wire = Wire(page)
    visitor.enter(page, shared_server, language)
    page.fill("#q-change-text", visitor.SENTINELS[language][0] * 20)
    visitor.send(page)
    visitor.thanks(page)
    assert [len(b) for b in wire.bodies] == [visitor.sent_length(shared_server.campaign())]


def test_words_that_a_terminal_or_a_page_could_misread_arrive_as_they_are(
        visit, server, vault):  # G7
    hard = "<b>&amp; \"quoted\" ' %41 + = ; 100% \\n\nsecond line\n\n😀 ғӣқӯҳҷ oʻz \u0301e"
    page = visit()
    visitor.enter(page, server, "uz")
    page.fill("#q-change-text", hard)
    visitor.send(page)
    visitor.thanks(page)
    plain = visit(scripts=False)
    visitor.enter(plain, server, "uz")
    plain.fill("#q-change-text", hard)
    visitor.send(plain)
    visitor.thanks(plain)
    server.stop()
    hand_over(server, vault)
    lines = vault.list()
    assert sorted(line["sealedBy"] for line in lines) == ["browser", "server"]
    for line in lines:
        assert hard in vault.read(line["id"])
