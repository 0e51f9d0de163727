"""Pandoc at arm's length: it answers what the renderers ask of citeproc."""

from collections.abc import Sequence

import pypandoc

from build_edition.output.processes import in_threads
from build_edition.render.citing.citeproc import Question


def answer(question: Question) -> str:
    """What pandoc makes of a question's document."""
    options = [*question.options]
    return str(
        pypandoc.convert_text(question.document, question.to, format="json", extra_args=options)
    )


def ask(questions: Sequence[Question]) -> list[str]:
    """What pandoc answers to questions, in their order."""
    return in_threads(answer, questions)
