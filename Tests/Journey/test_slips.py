# SPDX-License-Identifier: Apache-2.0
"""Invitation slips: printed as people print them, and read back by a program that stands for a camera."""

import re
import shutil
import subprocess

import pytest

from machines import CONFIG, result

ADDRESS = "https://form.example"
# Nothing on a slip may say what the questions are about, in any of the languages.
TELLING = re.compile(
    "traffick|victim|surviv|exploit|police|violen|help|ovoz|торгов|жертв|пострадав|эксплуат|насил|"
    "помощ|одамфурӯш|ҷабр|қурбон|зӯровар|кӯмак|овоз|savdo|jabr|qurbon|zoʻr|yordam", re.IGNORECASE)


@pytest.fixture
def desk(intake):
    """An intake's folder with the texts of slips in it."""
    shutil.copy(CONFIG / "slips.yaml", intake.folder)
    return intake


def slips(desk, *arguments, count=20, out="slips.html", url=ADDRESS):
    return desk.command("slips", "--count", count, "--url", url, "--out", out, *arguments)


def printed_digits(page):
    """The digits of each slip as a person reads them."""
    shown = page.locator(".digits").all_inner_texts()
    assert all(re.fullmatch(r"(\d{4}\s*){6}", digits) for digits in shown)
    return [re.sub(r"\s", "", digits) for digits in shown]


@pytest.fixture
def paper(browser, scratch):
    """Prints a page and gives it with the sheets as pictures, 200 dots an inch as a cheap printer does.

    Beside each lies a sharper one: a camera looks more than once, and of a thousand squares one is missed at a look."""
    context = browser.new_context(java_script_enabled=True)
    page = context.new_page()

    def print_page(file):
        page.goto(file.as_uri())
        page.pdf(path=scratch / "slips.pdf", prefer_css_page_size=True, print_background=False)
        for dots, name in (("200", "sheet"), ("300", "sharp")):
            subprocess.run(["pdftoppm", "-r", dots, "-gray", "-png", "slips.pdf", name],
                           cwd=scratch, check=True)
        return page, sorted(scratch.glob("sheet*.png"))

    yield print_page
    context.close()


def decoded(sheets):
    """What a camera reads on all sheets, looking at every line of each twice."""
    looks = [*sheets, *(sheet.with_name(sheet.name.replace("sheet", "sharp")) for sheet in sheets)]
    finished = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "-Sx-density=1",
         "-Sy-density=1", *looks], capture_output=True, text=True, check=True)
    return set(finished.stdout.split())


def test_every_square_on_paper_holds_the_digits_beside_it(desk, paper):  # G13
    assert result(slips(desk)) == "20 slips in slips.html\n"
    page, sheets = paper(desk.folder / "slips.html")
    assert len(sheets) == 3  # 8, 8 and 4
    digits = printed_digits(page)
    assert len(set(digits)) == 20
    assert decoded(sheets) == {f"{ADDRESS}/#slip={code}" for code in digits}
    assert all(int(code) % 97 == 1 for code in digits)


CUT_OFF = """cards => cards.flatMap(card => [...card.querySelectorAll('*')].filter(one => {
  const [inner, outer] = [one.getBoundingClientRect(), card.getBoundingClientRect()];
  return inner.top < outer.top || inner.bottom > outer.bottom
    || inner.left < outer.left || inner.right > outer.right;
}).map(one => one.outerHTML.slice(0, 80)))"""


@pytest.mark.parametrize("longest", [False, True])
def test_no_slip_is_cut_off(desk, paper, longest):  # G13
    url = ADDRESS
    if longest:
        url += "/" + "w" * (80 - len(url) - 1)
        words = "Широкое ш " * 9
        texts = "".join(f'  {code}: "{words}"\n' for code in ("tg", "ru", "uz", "en"))
        (desk.folder / "slips.yaml").write_text("invitation:\n" + texts, encoding="utf-8")
    result(slips(desk, count=8, url=url))
    page, sheets = paper(desk.folder / "slips.html")
    assert len(sheets) == 1 and len(decoded(sheets)) == 8
    page.emulate_media(media="print")
    assert page.locator("section").evaluate_all(CUT_OFF) == []


def test_a_slip_says_nothing_of_what_is_asked_and_holds_no_date(desk):  # G3
    result(slips(desk))
    text = (desk.folder / "slips.html").read_text(encoding="utf-8")
    words = re.sub(r"<style>.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL)
    assert not TELLING.search(words), TELLING.search(words)
    numbers = set(re.findall(r"\d+", words))
    assert numbers and all(len(number) == 4 for number in numbers)
    assert "<script" not in text and "src=" not in text and "http:" not in text
    for language in ("tg", "ru", "uz", "en"):
        assert text.count(f'<p lang="{language}">') == 20


def test_chosen_languages_only(desk):
    result(slips(desk, "--language", "uz", "--language", "tg"))
    text = (desk.folder / "slips.html").read_text(encoding="utf-8")
    assert set(re.findall(r'<p lang="(\w+)">', text)) == {"tg", "uz"}


def test_the_page_is_its_owners_alone_and_never_replaces_one(desk):
    result(slips(desk))
    file = desk.folder / "slips.html"
    assert file.stat().st_mode & 0o777 == 0o600 and file.stat().st_nlink == 1
    before = file.read_bytes()
    again = slips(desk)
    assert again.returncode == 64 and "exists already" in again.stderr and again.stdout == ""
    assert file.read_bytes() == before
    assert not list(desk.folder.glob("*.part"))


def test_nothing_is_left_when_the_slips_cannot_be_stored(desk):
    (desk.folder / "state").write_text("a file where a folder has to be")
    failed = slips(desk)
    assert failed.returncode == 1 and "hint: " in failed.stderr
    assert not list(desk.folder.glob("slips.html*"))


def test_the_store_holds_no_digits_and_the_log_none(desk):
    result(slips(desk))
    text = (desk.folder / "slips.html").read_text(encoding="utf-8")
    codes = ["".join(groups) for groups in
             re.findall(r'<p class="digits">' + r"<span>(\d{4})</span> " * 6 + "</p>", text)]
    assert len(codes) == 20
    for file in (desk.folder / "state").rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert not [code for code in codes if code.encode() in content], file.name


@pytest.mark.parametrize("url", [
    "http://form.example", "form.example", "https://", "https://form.example/?a=1",
    "https://form.example/#a", "https://name@form.example", "javascript:alert(1)",
    "https://form.example/" + "x" * 80, "https://form.example/ y", "ftp://form.example"])
def test_an_address_that_does_not_fit_is_refused(desk, url):
    refused = desk.command("slips", "--count", 1, f"--url={url}", "--out", "slips.html")
    assert refused.returncode == 64 and "https://form.example" in refused.stderr
    assert not list(desk.folder.glob("slips.html*"))


@pytest.mark.parametrize("count", ["0", "-1", "401", "x"])
def test_a_count_that_makes_no_sense_is_refused(desk, count):
    refused = desk.command("slips", f"--count={count}", "--url", ADDRESS, "--out", "slips.html")
    assert refused.returncode == 64
    assert not list(desk.folder.glob("slips.html*"))


@pytest.mark.parametrize("url, shown", [
    ("https://form.example/", "form.example"), ("https://form.example:8443", "form.example:8443"),
    ("https://form.example/a", "form.example/a/"),
    ("http://" + "a" * 56 + ".onion", "http://" + "a" * 56 + ".onion")])
def test_an_address_is_shown_as_people_type_it(desk, paper, url, shown):
    result(slips(desk, count=2, url=url))
    page, sheets = paper(desk.folder / "slips.html")
    assert set(page.locator(".address").all_inner_texts()) == {shown}
    digits = printed_digits(page)
    base = url if url.endswith("/") else url + "/"
    assert sorted(decoded(sheets)) == sorted(f"{base}#slip={code}" for code in digits)


def test_a_mistake_in_the_texts_names_its_line(desk):
    file = desk.folder / "slips.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("  uz:", "  xx:"), encoding="utf-8")
    refused = slips(desk)
    assert refused.returncode == 78 and "slips.yaml:" in refused.stderr
    assert not list(desk.folder.glob("slips.html*"))
