"""The edition from its inputs: the stages in their order. The file to read first."""

from collections.abc import Sequence

from build_edition.checks import CHECKS
from build_edition.clean import clean
from build_edition.emend import emend
from build_edition.model import Edition, Imprint, Place, Problem, Text, Witness
from build_edition.passages import identify


def build(
    imprint: Imprint, witnesses: Sequence[Witness]
) -> tuple[Edition | None, tuple[Problem, ...]]:
    """The edition of all texts, with every Problem found on the way.

    There is an edition only where no Problem is an error; each text goes as far as it can, so
    that one run shows what is wrong with all of them.
    """
    texts: list[Text] = []
    problems: list[Problem] = []
    for witness in witnesses:
        text, found = read_text(witness)
        problems += found
        texts += [text] if text else []
    edition = Edition(imprint, tuple(texts))
    for check in CHECKS:
        problems += check(edition)
    failed = any(problem.severity == "error" for problem in problems)
    return None if failed else edition, tuple(sorted(set(problems)))


def read_text(witness: Witness) -> tuple[Text | None, tuple[Problem, ...]]:
    """One text through its three states: raw, transmitted, read."""
    transmitted, problems = clean(witness)
    if any(problem.severity == "error" for problem in problems):
        return None, problems
    register = Place(f"{witness.folder}/passages.json")
    passages, differences = identify(transmitted, witness.records, register)
    if differences:
        return None, (*problems, *differences)
    readings, refusals = emend(passages, witness.records, witness.rulings)
    if refusals:
        return None, (*problems, *refusals)
    gone = tuple(record for record in witness.records if record.gone)
    return Text(witness.head, witness.raw, transmitted.edits, readings, gone), problems
