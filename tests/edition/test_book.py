"""The book: well-formed pages, every passage in its words, no link that leads nowhere."""

import pytest

from build_edition.model import Edition
from tests.test_epub import (
    pages,
    parts,
    test_each_emendation_shows_both_forms,
    test_each_mark_leads_to_a_note_that_leads_back,
    test_every_link_leads_somewhere,
    test_every_passage_reads_as_in_the_model,
    test_the_manifest_names_every_file_and_no_other,
    test_the_reading_order_is_the_editions,
    test_the_title_page_carries_every_caveat,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def drawn(an_edition: Edition) -> Edition:
    """The project's own edition."""
    return an_edition
