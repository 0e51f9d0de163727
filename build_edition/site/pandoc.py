"""Run pandoc, whose citeproc answers the renderers' questions; nothing else runs it."""

import json
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from build_edition.model import REINSTALL, ToolError
from build_edition.render.citing.citeproc import API, Question
from build_edition.site.programs import run

_ANSWERS = Path(__file__).with_name("citeproc.lua").resolve()
"""The filter that answers all questions of a document."""

_MEMORY = ("+RTS", "-A32m", "-RTS")
"""The room in which pandoc works before it tidies up: with its own 8 MB it takes a third longer."""


def ask(questions: Sequence[Question]) -> list[str]:
    """Return citeproc's answers to questions, in order, from one run of pandoc."""
    if not questions:
        return []
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
        return [_read(folder / f"{n}.html") for n in range(len(questions))]


def _written(question: Question, place: Path) -> Mapping[str, object]:
    """Write the files of a question, whose names begin with `place`; return what pandoc is told."""
    document, works = place.with_suffix(".json"), place.with_suffix(".works.json")
    document.write_text(question.document, encoding="utf-8")
    works.write_text(question.works, encoding="utf-8")
    told = {"document": document, "works": works, "style": question.style}
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
    found = find_spec("pypandoc")
    if found is None or not found.origin:
        raise ToolError(f"pandoc's package, pypandoc_binary, is not installed; {REINSTALL}")
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    return Path(found.origin).parent / "files" / name
