"""Follow the releases in order: what each address was in which, and what it last was."""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from build_edition.model import Address, Place, Problem, Release

Known = tuple[str, Address]
"""A version, and what an address was in it."""


def ever_known(releases: Iterable[Release]) -> dict[str, list[Known]]:
    """Return every address ever released, as it was in each release that gave or changed it."""
    known: dict[str, list[Known]] = {}
    for release in releases:
        for address in (*release.new, *release.changed):
            known.setdefault(address.path, []).append((release.version, address))
    return known


def last_known(releases: Iterable[Release]) -> dict[str, Address]:
    """Return every address ever released, as it was in the last release that changed it."""
    known: dict[str, Address] = {}
    for release in releases:
        known |= {address.path: address for address in (*release.new, *release.changed)}
    return known


def releases_of(released: Iterable[Release]) -> tuple[Release, ...]:
    """Return releases without their supplements, in order."""
    by_version: dict[str, Release] = {}
    for release in released:
        by_version.setdefault(release.version, release)
    return tuple(by_version.values())


def digest_of(release: Release) -> str:
    """Return the SHA-256 digest of a release's content, the previous release's digest included."""
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


def kept(before: Sequence[Release], after: Sequence[Release], place: Place) -> Iterator[Problem]:
    """Yield a Problem if a register lacks, or has otherwise, a release of an earlier register.

    `place` is where the register is.
    """
    for n, release in enumerate(before):
        if n >= len(after) or after[n].digest != release.digest:
            message = f"the release {release.version} of {release.date} was taken back or changed"
            hint = "restore the register: what was promised stays, and a release only adds to it"
            yield Problem(place, "register-edited", message, hint)
            return
