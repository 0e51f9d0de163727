"""Follow the releases in order: what each address first was, and what it last was."""

import json
from collections.abc import Iterable
from hashlib import sha256

from build_edition.model import Address, Release


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
