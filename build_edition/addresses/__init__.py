"""Check that every released address still answers, and still means what it meant.

A page, a passage, a note, an emendation and a data file each have an address. The register of
releases (`edition/addresses.json`) holds for each, as fingerprints, what it is and what it showed:

- A **passage** is identified by the letters and digits of its transmitted words. No emendation
  changes them. An id stays with the passage that holds most of them, so passages may be merged or
  divided; an id that is now on other words is refused.
- A **note** is identified by its place (the passage) and its words; an **emendation** by its place
  and the words it is about. Of the two, only one may differ from what any release had, so that a
  note can be rewritten, or moved to where it belongs, but an address never passes to another note.
- A **page** or a **data file** is identified by its path.
- A **person**, **work**, **event**, series of figures or raw line is identified by its id. It may
  be renamed, or merged into another, which then lists the old id as a former one. The other places
  that are promised only lead to something; what has left a list is named at its foot.

What a release had but did not list is added to the register as a supplement of that release.

What an address *showed* is, for a passage, its reading; for a note, its kind, certainty, lemma,
words and sources; for an emendation, the words before and after, its kind, certainty, evidence,
sources and reason. It may change, and `/apparatus/changes/` says when it did. What it showed before is
kept with the text, in `released/<version>.json`: of each release, the words of what was new or had
changed (`shown.py`). The fingerprints tell whether these words are the ones that were released.
"""

from build_edition.addresses.address_book import AddressBook, page_of, promised, where_led
from build_edition.addresses.changes import (
    Change,
    changed_in,
    changes_since,
    is_changed,
    new_in,
    next_release,
    supplement,
)
from build_edition.addresses.consequences import causes, forgotten, known_causes
from build_edition.addresses.gate import gate, how_to_leave
from build_edition.addresses.history import digest_of, releases_of
from build_edition.addresses.kept_words import words_kept
from build_edition.addresses.redirects import in_full
from build_edition.addresses.shown import is_as_released, shown_in, words_to_keep
from build_edition.addresses.unanswered import (
    address_of,
    lost_pages,
    lost_places,
    released_paths,
    released_places,
    unanswered,
)

__all__ = [
    "AddressBook",
    "Change",
    "address_of",
    "causes",
    "changed_in",
    "changes_since",
    "digest_of",
    "forgotten",
    "gate",
    "how_to_leave",
    "in_full",
    "is_as_released",
    "is_changed",
    "known_causes",
    "lost_pages",
    "lost_places",
    "new_in",
    "next_release",
    "page_of",
    "promised",
    "released_paths",
    "released_places",
    "releases_of",
    "shown_in",
    "supplement",
    "unanswered",
    "where_led",
    "words_kept",
    "words_to_keep",
]
