# SPDX-License-Identifier: Apache-2.0
"""Pictures of every page for people to look at: each language, phone and desktop, light and dark.

    python Tests/Journey/gallery.py FOLDER [LANGUAGE…]

Beside the pictures, what a program can see by itself: faults.txt names what scrolls sideways, is cut off,
is too small to tap, or is not in the language of the page."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import visitor
from machines import CONFIG, Intake, Vault, day, result

SIZES = {"phone": (320, 640), "desktop": (1280, 900)}
SCHEMES = ["light", "dark"]
HELP = """staleAfterDays: 90
lines:
  - name: {tg: "Хати намунавӣ", ru: "Линия-пример", uz: "Namuna tarmogʻi", en: "Example line", prs: "خط نمونه"}
    number: "+000 00 000 00 00"
    where: {tg: "Шаҳри намунавӣ", ru: "Город-пример", uz: "Namuna shahri", en: "Example Town", prs: "شهر نمونه"}
    answers: {tg: "Зане, ки ба дигарон намегӯяд", ru: "Женщина, которая никому не расскажет", uz: "Boshqalarga aytmaydigan ayol", en: "A woman who tells no one", prs: "زنی که به دیگران نمی‌گوید"}
    hours: {tg: "ҳар рӯз 8–20", ru: "каждый день 8–20", uz: "har kuni 8–20", en: "every day 8 to 20", prs: "هر روز ۸ تا ۲۰"}
    languages: {tg: "тоҷикӣ, русӣ", ru: "таджикский, русский", uz: "tojikcha, ruscha", en: "Tajik, Russian", prs: "تاجیکی، روسی"}
    checked: DAY
    until: 2999-06-30
"""
# What a person's thumb misses, and what stands out of the page; links within sentences may be small.
SEEN = """() => {
  const faults = [], wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) faults.push('scrolls sideways');
  for (const one of document.querySelectorAll('a, button, summary, select, textarea, input, label')) {
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const around = one.closest('label');
    if (!box.width || style.opacity === '0' || one.matches('.skip') || around && one !== around) continue;
    const told = one.id || one.textContent.trim().slice(0, 40);
    if (box.height < 43.5 && !one.matches('.box label')) {
      faults.push(`${one.tagName.toLowerCase()} of ${Math.round(box.height)} px: ${told}`);
    }
    if (box.left < -1 || box.right > wide + 1) faults.push(`cut off: ${told}`);
    if (one.scrollWidth > one.clientWidth + 1 && one.clientWidth && style.overflow !== 'visible') {
      faults.push(`words cut: ${told}`);
    }
  }
  const exit = document.getElementById('exit');
  if (exit) {
    const box = exit.getBoundingClientRect();
    if (Math.round(box.bottom) !== innerHeight) faults.push(`exit ends at ${box.bottom}`);
  }
  return faults;
}"""

TALL = "Math.max(innerHeight, document.documentElement.scrollHeight)"


class Gallery:
    """Takes pictures of what a tab shows, in both sizes and schemes, and notes what is at fault."""

    def __init__(self, folder):
        self.folder, self.faults, self.taken = folder, [], []
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, page, language, name):
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                file = self.folder / f"{name}-{language}-{size}-{scheme}.png"
                # As tall as the page: else the bar at the bottom would stand amid the words.
                page.set_viewport_size({"width": width, "height": page.evaluate(TALL)})
                page.screenshot(path=file)
                self.taken.append((name, language, size, scheme, file))
                page.set_viewport_size({"width": width, "height": height})
            self.faults += [f"{name} {language} {size}: {one}" for one in page.evaluate(SEEN)]
        # What a thumb meets first, with the bar at the bottom where it is.
        page.set_viewport_size(dict(zip(("width", "height"), SIZES["phone"])))
        page.evaluate("scrollTo(0, 0)")
        file = self.folder / f"{name}-{language}-first.png"
        page.screenshot(path=file)
        self.taken.append((name, language, "first", "dark", file))

    def sheets(self, browser):
        """One sheet for each page, size and scheme: the languages side by side."""
        groups = {}
        for name, language, size, scheme, file in self.taken:
            groups.setdefault(f"{name}-{size}-{scheme}", []).append((language, file.name))
        page = browser.new_context(viewport={"width": 1340, "height": 900}).new_page()
        for name, files in groups.items():
            sheet = self.folder / f"sheet-{name}.html"
            sheet.write_text(SHEET + "".join(
                f"<figure><figcaption>{language}</figcaption><img src={file}></figure>"
                for language, file in files), encoding="utf-8")
            page.goto(sheet.as_uri())
            page.screenshot(path=sheet.with_suffix(".png"), full_page=True)
        (self.folder / "faults.txt").write_text("\n".join(self.faults) + "\n", encoding="utf-8")


SHEET = """<!doctype html><meta charset="utf-8"><title>Sheet</title>
<style>body{display:flex;gap:8px;margin:8px;background:#888;align-items:flex-start}
figure{margin:0}img{max-width:320px}</style>
"""


# The pages, each as a person comes to it


def form_pages(gallery, page, server, language):
    page.goto(f"{server.address}?lang={language}")
    gallery.take(page, language, "safety")
    page.locator('label[for="way-short"]').click()
    gallery.take(page, language, "short")
    page.locator('label[for="way-all"]').click()
    visitor.send(page)
    page.fill("#q-most-text", visitor.SENTINELS.get(language, ("", "Invented"))[1])
    for summary in page.locator("form summary").all():
        summary.click()
    gallery.take(page, language, "form-fault")
    page.fill("#q-change-text", "+992 93 555 12 34 " + visitor.SENTINELS.get(language, ("x",))[0])
    page.wait_for_timeout(800)
    gallery.take(page, language, "form-notice")
    visitor.send(page)
    visitor.thanks(page)
    gallery.take(page, language, "thanks")
    return visitor.receipt_on(page)


def receipt_pages(gallery, page, server, language, digits):
    page.goto(f"{server.address}receipt?lang={language}")
    gallery.take(page, language, "receipt")
    page.fill("#digits-in", digits[:-1] + str((int(digits[-1]) + 1) % 10))
    page.locator('button[value="look"]').click()
    page.wait_for_function("document.getElementById('told').textContent")
    gallery.take(page, language, "receipt-wrong")
    page.fill("#digits-in", " ".join(digits[at:at + 4] for at in range(0, 24, 4)))
    told(page, language, "look", "stateKept")
    gallery.take(page, language, "looked")
    page.check("#sure")
    told(page, language, "withdraw", "withdrawDone")
    gallery.take(page, language, "withdrawn")


def told(page, language, do, name):
    page.locator(f'button[value="{do}"]').click()
    wanted = visitor.texts(name)[language]
    page.wait_for_function(
        "wanted => document.getElementById('told').textContent === wanted", arg=wanted)


def plain_pages(gallery, page, server, language):
    """Without scripts; the browser then has nothing that could look for faults."""
    page.goto(f"{server.address}?lang={language}")
    gallery.take(page, language, "safety-plain")
    page.locator('label[for="way-all"]').click()
    page.fill("#q-change-text", "   ")
    page.locator("#slip-label").click()
    page.fill("#slip", "1234")
    visitor.send(page)
    page.wait_for_load_state()
    gallery.take(page, language, "refused-plain")
    page.goto(f"{server.address}?lang={language}")
    page.locator('label[for="way-short"]').click()
    page.fill("#q-change-text", "Invented.")
    visitor.send(page)
    page.locator("#form").wait_for(state="detached")
    gallery.take(page, language, "thanks-plain")


def kiosk_pages(gallery, page, file, language):
    page.goto(file.as_uri())
    page.locator(f"nav a[lang={language}]").click()
    page.wait_for_function("wanted => document.documentElement.lang === wanted", arg=language)
    gallery.take(page, language, "kiosk")
    page.locator("footer a").click()
    page.wait_for_function("() => document.getElementById('staff-handed').textContent !== ''")
    gallery.take(page, language, "kiosk-staff")


def prepared(folder, languages):
    """An intake with an answer and a help line, and one without a campaign."""
    config = folder / "config"
    shutil.copytree(CONFIG, config)
    if "prs" in languages:
        form = config / "form.yaml"
        form.write_text(form.read_text(encoding="utf-8").replace(
            "languages: [tg, ru, uz, en]", "languages: [tg, ru, uz, en, prs]"), encoding="utf-8")
    vault = Vault(folder / "laptop", config)
    server = Intake(folder / "server", vault.new_campaign())
    (server.folder / "help.yaml").write_text(HELP.replace("DAY", day()), encoding="utf-8")
    result(vault.ovoz("answer", "publish", CONFIG / "answer.yaml", "--out", "answer.ovoz"))
    shutil.copy(vault.folder / "answer.ovoz", server.folder)
    result(server.command("form", "--standalone", "form.html"))
    closed = Intake(folder / "closed")
    return server, closed


def main(folder, languages):
    gallery = Gallery(Path(folder))
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        server, closed = prepared(Path(work), languages)
        server.start()
        closed.start()
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("OVOZ_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox"])
        try:
            for language in languages:
                take_all(gallery, browser, server, closed, language)
        finally:
            server.kill()
            closed.kill()
            gallery.sheets(browser)
    print(f"{len(gallery.taken)} pictures, {len(gallery.faults)} faults in {folder}")


def take_all(gallery, browser, server, closed, language):
    options = {"ignore_https_errors": True, "has_touch": True}
    page = browser.new_context(**options).new_page()
    digits = form_pages(gallery, page, server, language)
    receipt_pages(gallery, page, server, language, digits)
    for name in ("help", "answer", "nothing"):
        page.goto(f"{server.address}{name}?lang={language}")
        gallery.take(page, language, name)
    page.goto(f"{closed.address}?lang={language}")
    gallery.take(page, language, "closed")
    plain = browser.new_context(java_script_enabled=False, **options).new_page()
    plain_pages(gallery, plain, server, language)
    kiosk_pages(gallery, page, server.folder / "form.html", language)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:] or ["tg", "ru", "uz", "en"])
