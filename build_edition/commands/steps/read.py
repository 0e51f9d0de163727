"""Reading an edition: each text anew only where it, or the program, has changed since it was kept."""

import gc
import os
import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from build_edition import edition
from build_edition.commands.steps.common import code_of, progress, with_repository
from build_edition.model import Edition, Problem, Studied
from build_edition.notes.mentions import Names
from build_edition.output.cache import FOLDER, digest, keep, pickled, program, recalled
from build_edition.output.processes import spread
from build_edition.sources import load_frame, load_text_source
from build_edition.sources.parsing.files import LARGEST
from build_edition.sources.text_source import TEXTS


@dataclass(frozen=True)
class Found:
    """What a project's root holds: the edition, if it is sound, and every Problem.

    `made_from` is a digest for each text of all that its files hold, of the names that are looked
    for, and of the program; `studied` is what came of it.
    """

    edition: Edition | None
    problems: tuple[Problem, ...]
    made_from: Mapping[str, str]
    studied: Mapping[str, Studied]

    def text(self, slug: str, source: str) -> Studied | None:
        """A text as it was found, if it was made from the same."""
        return self.studied[slug] if self.made_from.get(slug) == source else None


NOTHING = Found(None, (), {}, {})
"""What is found before anything was read."""


def edition_at(root: Path) -> tuple[Edition | None, tuple[Problem, ...]]:
    """The edition under a project’s root, or None with every Problem that stands in the way."""
    found = read_edition(root)
    return found.edition, found.problems


def read_edition(root: Path, keeping: bool = False, last: Found = NOTHING) -> Found:
    """The edition under a project’s root; texts that did not change are taken as they were kept.

    They are as they were found `last`, or else are kept under `.cache/`; nothing is written there,
    or anywhere, unless `keeping`.
    """
    with _lasting():
        return _read(root, keeping, last)


@contextmanager
def _lasting() -> Iterator[None]:
    """While an edition is read, nothing is garbage: it would be looked through again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _read(root: Path, keeping: bool, last: Found) -> Found:
    progress("reading")
    frame, slugs, problems = load_frame(root)
    people = frame.reference.people if frame else ()
    names = digest(repr((who.id, who.names, who.texts)).encode() for who in people)
    made_from = dict(zip(slugs, spread(partial(_made_from, root, names), slugs), strict=True))
    studied = _studied(root, Names(people), made_from, keeping, last)
    built, found = (None, tuple(p for each in studied.values() for p in each.problems))
    if frame:
        built, found = edition.assemble(with_repository(frame), [studied[slug] for slug in slugs])
    every = tuple(sorted({*problems, *found}))
    built = None if code_of(every) else built
    progress("")
    return Found(built, every, made_from, studied)


def _studied(
    root: Path, names: Names, made_from: Mapping[str, str], keeping: bool, last: Found
) -> dict[str, Studied]:
    """Every text, as it was found last or kept, or else studied, on all cores."""
    found: dict[str, Studied] = {}
    for slug, source in made_from.items():
        known = last.text(slug, source) or recalled(_place(root, slug), source) if source else None
        if known:
            found[slug] = known
    missing = [slug for slug in made_from if slug not in found]
    sources = {slug: made_from[slug] if keeping else "" for slug in missing}
    study = partial(_study, root, names, sources)
    for slug, held in zip(missing, spread(study, missing), strict=True):
        kept = None if held else recalled(_place(root, slug), sources[slug])
        found[slug] = kept or pickle.loads(held or _study(root, names, {slug: ""}, slug))
    return found


def _study(root: Path, names: Names, sources: Mapping[str, str], slug: str) -> bytes:
    """One text from its files, pickled: so it is kept where it has a source, or else handed over."""
    source, problems = load_text_source(root, slug)
    studied = (
        edition.study(source, names) if source else Studied(None, (), sound=False, placed=False)
    )
    sound = source is not None and not any(p.severity == "error" for p in problems)
    held = pickled(replace(studied, problems=(*problems, *studied.problems), sound=sound))
    if not sources[slug]:
        return held
    keep(_place(root, slug), sources[slug], held)
    return b""


def _place(root: Path, slug: str) -> Path:
    return root / FOLDER / "texts" / slug


def _made_from(root: Path, names: str, slug: str) -> str:
    """A digest of all files of a text, of the names that are looked for, and of the program.

    There is none where a file is no plain one, cannot be read or is larger than any should be:
    then the text is read, and whoever reads it says so.
    """
    folder = os.fspath(root / TEXTS / slug)
    parts = [program().encode(), names.encode(), slug.encode()]
    try:
        for name in sorted(_names(folder)):
            with open(f"{folder}/{name}", "rb") as file:
                parts += (os.fsencode(name), file.read())
    except OSError:
        return ""
    return digest(parts)


def _names(folder: str, within: str = "") -> Iterator[str]:
    """All files of a folder, seen from there; OSError where one is no plain file, or too large."""
    with os.scandir(f"{folder}/{within}") as found:
        for entry in found:
            name = within + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _names(folder, f"{name}/")
            elif entry.is_file(follow_symlinks=False) and entry.stat().st_size <= LARGEST:
                yield name
            else:
                raise OSError(f"{name} is not to be read")
