"""The edition as one value, and the values that it is made from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from build_edition.model.notes import Prose
from build_edition.model.problems import Place, Problem
from build_edition.model.reference import Named, Reference
from build_edition.model.releases import Redirect, Release
from build_edition.model.texts import Text, TextSource
from build_edition.model.texts.text_info import TextInfo

_LOCAL = re.compile(r"https?://(localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])[:/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a text for the landing page, with their passage, and what is said of them, if any."""

    text: str
    passage: str
    words: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """An emendation to be drawn step by step: its text and id, and the languages between them.

    `source` is the language that the text was translated from, `target` the one into which.
    """

    text: str
    emendation: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the edition says about itself: title, editors, version, licences.

    `tagline` is beside the title at the head of every page; `card` is what the picture for shared
    links says, if there is one. The landing page opens with `opening`, a garbled sentence, and explains the edition's name with
    `proverb`; without them it shows the passage that `showcase` names. The timeline opens with
    `story`, what happened in short. `worked` is what the worked example shows.
    `synonyms` are names of one thing, so that a search for one finds the others.
    `repository` is the address where its files are kept and contributions are accepted, if any;
    `contact` is the address for objections, a mailto: or https: link, if one is set;
    `address` is where it is published, with a slash at its end; `redirects` lead from the addresses
    of pages that moved or were withdrawn; `contributors` are further people to credit, and
    `surnames` those parts of the editors' names that are surnames, if they are people.
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
    contact: str = ""
    redirects: tuple[Redirect, ...] = ()
    contributors: tuple[str, ...] = ()
    opening: Quoted | None = None
    proverb: Quoted | None = None
    story: Prose = ()
    tagline: str = ""
    card: str = ""
    worked: WorkedExample | None = None
    surnames: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()

    @property
    def is_local(self) -> bool:
        """Whether the address leads to the reader's own machine, and so nowhere for others."""
        return bool(_LOCAL.match(self.address))


@dataclass(frozen=True, slots=True)
class Sources:
    """All that editors wrote, as read from each file by itself: what the stages begin with.

    `complete` says whether every file was sound; if not, a reference that seems to lead nowhere may
    lead to something in an unsound file. `pages` are the addresses of the pages written by hand.
    """

    imprint: Imprint
    texts: tuple[TextSource, ...]
    reference: Reference
    complete: bool
    released: tuple[Release, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Studied:
    """The result of studying one text: the text, if it could be read, and every Problem.

    `sound` says whether each of its files was sound, as `Sources.complete` does for all files.
    `placed` says whether the words of all its notes were found, `named` which names occur in it,
    `recorded` which ids of passages its register has.
    """

    text: Text | None
    problems: tuple[Problem, ...]
    sound: bool
    placed: bool
    named: tuple[Named, ...] = ()
    recorded: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Edition:
    """The whole edition as one value: what the stages make, and what everything is drawn from.

    Editions are compared by identity, since comparing all that they hold would take long.
    """

    imprint: Imprint
    texts: tuple[Text, ...]
    reference: Reference = field(default_factory=Reference)
    released: tuple[Release, ...] = ()
    pages: tuple[str, ...] = ()

    @cached_property
    def infos(self) -> Mapping[str, TextInfo]:
        """What is said of each text as a whole, by its name, in the order of the texts."""
        return {text.info.slug: text.info for text in self.texts}
