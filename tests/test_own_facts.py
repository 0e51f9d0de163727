"""What hand-written pages say of the edition comes from its files, whatever these say."""

from dataclasses import replace

import pytest

from build_edition.model import Edition
from build_edition.render.inserts.own_facts import own_facts
from tests.support import whole


def facts(edition: Edition, **given: str) -> dict[str, str]:
    """Return what is drawn for pages to include, by name, of an edition whose imprint says this."""
    changed = replace(edition, imprint=replace(edition.imprint, **given))  # type: ignore[arg-type]
    drawn = own_facts(whole(changed))
    return {path.removeprefix("apparatus/")[:-5]: html for path, html in drawn.items()}


def test_the_abstract_and_the_editors_are_those_of_the_edition(an_edition: Edition) -> None:
    drawn = facts(an_edition, abstract="Lamps & <piers>.")
    assert drawn["abstract"] == "<p>Lamps &amp; &lt;piers&gt;.</p>\n"
    assert drawn["editors"] == f"<p>Editors: {an_edition.imprint.editors[0]}.</p>\n"


def test_the_rights_in_each_text_are_listed_with_the_way_to_it(an_edition: Edition) -> None:
    drawn = facts(an_edition)["rights"]
    assert drawn.count("<li>") == len(an_edition.texts)
    for text in an_edition.texts:
        assert f'<a href="../../texts/{text.info.slug}/">' in drawn
        assert text.info.rights in drawn


@pytest.mark.parametrize(
    ("licence", "shown"),
    [
        ("CC BY 4.0", '(<a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>)'),
        ("Free Lamp Licence", "(Free Lamp Licence)"),
    ],
)
def test_the_licences_are_those_of_the_edition(
    licence: str, shown: str, an_edition: Edition
) -> None:
    said = facts(an_edition, licence_notes=licence, licence_code="GPL")["claims"]
    assert shown in said
    assert "the program (GPL licence)" in said
