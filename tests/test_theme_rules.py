"""The theme's style sheets lose the rules that match nothing on any page, and no others."""

from pathlib import Path

import pytest
import yaml

from build_edition.output.parts import Parts
from build_edition.site.theme_rules import names_in_page, names_in_script, pruned, united
from build_edition.site.theme_sheets import prune_theme

CASES = yaml.safe_load((Path(__file__).parent / "cases/theme_rules.yml").read_text("utf-8"))

PAGE = """<html dir="ltr"><body data-md-scheme="dark">
<p class="used md:wide">A video, absent prose</p>
<table class='single'><tr><td class=bare></table></body></html>"""
NAMES = united([names_in_page(PAGE), names_in_script('item.classList.add("by-script")')])
OURS = "p { color: var(--for-ours); animation: of-ours 1s }"


@pytest.mark.parametrize("css", CASES["kept"])
def test_what_may_have_an_effect_is_kept(css: str) -> None:
    assert pruned([css], NAMES, OURS) == [css]


@pytest.mark.parametrize("css", CASES["dropped"])
def test_what_has_no_effect_is_dropped(css: str) -> None:
    assert pruned([css], NAMES, OURS) == [""]


@pytest.mark.parametrize(("css", "left"), CASES["shortened"].items())
def test_of_the_rest_only_what_has_an_effect_is_kept(css: str, left: str) -> None:
    assert pruned([css], NAMES, OURS) == [left]


def test_one_sheet_may_need_what_is_in_another() -> None:
    assert pruned([":root{--a:1;--b:2}", "p{color:var(--a)}"], NAMES)[0] == ":root{--a:1}"


def test_a_page_taken_over_from_the_last_site_still_counts(tmp_path: Path) -> None:
    site = tmp_path / "site"
    sheet = site / "assets/stylesheets/main.css"
    sheet.parent.mkdir(parents=True)
    pages = [site / "one.html", site / "two.html"]
    for page, name in zip(pages, "ab", strict=True):
        page.write_text(f'<p class="{name}">')
    for changed in ("b", "c"):  # the second time, only the names of the second page are read
        pages[1].write_text(f'<p class="{changed}" id="{changed}{changed}">')
        sheet.write_text(".a{top:0}.b{top:0}.c{top:0}")
        parts = Parts(tmp_path)
        prune_theme(site, parts, "names")
        parts.close()
        assert sheet.read_text() == f".a{{top:0}}.{changed}{{top:0}}"
