"""The built pages: each says what the model says, and every link on them leads somewhere."""

import fnmatch
from pathlib import Path

import pytest
import yaml

from build_edition.addresses.unanswered import address_of
from build_edition.model import Edition
from build_edition.render import paths_of
from tests.bench_numbers import SETS
from tests.bench_numbers import main as measure
from tests.edition.test_in_browser import PAGES
from tests.support import ROOT
from tests.test_citing import test_the_site_map_lists_every_page
from tests.test_notes import (
    test_a_place_that_cites_a_work_is_called_by_its_text_and_passage,
    test_chinese_and_russian_words_say_so,
    test_each_note_is_marked_listed_and_led_back,
    test_each_person_is_listed_with_every_mention,
    test_each_work_is_listed_with_every_note_that_cites_it,
    test_the_page_of_all_notes_is_complete,
)
from tests.test_render import (
    test_a_choice_of_views_stands_only_where_there_is_one,
    test_an_emendation_holds_both_forms_and_leads_to_its_reason,
    test_every_link_of_the_site_leads_somewhere,
    test_every_passage_on_the_page_is_the_models_text,
    test_no_id_stands_twice_on_a_page,
    test_no_page_is_broken_by_a_blank_line,
    test_nothing_is_taken_away_without_its_reason,
    test_the_list_of_emendations_holds_every_ruling,
    test_the_page_has_the_passages_in_order_and_no_other,
    test_the_transmitted_page_holds_every_raw_line,
    ways,
)
from tests.test_search import (
    indexes,
    test_a_mention_stands_where_its_words_are,
    test_each_term_stands_where_its_word_is,
    test_every_address_that_search_gives_exists,
    test_everything_in_a_text_is_found_once_in_its_own_words,
    test_the_script_divides_words_as_the_build_does,
)
from tests.test_timeline import (
    test_every_event_stands_once_and_in_the_order_of_dates,
    test_every_telling_is_linked_beside_its_event,
)

pytestmark = pytest.mark.slow


def test_the_menu_names_every_page_or_leaves_it_out_on_purpose(an_edition: Edition) -> None:
    class Settings(yaml.SafeLoader):
        """Reads the settings, whatever YAML tags they have."""

    Settings.add_constructor("!ENV", lambda loader, node: None)
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=Settings)
    named = set(_pages(settings["nav"]))
    left_out = [f"{line.strip('/')}*" for line in settings["not_in_nav"].split()]
    for path in paths_of(an_edition):
        if path.endswith(".md") and path not in named:
            assert any(fnmatch.fnmatch(path, pattern) for pattern in left_out), path
    written = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert named <= written | paths_of(an_edition)


def _pages(nav: object) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    below = nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ()
    return [page for each in below for page in _pages(each)]


def test_every_page_is_looked_at_in_a_browser_here_too(an_edition: Edition) -> None:
    paths = (path for path in paths_of(an_edition) if path.endswith(".md"))
    assert {*map(address_of, paths)} <= {*PAGES, "data/"}, "add the page to PAGES there"


def test_the_card_is_small_and_of_the_size_that_is_asked_for() -> None:
    card = (ROOT / "docs/assets/card.png").read_bytes()
    assert len(card) < 60_000
    width, height = (int.from_bytes(card[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (1200, 630)


def test_the_principles_lead_to_the_page_on_the_numbers(project: Path) -> None:
    assert ways(project, "about/principles/", ".further a") == ["about/numbers/"]
    assert ways(project, "about/numbers/", ".siblings a[aria-current]") == ["about/principles/"]


def test_the_page_on_the_numbers_says_what_the_benchmark_measures() -> None:
    figures = measure()
    page = (ROOT / "docs/about/numbers.md").read_text(encoding="utf-8")
    for measured in figures["first set"]:
        shares = " | ".join(f"{figures[name][measured]:.1%}" for name in SETS)
        assert f"| {measured} | {shares} |" in page
