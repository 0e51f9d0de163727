"""The data files: each fits its schema, and gives back what is read and what was transmitted."""

import pytest

from build_edition.model import Edition, Text
from tests.edition.conftest import TEXTS
from tests.test_data_page import (
    test_every_data_file_is_listed_with_its_size_and_use,
    test_the_checksums_are_of_what_is_written,
)
from tests.test_notes import test_the_data_leads_each_note_back_to_the_raw_text
from tests.test_render import (
    test_checksums_are_those_of_the_files,
    test_the_data_says_how_each_reading_follows,
    test_the_published_data_fits_its_schema,
)
from tests.test_tei import (
    document,
    test_each_emendation_comes_back_with_its_grounds,
    test_each_note_holds_exactly_its_words,
    test_every_pointer_leads_somewhere,
    test_tei_is_valid,
    test_the_reading_comes_back,
    test_the_transmitted_words_come_back,
)
from tests.test_web_annotation import (
    collection,
    items,
    test_a_note_is_aimed_at_exactly_its_words,
    test_each_note_and_emendation_is_one_annotation_under_its_address,
    test_words_are_found_in_the_plain_file_by_quotation_and_position,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def editions(an_edition: Edition) -> dict[str, Edition]:
    """The edition that each text belongs to, by the text's name."""
    return dict.fromkeys(TEXTS, an_edition)


@pytest.fixture
def text(slug: str, an_edition: Edition) -> Text:
    """A text; the test runs once for each."""
    return next(text for text in an_edition.texts if text.info.slug == slug)
