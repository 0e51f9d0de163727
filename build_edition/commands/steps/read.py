"""Read an edition; a text that has not changed since the last time is not read again."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from build_edition import edition
from build_edition.commands.steps.outcome import code_of, progress
from build_edition.commands.steps.project import with_repository
from build_edition.model import Edition, Problem, Studied, worth_reading
from build_edition.notes.mentions import Names
from build_edition.output.cache import FOLDER
from build_edition.output.digests import digest, program
from build_edition.output.parts import Part, Parts
from build_edition.output.pickles import pickled, unpickled
from build_edition.sources.formats.names import TEXTS
from build_edition.sources.load import load_frame
from build_edition.sources.parsing.files import LARGEST
from build_edition.sources.text_source import load_text_source


@dataclass(frozen=True)
class Found:
    """What was found in a project: its edition, if it is sound, and every Problem.

    `made_from` is, for each text, a digest of its files, of the names that are looked for, and of
    the `program`; `studied` is the result of studying it.
    """

    edition: Edition | None
    problems: tuple[Problem, ...]
    program: str
    made_from: Mapping[str, str]
    studied: Mapping[str, Studied]


NOTHING = Found(None, (), "", {}, {})
"""The result before anything has been read."""


def edition_at(root: Path) -> tuple[Edition | None, tuple[Problem, ...]]:
    """Return the edition in a project, or None if there are errors, and every Problem."""
    parts = Parts(root)
    with parts.processes:
        found = read_edition(root, parts)
    return found.edition, found.problems


def read_edition(root: Path, parts: Parts, keeping: bool = False, last: Found = NOTHING) -> Found:
    """Return the edition in a project; texts that have not changed are taken from the last time.

    They come from `last`, or from the parts on disk. Nothing is written unless `keeping`.
    """
    progress("reading")
    frame, slugs, problems = load_frame(root)
    people = frame.reference.people if frame else ()
    names = digest(repr((who.id, who.names, who.texts)).encode() for who in people)
    version = program()
    made_from = {slug: _made_from(root, version, names, slug) for slug in slugs}
    study = partial(_study, root, Names(people))
    if keeping:
        kept = [Part(_path(slug), made_from[slug], partial(_kept, study, slug)) for slug in slugs]
        parts.draw(kept, spread=parts.processes)
    studied = _studied(study, made_from, parts, last)
    built, found = (None, tuple(p for each in studied.values() for p in each.problems))
    if frame:
        built, found = edition.assemble(with_repository(frame), [studied[slug] for slug in slugs])
    every = tuple(worth_reading({*problems, *found}))
    progress("")
    return Found(None if code_of(every) else built, every, version, made_from, studied)


def _studied(
    study: Callable[[str], Studied], made_from: Mapping[str, str], parts: Parts, last: Found
) -> dict[str, Studied]:
    """Return every text as studied: the last time if it has not changed, or else now."""
    found: dict[str, Studied] = {}
    for slug, source in made_from.items():
        same = source and last.made_from.get(slug) == source
        known = last.studied[slug] if same else None
        if not known and parts.stands(_path(slug), source):
            known = unpickled(parts.content(_path(slug), _path(slug)))
        if known:
            found[slug] = known
    missing = [slug for slug in made_from if slug not in found]
    return found | dict(zip(missing, parts.processes(study, missing), strict=True))


def _study(root: Path, names: Names, slug: str) -> Studied:
    """Study one text from its files."""
    source, problems = load_text_source(root, slug)
    studied = (
        edition.study(source, names) if source else Studied(None, (), sound=False, placed=False)
    )
    sound = source is not None and not any(p.severity == "error" for p in problems)
    return replace(studied, problems=(*problems, *studied.problems), sound=sound)


def _kept(study: Callable[[str], Studied], slug: str) -> dict[str, bytes]:
    return {_path(slug): pickled(study(slug))}


def _path(slug: str) -> str:
    return f"{FOLDER}/texts/{slug}"


def _made_from(root: Path, version: str, names: str, slug: str) -> str:
    """Return a digest of a text's files, of the names that are looked for, and of the program.

    It is an empty string if one of the files is not plain, cannot be read or is too large: the text
    is then read from its files each time, which reports the Problem.
    """
    folder = os.fspath(root / TEXTS / slug)
    parts = [version.encode(), names.encode(), slug.encode()]
    try:
        for name in sorted(_names(folder)):
            with open(f"{folder}/{name}", "rb") as file:
                parts += (os.fsencode(name), file.read())
    except OSError:
        return ""
    return digest(parts)


def _names(folder: str, within: str = "") -> Iterator[str]:
    """Yield the relative paths of a folder's files; OSError if one is not plain or too large."""
    with os.scandir(f"{folder}/{within}") as found:
        for entry in found:
            name = within + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _names(folder, f"{name}/")
            elif entry.is_file(follow_symlinks=False) and entry.stat().st_size <= LARGEST:
                yield name
            else:
                raise OSError(f"{name} is not to be read")
