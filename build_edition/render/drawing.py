"""What every renderer is given: the edition without its texts' words, and indexes for look-up."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from build_edition.addresses import AddressBook, releases_of
from build_edition.model import Edition, Event, Imprint, Mention, Person, Reference, TextInfo
from build_edition.render.citing.citations import Citations, read_citations


@dataclass(frozen=True)
class Parallel:
    """An event that a passage tells of, and the passages of other texts that tell of it as well.

    `event` is the event's id, `elsewhere` the ids of these passages by their text's name.
    """

    event: str
    title: str
    elsewhere: Mapping[str, tuple[str, ...]]


Names = Mapping[str, tuple[tuple[Mention, str], ...]]
"""The mentions of people in each passage, by its id; each is paired with the id of the person."""


@dataclass(frozen=True)
class Drawing:
    """The edition without its texts' words, its citations formatted, and indexes of both.

    It is small: a renderer is given it together with the text or texts that it draws. `infos` are what
    is said of each text, by its name; `versions` are those released, oldest first, each with its date.
    Each index is made when it is first used.
    """

    imprint: Imprint
    infos: Mapping[str, TextInfo]
    reference: Reference
    citations: Citations
    versions: Mapping[str, str]

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The title of each text by its name."""
        return {info.slug: info.title for info in self.texts}

    @cached_property
    def texts(self) -> tuple[TextInfo, ...]:
        """What is said of each text, in the order of reading."""
        return tuple(self.infos.values())

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Each text's place in the reading order, from 0, by its name."""
        return {info.slug: n for n, info in enumerate(self.texts)}

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """The people of the register by their ids."""
        return {person.id: person for person in self.reference.people}

    @cached_property
    def work_keys(self) -> Mapping[str, str]:
        """The key of each work by every key that it has or had."""
        return {key: w.key for w in self.reference.works for key in (w.key, *w.formerly)}

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Each person's place in the register, from 0, by the person's id."""
        return {person.id: n for n, person in enumerate(self.reference.people)}

    @cached_property
    def named(self) -> Mapping[str, Names]:
        """The mentions of people in each text, by the text's name."""
        named: dict[str, dict[str, tuple[tuple[Mention, str], ...]]] = defaultdict(dict)
        for person in self.reference.people:
            for mention in person.mentions:
                here = named[mention.text].get(mention.passage, ())
                named[mention.text][mention.passage] = (*here, (mention, person.id))
        return named

    @cached_property
    def events(self) -> Mapping[str, Sequence[Event]]:
        """The events that each text tells of, by the text's name."""
        told: dict[str, list[Event]] = {}
        for event in self.reference.events:
            for slug in dict.fromkeys(telling.text for telling in event.told):
                told.setdefault(slug, []).append(event)
        return told

    @cached_property
    def parallels(self) -> Mapping[str, Mapping[str, tuple[Parallel, ...]]]:
        """The events that other texts tell of too, by text name and passage id."""
        found: dict[str, dict[str, tuple[Parallel, ...]]] = {info.slug: {} for info in self.texts}
        for event in self.reference.events:
            told: dict[str, dict[str, None]] = {}
            for telling in event.told:
                told.setdefault(telling.text, {})[telling.passage] = None
            for slug, passages in told.items():
                elsewhere = {other: tuple(told[other]) for other in told if other != slug}
                if not elsewhere:
                    continue
                parallel = Parallel(event.id, event.title, elsewhere)
                for passage in passages:
                    found[slug][passage] = (*found[slug].get(passage, ()), parallel)
        return found


@dataclass(frozen=True)
class Whole(Drawing):
    """The drawing of an edition with all its texts, for lists and data that span them."""

    edition: Edition

    def without_texts(self) -> Drawing:
        """Return the drawing without its texts, for renderers of a single text."""
        return Drawing(self.imprint, self.infos, self.reference, self.citations, self.versions)

    @cached_property
    def addresses(self) -> AddressBook:
        """The addresses of everything in the edition."""
        return AddressBook(self.edition)


def whole_drawing(edition: Edition, texts: Sequence[TextInfo], answers: Mapping[str, str]) -> Whole:
    """Return the drawing of an edition, in which only the given texts can be cited.

    `answers` are citeproc's, to the `citation_questions` of the edition and these texts, by their names.
    """
    citations = read_citations(edition, texts, answers)
    versions = {release.version: release.date for release in releases_of(edition.released)}
    return Whole(edition.imprint, edition.infos, edition.reference, citations, versions, edition)
