# SPDX-License-Identifier: Apache-2.0
"""What Mozilla's HTTP Observatory would give for each reply, by its published rules.

The live scanner needs a public name. Its rules are a table: mdn-http-observatory, src/grader/charts.js
(points) and src/analyzer/tests (when which row holds), as of 2026. A score starts at 100, penalties
are subtracted, and bonuses count only when 90 are left.
"""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

import sealing
from conftest import LANGUAGES
from machines import EXIT

PLAIN = "application/x-www-form-urlencoded"
SEALED = "application/octet-stream"
ENOUGH_FOR_BONUS, SIX_MONTHS = 90, 15_768_000
# 100, and 10 for the policy, 5 for frames, 5 for the referrer, 10 for same-origin resources.
WANTED = 130
METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"]
PATHS = ["/", *(f"/?lang={language}" for language in LANGUAGES), "/campaign.json", "/receipt",
         "/receipt?lang=tg", "/answer", "/help", "/exit", "/notice.js", "/audio/tg/change.mp3",
         "/log", "/nothing", "/../../etc/passwd", "/%00"]
BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
GOOD = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def directives(policy):
    """A policy as a table; of a directive that stands twice, the first counts."""
    parsed = {}
    for part in filter(None, (part.strip() for part in policy.split(";"))):
        name, *sources = part.split()
        parsed.setdefault(name.lower(), set(sources))
    return parsed


def sources(policy, name):
    return policy.get(name, policy.get("default-src", {"*"}))


def insecure(names):
    return any(name.startswith(("http:", "ftp:")) for name in names)


def policy_points(headers):
    policy = directives(headers.get("content-security-policy", ""))
    if not policy:
        return -25
    script, style = sources(policy, "script-src"), sources(policy, "style-src")
    if script & (BROAD | INLINE) or sources(policy, "object-src") & BROAD:
        return -20
    if insecure(s for name, held in policy.items() if name not in ("img-src", "media-src")
                for s in held):
        return -20
    if "'unsafe-eval'" in script | style:
        return -10
    if insecure(sources(policy, "img-src") | sources(policy, "media-src")):
        return -10
    if style & (BROAD | INLINE):
        return 0
    return 10 if policy.get("default-src") == {"'none'"} else 5


def frame_points(headers):
    if "frame-ancestors" in directives(headers.get("content-security-policy", "")):
        return 5
    return 0 if headers.get("x-frame-options", "").lower() in ("deny", "sameorigin") else -20


def transport_points(headers):
    age = re.search(r"max-age=(\d+)", headers.get("strict-transport-security", ""))
    if not age:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def referrer_points(headers):
    named = headers.get("referrer-policy", "").lower()
    return 0 if not named else 5 if named in GOOD else -5


def cookie_points(headers):
    cookie = headers.get("set-cookie", "").lower()
    if not cookie:
        return 0
    if "secure" not in cookie:
        return -40
    return -30 if "httponly" not in cookie else 5 if "samesite" in cookie else 0


def resource_points(headers):
    named = headers.get("cross-origin-resource-policy")
    return {None: 0, "cross-origin": 0, "same-origin": 10, "same-site": 10}.get(named, -5)


def sharing_points(headers):
    open_to_all = headers.get("access-control-allow-origin") not in (None, "null")
    return -50 if open_to_all and "access-control-allow-credentials" in headers else 0


def script_points(page):
    """Scripts of other sites; our own need no integrity attribute, and get no points for it."""
    foreign = [attributes for name, attributes, _ in elements(page) if name == "script"
               and re.match("(https?:)?//", attributes.get("src", ""))]
    if any(not one["src"].startswith("https:") for one in foreign):
        return -50
    return -5 if any("integrity" not in one for one in foreign) else 0


def score(headers, page=""):
    headers = {name.lower(): value for name, value in headers.items()}
    points = [rule(headers) for rule in (
        policy_points, frame_points, transport_points, referrer_points, cookie_points,
        resource_points, sharing_points)]
    points += [0 if headers.get("x-content-type-options") == "nosniff" else -5, script_points(page)]
    without = 100 + sum(point for point in points if point < 0)
    return 100 + sum(points) if without >= ENOUGH_FOR_BONUS else without


class Elements(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.found = []

    def handle_starttag(self, name, attributes):
        self.found.append([name, {key: value or "" for key, value in attributes}, ""])

    def handle_data(self, data):
        # Scripts and styles have no elements inside: what follows them is theirs.
        if self.found and self.found[-1][0] in ("script", "style"):
            self.found[-1][2] += data

    def handle_endtag(self, name):
        self.found.append(["/" + name, {}, ""])


def elements(page):
    reader = Elements()
    reader.feed(page)
    reader.close()
    return reader.found


# The judge itself

WHOLE = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "Strict-Transport-Security": "max-age=63072000", "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize("change, expected", [
    ({}, 130),
    ({"Cross-Origin-Resource-Policy": None}, 120),
    ({"Content-Security-Policy": None}, 75),  # under 90: no bonus at all; -25, and DENY is enough
    ({"Content-Security-Policy": None, "X-Frame-Options": None}, 55),
    ({"Content-Security-Policy": "default-src 'self'"}, 120),
    ({"Content-Security-Policy": "default-src 'none'; script-src 'unsafe-inline'"}, 80),
    ({"Content-Security-Policy": "default-src 'none'; script-src 'unsafe-eval'"}, 105),
    ({"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}, 115),
    ({"Content-Security-Policy": "default-src 'none'; connect-src http://a.example"}, 80),
    ({"Content-Security-Policy": "script-src 'self'"}, 80),  # objects from everywhere
    ({"Strict-Transport-Security": None}, 80),
    ({"Strict-Transport-Security": "max-age=86400"}, 120),
    ({"X-Content-Type-Options": None}, 125),
    ({"Referrer-Policy": "unsafe-url"}, 120),
    ({"Referrer-Policy": None}, 125),
    ({"Set-Cookie": "session=1"}, 60),
    ({"Set-Cookie": "session=1; Secure"}, 70),
    ({"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Credentials": "true"}, 50),
])
def test_the_judge_takes_points_away(change, expected):
    headers = {name: value for name, value in (WHOLE | change).items() if value is not None}
    assert score(headers) == expected


@pytest.mark.parametrize("page, expected", [
    ('<script src="https://a.example/a.js"></script>', 125),
    ('<script src="//a.example/a.js"></script>', 50),
    ('<script src="/notice.js"></script>', 130),
])
def test_the_judge_sees_scripts_of_other_sites(page, expected):
    assert score(WHOLE, page) == expected


# The intake


def body_for(method, path, campaign):
    if method != "POST":
        return None, {}
    if path.startswith("/receipt"):
        return b"\1" + bytes(63), {"Content-Type": SEALED}
    return sealing.seal(campaign, {"language": "en", "permissions": 0}), {"Content-Type": SEALED}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", PATHS)
def test_every_reply_gets_the_highest_grade(shared_server, method, path):  # G3
    body, given = body_for(method, path, shared_server.campaign())
    status, headers, page = shared_server.ask(method, path, body, given)
    assert status < 500 or status == 501
    html = page.decode() if "html" in (headers["Content-Type"] or "") else ""
    assert score(dict(headers.items()), html) >= WANTED, dict(headers.items())
    for name in set(headers):
        assert len(headers.get_all(name)) == 1, f"{name} stands twice"
    check_policy(headers, html)


@pytest.mark.parametrize("kind, body", [
    (PLAIN, b"lang=en&change.text=invented&permission=1"), (PLAIN, b""), (PLAIN, b"%%%"),
    (PLAIN, b"x" * 200_000), (SEALED, b""), (SEALED, b"OVOZ"), ("text/plain", b"invented"),
    ("", b"invented")])
def test_every_refusal_gets_the_highest_grade_too(shared_server, kind, body):  # G3
    _, headers, page = shared_server.post(body, kind)
    html = page.decode() if "html" in headers["Content-Type"] else ""
    assert score(dict(headers.items()), html) >= WANTED
    check_policy(headers, html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_form_gets_the_highest_grade_too(closed_server, language):  # G3 G11
    _, headers, page = closed_server.get(f"/?lang={language}")
    assert score(dict(headers.items()), page.decode()) >= WANTED
    check_policy(headers, page.decode())


def digest(text):
    named = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{named}'"


def check_policy(headers, page):
    """Nothing unsafe, nobody else, and every script and style of the page is the one it names."""
    policy = directives(headers["Content-Security-Policy"])
    assert policy["default-src"] == {"'none'"}
    assert policy["frame-ancestors"] == policy["base-uri"] == {"'none'"}
    named = set().union(*policy.values())
    assert not [source for source in named if "unsafe" in source]
    assert not [source for source in named if source in BROAD or "//" in source]
    assert policy.get("form-action", {"*"}) <= {"'self'", "'none'"}, "default-src is not for forms"
    assert unnamed(policy, page) == []


DATA_BLOCKS = {"application/json", "text/plain"}


def unnamed(policy, page):
    """What stands in the page and would not run, or runs without being named by a digest."""
    faults = []
    for name, attributes, text in elements(page):
        inline = name == "style" or (
            name == "script" and "src" not in attributes
            and attributes.get("type") not in DATA_BLOCKS)
        if inline and digest(text) not in sources(policy, f"{name}-src"):
            faults.append(f"<{name}> has no digest in the policy")
        faults += [f"{key} on <{name}>" for key in attributes if key.startswith("on")]
        faults += [f"style on <{name}>"] if "style" in attributes else []
        for key in ("href", "src", "action"):
            if attributes.get(key, "").lower().startswith("javascript:"):
                faults.append(f"script address on <{name}>")
    return faults


@pytest.mark.parametrize("page", [
    "<script>alert(1)</script>", "<style>p{color:red}</style>", '<p onclick="a()">',
    '<p style="color:red">', '<a href="javascript:a()">', "<script>a() </script>"])
def test_the_search_for_unnamed_scripts_finds_them(page):
    policy = directives(f"default-src 'none'; script-src {digest('a()')}")
    assert len(unnamed(policy, page)) == 1
    assert unnamed(policy, "<script>a()</script>") == []


def test_the_pages_hold_scripts_and_styles_that_are_named(shared_server):
    """So that the search above has something to look at."""
    _, headers, page = shared_server.get("/?lang=en")
    policy = directives(headers["Content-Security-Policy"])
    assert any(source.startswith("'sha256-") for source in policy["script-src"])
    changed = page.decode().replace("'use strict'", "'use  strict'")
    assert unnamed(policy, page.decode()) == []
    assert "<script> has no digest in the policy" in unnamed(policy, changed)


def test_the_exit_clears_what_the_browser_holds(shared_server):  # G3
    status, headers, _ = shared_server.get("/exit")
    if status == 404:
        pytest.skip("this intake has no /exit yet")
    assert status == 303 and headers["Location"] == EXIT
    cleared = set(re.findall('"([^"]+)"', headers["Clear-Site-Data"]))
    assert "*" in cleared or {"cache", "storage"} <= cleared
