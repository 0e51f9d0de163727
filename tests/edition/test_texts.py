"""The texts themselves: no byte is lost, no word changes silently, the files fit their schemas."""

import pytest
import yaml

from build_edition.proposals.text_yml import propose
from build_edition.texts.traces import traces
from tests.support import ROOT, head
from tests.test_annotate import test_raw_spans_lead_to_the_words_as_they_came
from tests.test_clean import test_only_ruled_lines_lose_words
from tests.test_cli import (
    test_recover_needs_nothing_but_the_published_file,
    test_recover_writes_the_raw_bytes,
    test_the_ten_lines_that_the_site_prints_do_the_same,
)
from tests.test_formats import (
    test_each_file_fits_its_schema,
    test_each_file_that_names_a_schema_names_its_own,
    test_each_note_fits_its_schema,
)
from tests.test_propose import spans

pytestmark = pytest.mark.slow

PROPOSED = {
    "interview": {
        "furniture": ["15"],
        "turns": ["3-14"],
        "caption": ["1"],
        "standfirst": ["2"],
    },
    "novel": {"furniture": ["1", "2", "103-124"]},
    "lecture-notes": {
        "furniture": ["1", "3", "4", "5", "7", "392", "393", "395"],
        "caption": ["8"],
        "quotation": ["350-353"],
        "endnotes": ["380-390"],
    },
}
"""What is proposed for each raw text, whatever its editors rule: a raw text never changes."""

TITLES = {
    "interview": "Khrushchev on Mao and the Cultural Revolution",
    "novel": "Rebirth: I am in Jin-Cha-Ji",
    "lecture-notes": "Sino Soviet Relations in the Cold War",
}
WRITTEN = (".json", ".md", ".py", ".txt", ".yml")
"""The endings of the tests' own files; what else is among them has no words of a text."""

KINDS = ("furniture", "turns", "caption", "standfirst", "quotation", "endnotes")


@pytest.mark.parametrize("text", PROPOSED)
def test_the_structure_of_a_raw_text_is_found(text: str) -> None:
    raw = (ROOT / f"edition/texts/{text}/raw.txt").read_bytes().decode()
    block = yaml.safe_load(propose(raw, head(slug=text, title=TITLES[text])))
    found = {kind: lines for kind in KINDS if (lines := spans(block, kind))}
    assert found == PROPOSED[text]
    assert len(spans(block, "heading")) == (22 if text == "lecture-notes" else 0)


@pytest.mark.parametrize("text", PROPOSED)
def test_only_tests_of_this_edition_have_words_of_its_texts(text: str) -> None:
    raw = (ROOT / f"edition/texts/{text}/raw.txt").read_bytes().decode()
    paths = [path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*") if path.is_file()]
    own = [path for path in paths if "edition" not in path.parts[1:2] and path.suffix in WRITTEN]
    files = [(path.as_posix(), (ROOT / path).read_text(encoding="utf-8")) for path in own]
    assert len(files) > 100
    assert [*traces(raw, files)] == []
