"""What has changed since a release, and what the next release will contain."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from build_edition.addresses.address_book import AddressBook, page_of
from build_edition.addresses.history import digest_of, last_known
from build_edition.model import Address, Place, Release


@dataclass(frozen=True)
class Change:
    """An address that no longer shows what it did in a release, and the versions that changed it.

    `unreleased` says whether it has also changed since the last release.
    """

    path: str
    versions: tuple[str, ...]
    unreleased: bool


def next_release(
    book: AddressBook, paths: Iterable[str], version: str, date: str, place: Place
) -> Release:
    """Return the release of the edition as it is now, with its new and its changed addresses.

    `paths` are the addresses of its pages and data files, and of the places on pages.
    """
    known, found = book.fragments, dict.fromkeys(paths)
    present = [
        *(Address(path) for path in sorted(found) if "#" not in path),
        *known.values(),
        *(Address(path) for path in found if "#" in path and path not in known),
    ]
    new = tuple(address for address in present if address.path not in book.last_known)
    changed = tuple(
        now
        for path, then in book.last_known.items()
        if then.showed and (now := book.present(path)) and now != then
    )
    return _sealed(book, Release(version, date, new, changed, "", "", place))


def supplement(book: AddressBook, places: Iterable[str], date: str) -> Release:
    """Return a supplement to the last release: places that it had and the register lacks.

    Places on pages that it did not promise are left out.
    """
    last = book.edition.released[-1]
    new = tuple(
        Address(path)
        for path in dict.fromkeys(places)
        if path not in book.last_known and page_of(path) in book.promised
    )
    return _sealed(book, replace(last, date=date, new=new, changed=()))


def _sealed(book: AddressBook, release: Release) -> Release:
    """Return a release bound to the one before it, with its digest."""
    released = book.edition.released
    bound = replace(release, after=released[-1].digest if released else "")
    return replace(bound, digest=digest_of(bound))


def changes_since(book: AddressBook, release: Release) -> tuple[Change, ...]:
    """Return the passages, notes and emendations of a release that show something else today."""
    released = book.edition.released
    n = released.index(release)
    return tuple(_changes(book, last_known(released[: n + 1]), released[n + 1 :]))


def changed_in(book: AddressBook, release: Release) -> tuple[str, ...]:
    """Return the passages, notes and emendations that a release shows otherwise than before it."""
    released = book.edition.released
    before = last_known(released[: released.index(release)])
    return tuple(a.path for a in release.changed if _seen(a) != _seen(before[a.path]))


def new_in(book: AddressBook, release: Release) -> list[str]:
    """Return the ids of the passages, notes and emendations that are new in a release.

    What has only moved to another page is not.
    """
    released = book.edition.released
    before = {_today(book, path) for path in last_known(released[: released.index(release)])}
    new = (address.path for address in release.new if address.showed)
    return [path.partition("#")[2] for path in new if _today(book, path) not in before]


def _today(book: AddressBook, path: str) -> tuple[str, str]:
    """Return the page where an address leads today, and its id there."""
    page, _, name = path.partition("#")
    return book.destination(page), name


def is_changed(book: AddressBook) -> bool:
    """Return whether a passage, note or emendation is new or changed since the last release.

    False if there is no release.
    """
    released = book.edition.released
    if not released:
        return False
    return not book.fragments.keys() <= book.last_known.keys() or bool(
        changes_since(book, released[-1])
    )


def _changes(
    book: AddressBook, then: Mapping[str, Address], later: tuple[Release, ...]
) -> Iterator[Change]:
    steps = [(r.version, {address.path: address for address in r.changed}) for r in later]
    for path, address in then.items():
        found = book.present(path) if address.showed else None
        if found and _seen(found) != _seen(address):
            told, versions = address, []
            for version, changed in steps:
                if path in changed and _seen(changed[path]) != _seen(told):
                    told = changed[path]
                    versions.append(version)
            yield Change(path, tuple(versions), _seen(told) != _seen(found))


def _seen(address: Address) -> tuple[str, str]:
    """Return what is seen at an address: what it shows and, of a note or an emendation, where."""
    placed = address.path.partition("#")[2].startswith(("note-", "em-"))
    return address.showed, address.identity.partition(" ")[0] if placed else ""
