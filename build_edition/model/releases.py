"""What the edition has released: the addresses that must work for ever."""

from dataclasses import dataclass

from build_edition.model.problems import Place


@dataclass(frozen=True, slots=True)
class Address:
    """An address from the edition's root, such as `texts/novel/#p25`, with its fingerprints.

    `identity` is the fingerprint of what it names, `showed` that of what was shown there. A page or
    a data file has neither: its path identifies it.
    """

    path: str
    identity: str = ""
    showed: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the edition: the addresses that it added, and those whose content it changed.

    `after` is the digest of the previous release, `digest` that of all else in this one, so that
    a release changed by hand is noticed.
    """

    version: str
    date: str
    new: tuple[Address, ...]
    changed: tuple[Address, ...]
    after: str
    digest: str
    place: Place


@dataclass(frozen=True, slots=True)
class Redirect:
    """The old address of a page or data file, with its new one or the reason for its withdrawal."""

    old: str
    new: str
    reason: str
    place: Place
