"""What has changed since a release, and what the next release will contain."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from build_edition.addresses.address_book import AddressBook
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

    `paths` are the addresses of its pages and data files.
    """
    edition, before = book.edition, book.last_known
    present = [*(Address(path) for path in sorted(set(paths))), *book.fragments.values()]
    new = tuple(address for address in present if address.path not in before)
    changed = tuple(
        now
        for path, then in before.items()
        if "#" in path and (now := book.present(path)) and now != then
    )
    after = edition.released[-1].digest if edition.released else ""
    release = Release(version, date, new, changed, after, "", place)
    return replace(release, digest=digest_of(release))


def changes_since(book: AddressBook, release: Release) -> tuple[Change, ...]:
    """Return the passages, notes and emendations of a release that show something else today."""
    released = book.edition.released
    n = released.index(release)
    return tuple(_changes(book, last_known(released[: n + 1]), released[n + 1 :]))


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
        found = book.present(path) if "#" in path else None
        if found and found.showed != address.showed:
            told, versions = address, []
            for version, changed in steps:
                if path in changed and changed[path].showed != told.showed:
                    told = changed[path]
                    versions.append(version)
            yield Change(path, tuple(versions), told.showed != found.showed)
