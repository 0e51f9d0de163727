"""The pictures for a reviewer show every page of a site, and each state of one of its texts."""

from pathlib import Path

from tests.browser.pages import OpenPage
from tests.browser.screenshots import shown_of, states


def test_each_state_of_a_text_can_be_shown(project: Path, open_page: OpenPage) -> None:
    shown = shown_of(project / "site")
    assert {"texts/ferry/", "apparatus/timeline/", "about/", "404.html", ""} <= {
        *shown.pages.values()
    }
    assert {*states(shown)} == {"note", "cite", "both", "keys", "search", "print"}
    for show in states(shown).values():
        show(open_page(f"texts/{shown.text}/"))
