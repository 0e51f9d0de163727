"""The edition from its inputs: the stages in their order. The file to read first."""

from dataclasses import replace

from build_edition.addresses import gate
from build_edition.annotate import annotate
from build_edition.checks import CHECKS, CHECKS_OF_THE_WHOLE
from build_edition.clean import clean
from build_edition.emend import emend
from build_edition.mentions import find_mentions
from build_edition.model import WHOLE, Edition, Place, Problem, Sources, Text, Witness
from build_edition.passages import identify


def build(sources: Sources) -> tuple[Edition | None, tuple[Problem, ...]]:
    """The edition of all texts, with every Problem found on the way.

    There is an edition only where no Problem is an error; each text goes as far as it can, so
    that one run shows what is wrong with all of them.
    """
    texts: list[Text] = []
    problems: list[Problem] = []
    for witness in sources.witnesses:
        text, found = read_text(witness)
        problems += found
        texts += [text] if text else []
    whole = sources.complete and len(texts) == len(sources.witnesses)
    people, found = find_mentions(sources.reference.people, texts, whole)
    problems += found
    reference = replace(sources.reference, people=people)
    edition = Edition(sources.imprint, tuple(texts), reference, sources.released, sources.pages)
    placed = not any(problem.severity == "error" for problem in problems)
    for check in (*CHECKS, *CHECKS_OF_THE_WHOLE) if whole else CHECKS:
        problems += check(edition)
    problems += gate(edition) if whole and placed else ()
    failed = any(problem.severity == "error" for problem in problems)
    return None if failed else edition, tuple(sorted(set(problems)))


def read_text(witness: Witness) -> tuple[Text | None, tuple[Problem, ...]]:
    """One text through its three states, raw, transmitted and read, and then its notes."""
    transmitted, problems = clean(witness)
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    register = Place(f"{witness.folder}/passages.json")
    passages, differences = identify(transmitted, witness.records, register)
    if differences:
        return None, (*problems, *differences)
    rulings = tuple(ruling for ruling in witness.rulings if not ruling.retired)
    readings, refusals = emend(passages, witness.records, rulings)
    if refusals:
        return None, (*problems, *refusals)
    notes = tuple(note for note in witness.notes if not note.retired)
    annotated, misplaced = annotate(readings, witness.records, transmitted.edits, notes)
    gone = tuple(record for record in witness.records if record.gone)
    text = Text(
        head=witness.head,
        raw=witness.raw,
        cleaning=transmitted.edits,
        readings=annotated,
        gone=gone,
        about=tuple(note for note in notes if note.lemma.at == WHOLE),
        retired_notes=tuple(note for note in witness.notes if note.retired),
        retired_rulings=tuple(ruling for ruling in witness.rulings if ruling.retired),
    )
    return text, (*problems, *misplaced)
