"""Run pandoc, whose citeproc answers the renderers' questions; nothing else runs it."""

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from build_edition.model import REINSTALL, ToolError
from build_edition.output.processes import in_threads
from build_edition.render.citing.citeproc import Question
from build_edition.site.programs import run


def ask(questions: Sequence[Question]) -> list[str]:
    """Return pandoc's answers to questions, in order."""
    return in_threads(answer, questions)


def answer(question: Question) -> str:
    """Return what pandoc prints for a question's document."""
    program = bundled_pandoc()
    # The user's own data folder could hold files that change what is printed.
    own = ("--from=json", "--to=html", "--wrap=none", "--sandbox", f"--data-dir={program.parent}")
    with TemporaryDirectory() as folder:
        works = Path(folder) / "works.json"
        works.write_text(question.works, encoding="utf-8")
        asked = ("--citeproc", f"--csl={question.style}", f"--bibliography={works}")
        printed = run("pandoc", [str(program), *own, *asked], question.document.encode())
    try:
        return printed.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ToolError(f"pandoc’s answer is not UTF-8; {REINSTALL}") from error


def bundled_pandoc() -> Path:
    """Return the path of the pandoc that comes in the pinned package."""
    found = find_spec("pypandoc")
    if found is None or not found.origin:
        raise ToolError(f"pandoc's package, pypandoc_binary, is not installed; {REINSTALL}")
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    return Path(found.origin).parent / "files" / name
