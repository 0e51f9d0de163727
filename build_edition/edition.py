"""The stages that make the edition from its sources, in order. The file to read first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from build_edition.addresses import AddressBook, causes, in_full, known_causes, promised, words_kept
from build_edition.checks.texts import CHECKS, CHECKS_OF_A_TEXT, CHECKS_OF_THE_WHOLE
from build_edition.checks.withdrawn import imprint_without, withdrawn_texts, without_withdrawn
from build_edition.model import WHOLE, Edition, Place, Problem, Sources, Studied, Text, TextSource
from build_edition.notes.annotate import annotate, elsewhere
from build_edition.notes.mentions import Names, find_mentions
from build_edition.texts.clean import clean
from build_edition.texts.emend import emend
from build_edition.texts.passages import identify


def build(sources: Sources) -> tuple[Edition | None, tuple[Problem, ...]]:
    """Return the edition of all texts, or None if there are errors, and every Problem."""
    names = Names(sources.reference.people)
    return assemble(sources, [study(source, names) for source in sources.texts])


def study(source: TextSource, names: Names) -> Studied:
    """Return the result of studying one text by itself: the text, its Problems, the names in it."""
    text, problems = read_text(source)
    checked = [p for check in CHECKS_OF_A_TEXT for p in check(text)] if text else []
    named = tuple(names.found(text)) if text else ()
    # `sound` is set by the command that reads the files; `Sources.complete` covers them in `build`.
    recorded = frozenset(name for record in source.records for name in (record.id, *record.also))
    return Studied(text, (*problems, *checked), True, not _failed(problems), named, recorded)


def assemble(
    sources: Sources, studied: Sequence[Studied]
) -> tuple[Edition | None, tuple[Problem, ...]]:
    """Return the edition of texts that were studied one by one, and every Problem, sorted.

    If a Problem is an error, there is no edition. Each text goes through as many stages as it can,
    so that one run shows what is wrong with all of them.
    """
    texts = tuple(each.text for each in studied if each.text)
    known = promised(sources.released)
    problems = [
        problem
        for each in studied
        for problem in known_causes([*_problems(each, texts)], each.recorded, known)
    ]
    whole = sources.complete and all(each.text and each.sound for each in studied)
    named = (name for each in studied for name in each.named)
    there = {source.info.slug for source in sources.texts}
    led = replace(sources.imprint, redirects=in_full(sources.imprint.redirects, known, there))
    withdrawn = withdrawn_texts(led, {text.info.slug for text in texts})
    reference, told = without_withdrawn(sources.reference, withdrawn)
    imprint, quoted = imprint_without(led, withdrawn, texts)
    problems += (*told, *quoted)
    edition = Edition(imprint, texts, reference, sources.released, sources.pages)
    all_there = whole and not AddressBook(edition).lost_texts
    people, misplaced = find_mentions(reference.people, texts, named, all_there)
    problems += misplaced
    edition = replace(edition, reference=replace(reference, people=people))
    placed = all(each.placed for each in studied)
    for check in (*CHECKS, *CHECKS_OF_THE_WHOLE) if whole else CHECKS:
        problems += check(edition)
    book = AddressBook(edition)
    problems = causes(book, problems, placed) if whole else problems
    # Of a note whose words are not found, it is not known what it shows, nor of a text under a name
    # that was never released, what it showed.
    problems += words_kept(book) if whole and placed and not book.lost_texts else ()
    return None if _failed(problems) else edition, tuple(sorted(set(problems)))


def read_text(source: TextSource) -> tuple[Text | None, tuple[Problem, ...]]:
    """Return a text in its three states (raw, transmitted, read) with its notes, and its Problems.

    If it cannot be cleaned, numbered or emended, the text is None.
    """
    transmitted, problems = clean(source)
    if _failed(problems):
        return None, problems
    register = Place(f"{source.folder}/passages.json")
    passages, differences = identify(transmitted, source.records, register)
    if differences:
        return None, (*problems, *differences)
    rulings = tuple(ruling for ruling in source.rulings if not ruling.retired)
    readings, refusals = emend(passages, source.records, rulings)
    if refusals:
        return None, (*problems, *refusals)
    notes = tuple(note for note in source.notes if not note.retired)
    annotated, misplaced = annotate(readings, source.records, transmitted.edits, notes)
    gone = tuple(record for record in source.records if record.gone)
    placed = {a.note.id for reading in annotated for a in reading.annotations}
    text = Text(
        info=source.info,
        received=source.raw.encode(source.info.encoding),
        cleaning=transmitted.edits,
        readings=annotated,
        gone=gone,
        about=tuple(note for note in notes if note.lemma.at == WHOLE),
        retired_notes=tuple(note for note in source.notes if note.retired),
        retired_rulings=tuple(ruling for ruling in source.rulings if ruling.retired),
        released=source.released,
        unplaced=tuple(n for n in notes if n.lemma.at != WHOLE and n.id not in placed),
    )
    return text, (*problems, *misplaced)


def _problems(studied: Studied, texts: Sequence[Text]) -> Iterator[Problem]:
    """Yield a text's Problems; words that are not in it are said to be in another text that has them."""
    found = elsewhere(studied.text, texts) if studied.text else {}
    for problem in studied.problems:
        astray = problem.place in found and problem.code in ("words-not-found", "no-such-passage")
        yield replace(problem, hint=found[problem.place]) if astray else problem


def _failed(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)
