# SPDX-License-Identifier: Apache-2.0
"""Sends the first invented voices through the real form, in a real Chromium."""

import argparse

from playwright.sync_api import sync_playwright

import voices


def fill_in(page, voice):
    """Answers as a person would: ticks, writes, decides, sends."""
    for question, given in voice["answers"].items():
        for choice in given["choices"]:
            row, _, column = choice.rpartition(".")
            name = f"{question}.{row}" if row else question
            page.check(f'input[name="{name}"][value="{column}"]')
        if given["text"]:
            page.fill(f'textarea[name="{question}.text"]', given["text"])
    for fact, choices in voice["facts"].items():
        page.check(f'input[name="facts.{fact}"][value="{choices[0]}"]')
    page.check(f'input[name="permission"][value="{voice["permissions"]}"]')


def send(browser, address, voice):
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}?lang={voice['language']}")
    page.click('label[for="way-all"]')
    fill_in(page, voice)
    page.click("#send")
    page.wait_for_selector("form", state="detached", timeout=15_000)
    context.close()


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, required=True)
    arguments.add_argument("--count", type=int, default=4)
    given = arguments.parse_args()
    with sync_playwright() as playwright:
        # A root user's Chromium has no sandbox; it opens nothing but our own page.
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for voice in voices.invented()[:given.count]:
            send(browser, f"https://127.0.0.1:{given.port}/", voice)
        browser.close()
    print(f"{given.count} testimonies sent through the form in Chromium")


if __name__ == "__main__":
    main()
