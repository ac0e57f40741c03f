# SPDX-License-Identifier: Apache-2.0
"""What a terminal shows, as pages and pictures to look at."""

import html
import re

STYLES = {"1": "bold", "2": "faint", "4": "underlined", "7": "reversed"}
PAGE = """<!doctype html><meta charset=utf-8><style>
body { margin: 8px; background: #fff; color: #111 }
pre { font: 15px/18px "DejaVu Sans Mono", "Noto Sans Mono", monospace; margin: 0; display: inline-block;
      border: 1px solid #888; padding: 4px }
.bold { font-weight: bold } .faint { color: #888 } .underlined { text-decoration: underline }
.reversed { background: #111; color: #fff }
</style><pre>%s</pre>"""


def as_page(drawn):
    """A page that looks as the terminal did."""
    parts, styles = [], set()
    for text in re.split(r"(\x1b\[[0-9;]*[A-Za-z])", drawn.replace("\x0f", "")):
        if text.startswith("\x1b["):
            for code in text[2:-1].split(";"):
                styles = styles | {STYLES[code]} if code in STYLES else set()
        elif text:
            parts.append(f'<span class="{" ".join(sorted(styles))}">{html.escape(text)}</span>')
    return PAGE % "".join(parts)


def take_pictures(folder, chromium):
    """A picture beside each page of a folder."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for file in sorted(folder.glob("*.html")):
            page.goto(file.as_uri())
            page.locator("pre").screenshot(path=file.with_suffix(".png"))
        browser.close()
