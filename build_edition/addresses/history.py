"""Compare an edition with its releases: what is new, what shows something else, and the next release."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from build_edition.addresses.present import fragments, today
from build_edition.model import Address, Edition, Place, Release


@dataclass(frozen=True)
class Change:
    """An address that shows something else than in some release, and the later versions that changed it.

    `unreleased` says whether it has also changed since the last release.
    """

    path: str
    versions: tuple[str, ...]
    unreleased: bool


def first_known(releases: Iterable[Release]) -> dict[str, Address]:
    """Return every address ever released, as it was in its first release."""
    return {address.path: address for release in releases for address in release.new}


def last_known(releases: Iterable[Release]) -> dict[str, Address]:
    """Return every address ever released, as it was in the last release that changed it."""
    known: dict[str, Address] = {}
    for release in releases:
        known |= {address.path: address for address in (*release.new, *release.changed)}
    return known


def digest_of(release: Release) -> str:
    """Return the SHA-256 digest of a release's content and the digest of the one before it."""
    content = [
        release.version,
        release.date,
        release.after,
        *(
            [[a.path, a.identity, a.showed] for a in part]
            for part in (release.new, release.changed)
        ),
    ]
    return sha256(json.dumps(content).encode()).hexdigest()


def next_release(
    edition: Edition, paths: Iterable[str], version: str, date: str, place: Place
) -> Release:
    """Return the release of the edition as it is now, with its new and its changed addresses.

    `paths` are the addresses of its pages and data files.
    """
    before = last_known(edition.released)
    known = fragments(edition)
    present = [*(Address(path) for path in sorted(set(paths))), *known.values()]
    new = tuple(address for address in present if address.path not in before)
    changed = tuple(
        now
        for path, then in before.items()
        if "#" in path and (now := today(edition, path, known)) and now != then
    )
    after = edition.released[-1].digest if edition.released else ""
    release = Release(version, date, new, changed, after, "", place)
    return replace(release, digest=digest_of(release))


def changes_since(edition: Edition, release: Release) -> tuple[Change, ...]:
    """Return the passages, notes and emendations of a release that show something else today."""
    n = edition.released.index(release)
    then = last_known(edition.released[: n + 1])
    now = fragments(edition)
    return tuple(_changes(edition, then, edition.released[n + 1 :], now))


def is_changed(edition: Edition) -> bool:
    """Whether anything with an address differs from the last release; False if there is none."""
    if not edition.released:
        return False
    known = last_known(edition.released)
    return any(path not in known for path in fragments(edition)) or bool(
        changes_since(edition, edition.released[-1])
    )


def _changes(
    edition: Edition,
    then: dict[str, Address],
    later: tuple[Release, ...],
    now: dict[str, Address],
) -> Iterator[Change]:
    steps = [(r.version, {address.path: address for address in r.changed}) for r in later]
    for path, address in then.items():
        found = today(edition, path, now) if "#" in path else None
        if found and found.showed != address.showed:
            told, versions = address, []
            for version, changed in steps:
                if path in changed and changed[path].showed != told.showed:
                    told = changed[path]
                    versions.append(version)
            yield Change(path, tuple(versions), told.showed != found.showed)
