# SPDX-License-Identifier: Apache-2.0
"""G13: what a visit costs on the wire, as Chromium counts it: header fields and bodies, compressed."""

import gzip

import pytest
import yaml

import visitor
from conftest import LANGUAGES
from machines import CONFIG, Intake, Vault
from visitor import AT

EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
MOST_COMPRESSED, MOST_RAW, MOST_REQUESTS = 14_800, 47_500, 3
# The same with sounds, slips, an announced end of the key and Dari; the plan of sounds is mostly addresses.
MOST_WITH_ALL, MOST_RAW_WITH_ALL = 15_000, 49_000
# A status line and the protective header fields.
MOST_FIELDS = 1_200


class Scales:
    """Every request of a tab and the bytes that came for it, from the browser's own counting."""

    def __init__(self, page):
        self.page, self.asked, self.came, self.fields = page, {}, {}, {}
        self.session = page.context.new_cdp_session(page)
        self.session.on("Network.requestWillBeSent", self._asked)
        self.session.on("Network.responseReceived", self._begun)
        self.session.on("Network.loadingFinished", self._ended)
        self.session.send("Network.enable")

    def _asked(self, event):
        if not event["request"]["url"].startswith(("data:", "about:", "chrome")):
            self.asked[event["requestId"]] = event["request"]["url"]

    def _begun(self, event):
        self.fields[event["requestId"]] = event["response"]["encodedDataLength"]

    def _ended(self, event):
        self.came[event["requestId"]] = event["encodedDataLength"]

    def rest(self):
        """Waits until nothing is on its way."""
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(200)

    def bytes_of(self, address):
        return [self.came.get(number, 0) for number, asked in self.asked.items()
                if asked == address]

    def bodies_of(self, address):
        return [self.came.get(number, 0) - self.fields.get(number, 0)
                for number, asked in self.asked.items() if asked == address]

    def others(self, server):
        return [asked for asked in self.asked.values() if not asked.startswith(server.address)]


@EVERY_LANGUAGE
def test_the_first_view_is_light_and_whole(visit, shared_server, language):  # G13
    page = visit()
    scales = Scales(page)
    address = f"{shared_server.address}?lang={language}"
    page.goto(address)
    scales.rest()
    assert page.locator(AT["safety"]).first.is_visible()
    assert list(scales.asked.values()) == [address]
    (whole,), (body,) = scales.bytes_of(address), scales.bodies_of(address)
    raw = len(page.evaluate("fetch(location.href).then(reply => reply.text())").encode())
    print(f"\n{language}: {body:>6} of {MOST_COMPRESSED} bytes compressed, {whole - body} of fields, "
          f"{raw:>6} of {MOST_RAW} raw")
    assert 0 < body <= MOST_COMPRESSED and whole - body <= MOST_FIELDS
    assert raw <= MOST_RAW
    # The browser counted compressed bytes, and not what it unpacked.
    packed = shared_server.get(f"/?lang={language}", {"Accept-Encoding": "gzip"})[2]
    assert abs(len(packed) - body) < 64 and len(gzip.decompress(packed)) == raw


@pytest.fixture(scope="module")
def full_server(tmp_path_factory):
    """A running intake with everything that makes the page heavier."""
    folder = tmp_path_factory.mktemp("full")
    vault = Vault(folder / "laptop", folder / "config")
    vault.config.mkdir()
    text = (CONFIG / "form.yaml").read_text(encoding="utf-8")
    listed = text.replace("languages: [tg, ru, uz, en]", "languages: [tg, ru, uz, en, prs]")
    assert listed != text
    (vault.config / "form.yaml").write_text(listed, encoding="utf-8")
    intake = Intake(folder / "server", vault.new_campaign())
    for language in LANGUAGES:
        (intake.folder / "audio" / language).mkdir(parents=True)
        for question in yaml.safe_load(text)["questions"]:
            sound = intake.folder / "audio" / language / f"{question['id']}.mp3"
            sound.write_bytes(b"ID3" + bytes(200))
    intake.set("audio", "audio")
    intake.set("slips", "required")
    intake.set("keyEndAnnounced", "2027-12-31")
    intake.start()
    yield intake
    intake.kill()


@EVERY_LANGUAGE
def test_with_everything_switched_on_the_page_stays_light(full_server, language):  # G13
    packed = full_server.get(f"/?lang={language}", {"Accept-Encoding": "gzip"})[2]
    page = gzip.decompress(packed)
    print(f"\n{language}: {len(packed):>6} of {MOST_WITH_ALL} bytes compressed, {len(page)} raw")
    # All of it is there.
    for sign in ("lang=prs", ".mp3", "2027"):
        assert sign in page.decode(), sign
    assert len(packed) <= MOST_WITH_ALL and len(page) <= MOST_RAW_WITH_ALL


def test_the_check_names_a_language_without_a_notice(full_server):
    told = full_server.command("check").stdout
    assert "warning: in prs nothing points at words" in told
    assert "in ru nothing points" not in told


@EVERY_LANGUAGE
def test_a_whole_visit_asks_three_times_and_nobody_else(visit, shared_server, language):  # G3 G13
    """The form, the notice beside the text boxes, and what is sent."""
    page = visit()
    scales = Scales(page)
    page.goto(f"{shared_server.address}?lang={language}")
    visitor.come_in(page)
    visitor.fill(page, language)
    scales.rest()
    visitor.send(page)
    assert visitor.thanks(page) == visitor.texts("thanksHeading")[language]
    scales.rest()
    assert scales.others(shared_server) == []
    assert len(scales.asked) <= MOST_REQUESTS, scales.asked.values()
    print(f"\n{language}: {sum(scales.came.values())} bytes in {len(scales.asked)} requests")


def test_without_scripts_a_visit_asks_twice_and_nobody_else(visit, shared_server):  # G3 G13
    page = visit(scripts=False)
    scales = Scales(page)
    page.goto(f"{shared_server.address}?lang=tg")
    visitor.come_in(page)
    visitor.fill(page, "tg")
    visitor.send(page)
    visitor.thanks(page)
    scales.rest()
    assert scales.others(shared_server) == [] and len(scales.asked) == 2


@pytest.mark.parametrize("path", ["receipt", "help", "answer"])
@EVERY_LANGUAGE
def test_each_other_page_is_one_light_request(visit, shared_server, path, language):  # G3 G13
    page = visit()
    scales = Scales(page)
    address = f"{shared_server.address}{path}?lang={language}"
    page.goto(address)
    scales.rest()
    assert list(scales.asked.values()) == [address]
    assert scales.bodies_of(address)[0] <= MOST_COMPRESSED


def test_the_scales_see_other_sites_and_weight(visit, shared_server, unprotected):
    page = visit()
    scales = Scales(page)
    page.goto(unprotected)
    heavy = "a" * 50_000
    page.evaluate("text => fetch('/?' + text.slice(0, 500), {method: 'GET'})", heavy)
    scales.rest()
    assert len(scales.others(shared_server)) >= 2
    assert scales.bodies_of(unprotected)[0] > 100
