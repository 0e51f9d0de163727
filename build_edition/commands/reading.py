"""Reading an edition: each text anew only where it, or the program, has changed since it was kept."""

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from build_edition import edition, inputs
from build_edition.cache import FOLDER, digest, files_of, keep, program, recalled
from build_edition.commands.shared import code_of, progress, with_repository
from build_edition.cores import spread
from build_edition.inputs.files import LARGEST
from build_edition.inputs.load import TEXTS
from build_edition.model import Edition, Problem, Studied


@dataclass(frozen=True)
class Found:
    """What a project's root holds: the edition, if it is sound, and every Problem.

    `made_from` is a digest for each text of all that its files hold, and of the program.
    """

    edition: Edition | None
    problems: tuple[Problem, ...]
    made_from: Mapping[str, str]


def edition_at(root: Path) -> tuple[Edition | None, tuple[Problem, ...]]:
    """The edition under a project’s root, or None with every Problem that stands in the way."""
    found = read_edition(root)
    return found.edition, found.problems


def read_edition(root: Path, keeping: bool = False) -> Found:
    """The edition under a project’s root; texts that did not change are taken as they were kept.

    Nothing is written unless `keeping` a sound edition, and then under `.cache/` alone.
    """
    progress("reading")
    frame, slugs, problems = inputs.load_frame(root)
    made_from = {slug: _made_from(root, slug) for slug in slugs}
    studied, made = _studied(root, made_from)
    built, found = (None, tuple(p for each in studied.values() for p in each.problems))
    if frame:
        built, found = edition.assemble(with_repository(frame), [studied[slug] for slug in slugs])
    every = tuple(sorted({*problems, *found}))
    built = None if code_of(every) else built
    for slug, held in made.items() if keeping and built else ():
        keep(_place(root, slug), made_from[slug], held)
    progress("")
    return Found(built, every, made_from)


def _studied(
    root: Path, made_from: Mapping[str, str]
) -> tuple[dict[str, Studied], dict[str, bytes]]:
    """Every text, as it was kept or else studied, on all cores; and what is to be kept of these."""
    found: dict[str, Studied] = {}
    for slug, source in made_from.items():
        if source and (kept := recalled(_place(root, slug), source)):
            found[slug] = kept
    missing = [slug for slug in made_from if slug not in found]
    made = dict(zip(missing, spread(partial(_study, root), missing), strict=True))
    found |= {slug: pickle.loads(held) for slug, held in made.items()}
    return found, {slug: held for slug, held in made.items() if made_from[slug]}


def _study(root: Path, slug: str) -> bytes:
    """One text from its files, pickled: so it travels between cores, and so it is kept."""
    witness, problems = inputs.load_witness(root, slug)
    if witness is None:
        return pickle.dumps(Studied(None, problems, sound=False, placed=False))
    studied = edition.study(witness)
    sound = not any(problem.severity == "error" for problem in problems)
    return pickle.dumps(replace(studied, problems=(*problems, *studied.problems), sound=sound))


def _place(root: Path, slug: str) -> Path:
    return root / FOLDER / "texts" / slug


def _made_from(root: Path, slug: str) -> str:
    """A digest of all files of a text and of the program.

    There is none where a file is no plain one, cannot be read or is larger than any should be:
    then the text is read, and whoever reads it says so.
    """
    folder = root / TEXTS / slug
    try:
        found = {path: path.lstat() for path in folder.rglob("*")}
        files = {path: at for path, at in found.items() if not S_ISDIR(at.st_mode)}
        if not all(S_ISREG(at.st_mode) and at.st_size <= LARGEST for at in files.values()):
            return ""
        return digest((program().encode(), slug.encode(), *files_of(files, folder)))
    except OSError:
        return ""
