"""Leave out what the edition's registers say of a text that was withdrawn.

A text can thus be taken away at once; what editors wrote of it elsewhere is told, to be tidied up.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from build_edition.model import (
    Imprint,
    Lemma,
    Place,
    Problem,
    Question,
    Reference,
    Telling,
    Text,
    Told,
)

T = TypeVar("T", Telling, Told, Lemma, Question)


def withdrawn_texts(imprint: Imprint, there: Container[str]) -> frozenset[str]:
    """Return the names of the texts that were withdrawn; `there` are those that the edition has."""
    pages = (r.old for r in imprint.redirects if r.reason and r.old.startswith("texts/"))
    slugs = {page.split("/")[1] for page in pages}
    return frozenset(slug for slug in slugs if slug not in there)


def without_withdrawn(
    reference: Reference, withdrawn: Container[str]
) -> tuple[Reference, tuple[Problem, ...]]:
    """Return what the registers say of other texts, and a Problem for each entry left out.

    An erratum stays, since its address is promised.
    """
    left = replace(
        reference,
        people=tuple(
            replace(p, also=_kept(p.also, withdrawn), exceptions=_kept(p.exceptions, withdrawn))
            for p in reference.people
        ),
        events=tuple(replace(e, told=_kept(e.told, withdrawn)) for e in reference.events),
        series=tuple(
            replace(
                s,
                told=_kept(s.told, withdrawn),
                after=None if s.after and s.after[0] in withdrawn else s.after,
            )
            for s in reference.series
        ),
        questions=_kept(reference.questions, withdrawn),
    )
    return left, tuple(_told(reference, withdrawn))


def imprint_without(
    imprint: Imprint, withdrawn: Container[str], texts: Sequence[Text]
) -> tuple[Imprint, tuple[Problem, ...]]:
    """Return the imprint without what it shows of withdrawn texts, and a Problem for each.

    `texts` are those that the edition has: the first passage of one is shown instead.
    """
    instead = [(text.info.slug, text.readings[0].id) for text in texts if text.readings]
    shown = {
        "showcase": imprint.showcase[0],
        "opening": imprint.opening.text if imprint.opening else "",
        "proverb": imprint.proverb.text if imprint.proverb else "",
        "worked-example": imprint.worked.text if imprint.worked else "",
    }
    gone = {key: text for key, text in shown.items() if text in withdrawn}
    left = replace(
        imprint,
        showcase=next(iter(instead), ("", "")) if "showcase" in gone else imprint.showcase,
        opening=None if "opening" in gone else imprint.opening,
        proverb=None if "proverb" in gone else imprint.proverb,
        worked=None if "worked-example" in gone else imprint.worked,
    )
    return left, tuple(_left_out(text, imprint.place, f"`{key}` is") for key, text in gone.items())


def _kept(entries: Iterable[T], withdrawn: Container[str]) -> tuple[T, ...]:
    return tuple(entry for entry in entries if entry.text not in withdrawn)


def _told(reference: Reference, withdrawn: Container[str]) -> Iterator[Problem]:
    every: list[Any] = [t for event in reference.events for t in event.told]
    every += [t for series in reference.series for t in series.told]
    every += [lemma for person in reference.people for lemma in (*person.also, *person.exceptions)]
    for entry in (*every, *reference.questions):
        if entry.text in withdrawn:
            yield _left_out(entry.text, entry.place, "this is")


def _left_out(text: str, place: Place, what: str) -> Problem:
    message = f"{what} of {text}, which was withdrawn; it is left out"
    hint = "remove it, or name a passage of another text"
    return Problem(place, "text-withdrawn", message, hint, "warning")
