"""Where objections go: the address that the editors set, or a line that none is set."""

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_edition.model import Edition
from build_edition.render.inserts.contact import contact as contact_file
from build_edition.sources.formats.edition_and_text import contact
from tests.support import whole

MAIL = "mailto:objections@example.org"
UNSET = "No address for objections and corrections has been set for this site."
REPOSITORY = "https://github.com/example/two-tigers"


@pytest.mark.parametrize("address", ["", MAIL, "https://example.org/ask?for=it", "https://a.org"])
def test_an_address_for_objections_is_known(address: str) -> None:
    assert contact(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "objections@example.org",
        "the editors",
        "mailto:",
        "mailto:x@localhost",
        f"{MAIL}?bcc=x@example.org",
        "http://example.org",
        "javascript:alert(1)",
        'https://example.org/"',
        "https://x@example.org",
        f"{MAIL}\n",
    ],
)
def test_what_is_no_address_for_objections_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="mailto:"):
        contact(address)


@pytest.mark.parametrize(
    ("set_to", "repository", "words", "links"),
    [
        (MAIL, "", "Write to objections@example.org.", [MAIL]),
        (MAIL, REPOSITORY, "Write to objections@example.org. You can", [MAIL, REPOSITORY]),
        ("", REPOSITORY, f"{UNSET} You can open an issue", [REPOSITORY]),
        ("", "", f"{UNSET} Until one is, write", []),
    ],
)
def test_a_page_says_where_objections_go_or_that_no_address_is_set(
    set_to: str, repository: str, words: str, links: list[str], an_edition: Edition
) -> None:
    imprint = replace(an_edition.imprint, contact=set_to, repository=repository)
    drawn = contact_file(whole(replace(an_edition, imprint=imprint)))["apparatus/contact.html"]
    shown = BeautifulSoup(drawn, "html.parser")
    assert shown.get_text().startswith(words)
    assert [link["href"] for link in shown.select("a")] == links


@pytest.mark.parametrize("page", ["about", "about/rights", "about/contributing"])
def test_each_page_that_asks_readers_to_write_says_where(page: str, project: Path) -> None:
    shown = BeautifulSoup((project / f"site/{page}/index.html").read_text("utf-8"), "html.parser")
    (line,) = shown.select("p.contact")
    assert line.get_text().startswith(UNSET)
