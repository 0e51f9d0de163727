"""What the edition has released: the addresses that must work for ever."""

from dataclasses import dataclass

from build_edition.model.problems import Place


@dataclass(frozen=True, slots=True)
class Address:
    """An address from the edition's root, such as `texts/novel/#p25`: its kind, and what it showed.

    Both are fingerprints. A page or a data file has neither: it is its path.
    """

    path: str
    identity: str = ""
    showed: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the edition: the addresses that it added, and those whose content it changed.

    `after` is the digest of the release before, `digest` one over all else in this, so that no
    hand can change a release unseen.
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
    """Where the old address of a page or data file leads: to a new address, or to why it was withdrawn."""

    old: str
    new: str
    reason: str
    place: Place
