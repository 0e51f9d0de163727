"""Check that what releases showed is kept, word for word, as their fingerprints have it."""

from collections.abc import Iterator, Mapping

from build_edition.addresses.address_book import AddressBook, text_of
from build_edition.addresses.fingerprints import identity_of, print_of
from build_edition.model import Address, Place, Problem, ReleasedWords, Shown, ShownPassage

_RESTORE = "only the command `release` may write this file: restore it"


def words_kept(book: AddressBook) -> Iterator[Problem]:
    """Yield a Problem where the words of a release are not kept, or are not what it showed.

    Of a text that is no longer in the edition nothing needs to be kept.
    """
    due = _due(book)
    if not due:  # a register that is not there is a Problem of its own
        return
    for text in book.edition.texts:
        page = text.info.page
        kept = {words.version: words for words in text.released}
        for version, words in kept.items():
            yield from _differing(words, due.get((version, page), {}))
        folder = text.info.place.path.rpartition("/")[0]
        for (version, there), places in due.items():
            if there == page:
                path = f"{folder}/released/{version}.json"
                yield from _missing(Place(path), version, places, kept.get(version))


def _due(book: AddressBook) -> Mapping[tuple[str, str], Mapping[str, Address]]:
    """Return the places whose words each release is to keep, by version and the text’s page today."""
    found: dict[tuple[str, str], dict[str, Address]] = {}
    for release in book.edition.released:
        for address in (*release.new, *release.changed):
            page, _, name = address.path.partition("#")
            if address.showed and address.identity:  # a withdrawn place has only a reason to show
                of = (release.version, text_of(book.destination(page)))
                found.setdefault(of, {})[name] = address
    return found


def _differing(words: ReleasedWords, due: Mapping[str, Address]) -> Iterator[Problem]:
    wrong = [name for name, shown in words.shown if shown and not _is(shown, due.get(name))]
    if wrong:
        message = f"{_named(wrong)} did not show this in {words.version}"
        yield Problem(words.place, "released-words-differ", message, _RESTORE)


def _is(shown: Shown, address: Address | None) -> bool:
    """Return whether a release showed this at an address."""
    if address is None or print_of(shown) != address.showed:
        return False
    return isinstance(shown, ShownPassage) or identity_of(shown) == address.identity


def _missing(
    place: Place, version: str, due: Mapping[str, Address], kept: ReleasedWords | None
) -> Iterator[Problem]:
    there = {name for name, _ in kept.shown} if kept else set()
    if lacking := [name for name in due if name not in there]:
        message = f"what {_named(lacking)} showed in {version} is not kept"
        hint = "restore it; in place of words that had to be removed write null"
        yield Problem(place, "released-words-missing", message, hint)


def _named(names: list[str]) -> str:
    """Return the first of some places, and how many more there are."""
    more = len(names) - 1
    return f"{names[0]} and {more} more" if more else names[0]
