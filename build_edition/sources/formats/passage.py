"""Formats of what a text's files say of its passages: `passages.json` and `emendations.yml`."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from build_edition.model import GAP, Certainty, EmendationKind, Evidence, PassageKind
from build_edition.sources.formats.citation import Sources
from build_edition.sources.formats.edition_and_text import Format, Retirable, Slug
from build_edition.sources.formats.plain_words import Prose, Quotation, unpadded


class PassageFormat(Format):
    """One line of `passages.json`: a passage's permanent id, and the words it was given to."""

    id: Annotated[str, StringConstraints(pattern=r"^p\d{1,7}[a-z]*$")]
    kind: PassageKind
    span: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
    begins: str
    level: int = 0
    speaker: str = ""
    also: tuple[Annotated[str, StringConstraints(pattern=r"^p\d{1,7}[a-z]*$")], ...] = ()
    gone: str = ""


def _read(value: str) -> str:
    if value.strip(" .") in ("…", "[?]", "[...]", "[..]"):
        raise ValueError(f"write a gap as {GAP}")
    return value


class RulingFormat(Retirable):
    """One ruling of `emendations.yml` on the wording of a passage."""

    id: Slug
    at: Prose
    on: Annotated[str, Field(min_length=1), AfterValidator(unpadded)]
    read: Annotated[Quotation, AfterValidator(_read)] | None = None
    kind: EmendationKind
    certainty: Certainty
    evidence: Evidence
    sources: Sources = ()
    why: Prose
