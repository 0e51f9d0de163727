"""What the edition has released: the addresses that must work for ever."""

from dataclasses import dataclass

from build_edition.model.problems import Place


@dataclass(frozen=True, slots=True)
class Address:
    """An address from the edition's root, such as `texts/letter/#p25`, with its fingerprints.

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
class ShownPassage:
    """What a passage showed in a release: its reading or, of a withdrawn one, the reason."""

    reading: str = ""
    gone: str = ""


@dataclass(frozen=True, slots=True)
class ShownNote:
    """What a note showed in a release: where it was, its words, and on what they rested.

    A source is the key of a work with the place in it and, where that was said, how it was seen.
    """

    at: str
    on: str
    kind: str
    certainty: str
    internal: bool = False
    sources: tuple[tuple[str, ...], ...] = ()
    source: str = ""
    words: str = ""
    retired: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class ShownEmendation:
    """What an emendation showed in a release: where it was, both forms, and why."""

    at: str
    on: str
    kind: str
    certainty: str
    evidence: str
    read: str | None = ""
    sources: tuple[tuple[str, ...], ...] = ()
    why: str = ""
    retired: str = ""
    successor: str = ""


Shown = ShownPassage | ShownNote | ShownEmendation
"""What a place of a text shows: a passage, a note or an emendation."""


@dataclass(frozen=True, slots=True)
class ReleasedWords:
    """What those places of a text showed that were new in a release, or had changed since the last.

    Each has its id, such as `p25` or `note-beria`. None stands for words that had to be removed.
    """

    version: str
    shown: tuple[tuple[str, Shown | None], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Redirect:
    """The old address of a page or data file, with its new one or the reason for its withdrawal."""

    old: str
    new: str
    reason: str
    place: Place
