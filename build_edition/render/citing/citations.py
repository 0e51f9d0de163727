"""Everything that citeproc formats for an edition, requested at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_edition.model import Edition, TextInfo
from build_edition.model.citing import citations
from build_edition.render.citing.citeproc import Question
from build_edition.render.citing.forms import Forms, authorships, form_questions, read_forms
from build_edition.render.citing.short_forms import short_form
from build_edition.render.citing.sources import (
    Cited,
    read_bibliography,
    read_sources,
    source_questions,
)


@dataclass(frozen=True)
class Citations:
    """The edition's citations, formatted.

    `sources` gives each citation as a full note; `bibliography` is each work's key and entry, in
    order; `forms` gives the ways to cite each text, by its name; `short` is each work in short, by
    its key.
    """

    sources: Mapping[Cited, Markup]
    bibliography: tuple[tuple[str, Markup], ...]
    forms: Mapping[str, Forms]
    short: Mapping[str, str]


def citation_questions(edition: Edition, texts: Sequence[TextInfo]) -> tuple[Question, ...]:
    """Return all that citeproc is asked for an edition in which only the given texts can be cited."""
    cited = _cited(edition)
    forms = form_questions(edition.imprint, texts, authorships(edition))
    return (*source_questions(edition.reference.works, cited), *forms)


def read_citations(
    edition: Edition, texts: Sequence[TextInfo], answers: Mapping[str, str]
) -> Citations:
    """Return all that the edition cites, formatted, and the ways to cite the given texts.

    `answers` are those to `citation_questions`, by their names.
    """
    works = edition.reference.works
    return Citations(
        sources=read_sources(_cited(edition), answers),
        bibliography=read_bibliography(works, answers),
        forms=read_forms(edition.imprint, texts, authorships(edition), answers),
        short={work.key: short_form(work) for work in works},
    )


def _cited(edition: Edition) -> Sequence[tuple[str, str]]:
    return sorted({(citation.key, citation.locator) for citation in citations(edition)})
