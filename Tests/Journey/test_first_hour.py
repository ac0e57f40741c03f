# SPDX-License-Identifier: Apache-2.0
"""An analyst's first hour: what the page shows is what the program shows."""

import subprocess

import pytest

import first_hour

pytestmark = pytest.mark.skipif(
    subprocess.run(["which", "tmux"], capture_output=True).returncode != 0, reason="no tmux")


@pytest.fixture(scope="module")
def hour(tmp_path_factory):
    hour = first_hour.Hour(tmp_path_factory.mktemp("hour"))
    for part in first_hour.WHOLE:
        part(hour)
    yield hour
    hour.end()


@pytest.mark.parametrize("name", first_hour.on_page())
def test_each_screen_on_the_page_is_as_it_is_seen(hour, name):
    assert first_hour.same(hour.frames[name]) == first_hour.on_page()[name], (
        "Tests/Journey/first_hour.py --write renews the page")


def test_no_screen_is_wider_than_the_terminal(hour):
    # A line that is broken by the terminal fills it to the last column; words are broken before that.
    plain = [name for name in hour.frames if name in ("campaign", "import", "list", "stats")]
    for name in plain:
        own = [line for line in hour.frames[name].splitlines() if not line.startswith("analyst>")]
        assert max(map(len, own)) < 80, name
