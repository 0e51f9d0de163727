"""The edition as one value."""

from dataclasses import dataclass, field

from build_edition.model.problems import Place, Problem
from build_edition.model.reference import Named, Reference
from build_edition.model.releases import Redirect, Release
from build_edition.model.texts import Text, TextSource


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the edition says of itself: title, editors, version, licences.

    `repository` is the address at which its files are kept and contributions are taken, if any;
    `address` is where it is published, with a slash at its end; `redirects` lead from the addresses of
    pages that moved or were withdrawn; `contributors` are those whom the history of the files names besides.
    """

    title: str
    subtitle: str
    abstract: str
    editors: tuple[str, ...]
    version: str
    date: str
    licence_code: str
    licence_notes: str
    showcase: tuple[str, str]
    address: str
    place: Place
    repository: str = ""
    redirects: tuple[Redirect, ...] = ()
    contributors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """All that editors wrote, each file by itself: what the stages begin with.

    `complete` says that every file was sound; if not, what seems to point nowhere may point at
    something in a file that was not. `pages` are the addresses of the pages written by hand.
    """

    imprint: Imprint
    texts: tuple[TextSource, ...]
    reference: Reference
    complete: bool
    released: tuple[Release, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Studied:
    """What came of studying one text: the text, as far as it could be read, and every Problem.

    `sound` says that each of its files was; if not, what seems to point nowhere may point at
    something in one that was not. `placed` says that all its notes have found their words, and
    `named` which names stand in it.
    """

    text: Text | None
    problems: tuple[Problem, ...]
    sound: bool
    placed: bool
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Edition:
    """The whole edition as one value: what every renderer is given, and all it is given.

    Two are never compared, so that what is drawn from one can be remembered for it at no cost.
    """

    imprint: Imprint
    texts: tuple[Text, ...]
    reference: Reference = field(default_factory=Reference)
    released: tuple[Release, ...] = ()
    pages: tuple[str, ...] = ()
