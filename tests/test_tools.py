"""Other people's programs: which ones a build runs, and what is said if one of them fails."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from build_edition import cli
from build_edition.commands.publishing.serve import Preview
from build_edition.commands.steps.outcome import TRACEBACK
from build_edition.model import REINSTALL, ToolError
from build_edition.output.parts import Parts
from build_edition.render.citing import citeproc
from build_edition.site import pandoc, programs
from build_edition.site.mkdocs import build_site
from tests.support import MKDOCS, ROOT, project_files

FAILURES = {
    "echo 'a bad day' >&2; exit 64": "failed (exit code 64): a bad day",
    "exit 1": "failed (exit code 1): no reason given",
    "printf '\\377\\376' >&2; exit 3": "failed (exit code 3): \ufffd\ufffd",
    "kill -KILL $$": "was killed (SIGKILL): no reason given",
    "kill -SEGV $$": "was killed (SIGSEGV): no reason given",
    "echo one; echo two; exit 2": "failed (exit code 2): one two",
}
"""Scripts that fail as a program may, and what is said about each failure."""

ITEMS = [{"id": key, "type": "book", "title": f"Of {key}"} for key in ("one", "two")]
KEYS = [str(item["id"]) for item in ITEMS]


def script(path: Path, lines: str) -> Path:
    """Write a program that runs these lines of shell, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def command(
    root: Path, name: str, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, with some environment variables set."""
    words = [sys.executable, "-m", "build_edition", "--root", str(root), name]
    path = {"PYTHONPATH": os.pathsep.join((environment.pop("PYTHONPATH", ""), str(ROOT)))}
    return subprocess.run(
        words,
        capture_output=True,
        cwd=cwd,
        env=os.environ | path | environment,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def fake(folder: Path) -> Path:
    """Write a package to import instead of pypandoc; return where pandoc is looked for in it."""
    files = folder / "pypandoc/files"
    files.mkdir(parents=True)
    (folder / "pypandoc/__init__.py").write_text("", encoding="utf-8")
    return files / "pandoc"


def said(ended: subprocess.CompletedProcess[str]) -> str:
    """Return the only line that a failed build printed on standard error."""
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    return line


@pytest.mark.parametrize("lines", FAILURES)
def test_what_a_program_does_is_said_in_one_line_that_names_it(lines: str, tmp_path: Path) -> None:
    failing = script(tmp_path / "failing", lines)
    with pytest.raises(ToolError) as raised:
        programs.run("Example", [str(failing)], b"x" * 1_000_000)
    (line,) = str(raised.value).splitlines()
    assert line == f"Example {FAILURES[lines]}; {REINSTALL}"


@pytest.mark.parametrize("lines", ["exit 0", "echo 'Usage: something'", r"printf '\377\376'"])
def test_an_answer_that_is_none_is_refused(
    lines: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = script(tmp_path / "pandoc", lines)
    monkeypatch.setattr(pandoc, "bundled_pandoc", lambda: program)
    with pytest.raises(ToolError, match=r"^pandoc left no answer that can be read; reinstall"):
        pandoc.ask([citeproc.entries_question("x", ITEMS)])


@pytest.mark.parametrize(
    ("answer", "why"), [(b"\377\376", "left no answer that can be"), (b"", "formatted 0 of 2")]
)
def test_an_answer_that_cannot_be_read_is_refused(
    answer: bytes, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(name: str, command: Sequence[str], given: bytes) -> None:
        (asked,) = json.loads(given)["meta"]["questions"]["c"]
        Path(asked["c"]["answer"]["c"]).write_bytes(answer)

    monkeypatch.setattr(pandoc, "run", run)
    with pytest.raises(ToolError, match=f"^pandoc {why}"):
        citeproc.entries(pandoc.ask([citeproc.entries_question("x", ITEMS)])[0], KEYS)


def test_a_build_without_pandoc_ends_in_one_line(letters: Path, tmp_path: Path) -> None:
    script(fake(tmp_path / "fake"), "echo 'a bad day' >&2; exit 64")
    line = said(command(letters, "build", PYTHONPATH=str(tmp_path / "fake")))
    assert line == f"build_edition: pandoc failed (exit code 64): a bad day; {REINSTALL}"
    assert not (letters / "site").exists()


@pytest.mark.slow
def test_a_program_that_is_not_there_is_named(letters: Path, tmp_path: Path) -> None:
    fake(tmp_path / "fake")
    line = said(command(letters, "build", PYTHONPATH=str(tmp_path / "fake")))
    assert line == f"build_edition: pandoc could not be run: No such file or directory; {REINSTALL}"


@pytest.mark.parametrize(
    ("content", "mode", "why"),
    [
        (b"#!/bin/sh\n", 0o644, "Permission denied"),
        (b"\x7fELF of another machine", 0o755, "Exec format error"),
        (b"#!/nowhere/at/all\n", 0o755, "No such file or directory"),
    ],
)
def test_a_program_that_cannot_be_run_is_named(
    content: bytes, mode: int, why: str, tmp_path: Path
) -> None:
    program = tmp_path / "program"
    program.write_bytes(content)
    program.chmod(mode)
    with pytest.raises(ToolError, match=f"^Example could not be run: {why}; reinstall"):
        programs.run("Example", [str(program)])


def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "find_spec", lambda name: None)
    with pytest.raises(
        ToolError,
        match=r"pypandoc_binary, a package of this project, is not installed; .*make site",
    ):
        pandoc.bundled_pandoc()


def test_a_program_that_never_answers_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "PATIENCE", 0.1)
    hanging = script(tmp_path / "hanging", "exec tail -f /dev/null")
    with pytest.raises(ToolError, match="Example was stopped after"):
        programs.run("Example", [str(hanging)])


def test_a_program_is_told_nothing_of_whoever_runs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "PATH", "XDG_DATA_HOME", "GHCRTS"):
        monkeypatch.setenv(name, "/somebody/s")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    telling = script(tmp_path / "its/own/telling", "/usr/bin/env; pwd")
    told = programs.run("Example", [str(telling)]).decode()
    assert "/somebody/s" not in told
    assert f"TMPDIR={tmp_path}\n" in told
    assert told.endswith(f"{telling.parent}\n")


@pytest.mark.slow
def test_nothing_on_the_path_and_no_setting_changes_a_byte(letters: Path, tmp_path: Path) -> None:
    assert command(letters, "build").returncode == 0
    before = project_files(letters)
    for folder in ("docs", "site", ".cache"):
        shutil.rmtree(letters / folder)
    (letters / "docs").mkdir()
    rubbish = "echo 'pandoc 99.0'; echo rubbish"
    path = tmp_path / "path"
    programs = [script(path / name, rubbish) for name in ("pandoc", "mkdocs")]
    (tmp_path / "home/pandoc/data").mkdir(parents=True)
    (tmp_path / "work").mkdir()
    ended = command(
        letters,
        "build",
        tmp_path / "work",
        PATH=f"{path}{os.pathsep}{os.environ['PATH']}",
        PYPANDOC_PANDOC=str(programs[0]),
        XDG_DATA_HOME=str(tmp_path / "home"),
        GHCRTS="-?",
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert project_files(letters) == before


@pytest.mark.parametrize(
    "read",
    [
        lambda answer: citeproc.entries(answer, KEYS),
        lambda answer: citeproc.notes(answer, len(KEYS)),
    ],
    ids=["entries", "notes"],
)
def test_an_answer_in_which_a_work_is_missing_is_refused(read: Callable[[str], object]) -> None:
    answer = '<div id="ref-one"\nclass="csl-entry">Of one.</div>\n<li id="fn1"><p>Of one.<a\n'
    answer += 'href="#fnref1"></a></p></li>\n'
    with pytest.raises(ToolError, match=r"pandoc formatted 1 of 2 works or citations; reinstall"):
        read(answer)


@pytest.mark.parametrize(
    "settings",
    [
        "site_name: [\n",
        "theme: {name: nothing}\n",
        f"{MKDOCS}nav: 7\n",
        f"{MKDOCS}hooks: [hook.py]\n",
        f"{MKDOCS}markdown_extensions: [nothing.of.the.kind]\n",
        "site_name: !ENV {}\n",
        "",
    ],
)
def test_settings_that_mkdocs_cannot_use_are_its_own_failure(settings: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Here\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (tmp_path / "hook.py").write_text("def on_nav(*_, **__):\n    1 / 0\n", encoding="utf-8")
    with pytest.raises(ToolError, match=r"^MkDocs could not build the site: .+$"):
        build_site(tmp_path, tmp_path / "site", "2026-01-01", str, Parts(tmp_path))
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("nav", "words", "said"),
    [
        ("[index.md]", "[There](nowhere.md)\n", "'index.md' contains a link 'nowhere.md'"),
        ("[index.md, nowhere.md]", "Here\n", "reference to 'nowhere.md' is included in the 'nav'"),
        ("[index.md]", "[There](nowhere.md)\n" * 9, "; and 4 more; fix it in docs/"),
    ],
    ids=["a dead link", "a line of the menu without a page", "many dead links"],
)
def test_what_mkdocs_warns_of_is_said_in_the_error(
    nav: str, words: str, said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(words, encoding="utf-8")
    settings = MKDOCS.replace("[index.md]", nav)
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    with pytest.raises(ToolError) as raised:
        build_site(tmp_path, tmp_path / "site", "2026-01-01", str, Parts(tmp_path))
    (line,) = str(raised.value).splitlines()
    assert line.startswith("MkDocs could not build the site: ")
    assert said in line
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "error",
    [
        KeyError("x"),
        RecursionError("deep"),
        AssertionError(),
        ValueError("two\nlines"),
        MemoryError(),
    ],
)
def test_a_fault_of_the_program_is_one_line_and_its_place_is_to_be_had(
    error: Exception,
    letters: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def failing(*_: object) -> None:
        raise error

    monkeypatch.undo()
    monkeypatch.setattr("build_edition.commands.publishing.check.edition_at", failing)
    assert cli.main(["--root", str(letters), "check"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("build_edition: this is a fault in the program, not in your files: ")
    assert type(error).__name__ in line
    assert f"{TRACEBACK}=1" in line
    monkeypatch.setenv(TRACEBACK, "1")
    assert cli.main(["--root", str(letters), "check"]) == 1
    assert "in failing\n" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("error", "said"),
    [(ToolError("pandoc failed; do this"), "pandoc failed; do this"), (KeyError("x"), "fault")],
)
def test_a_preview_goes_on_after_a_failure(
    error: Exception, said: str, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise error

    with ThreadPoolExecutor() as beside:
        preview = Preview(letters, beside)
        with monkeypatch.context() as patch:
            patch.setattr("build_edition.commands.publishing.serve.read_edition", failing)
            told = preview.build(letters / "site", "http://127.0.0.1:8000/", lambda: None)
        assert said in told
        assert "\n" not in told
        assert preview.build(letters / "site", "http://127.0.0.1:8000/", lambda: None) == "built"


def test_a_python_without_the_packages_says_what_to_do() -> None:
    words = [sys.executable, "-S", "-m", "build_edition", "check"]
    ended = subprocess.run(words, capture_output=True, cwd=ROOT, text=True, check=False)
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert re.fullmatch(r"build_edition: this Python has no \w+; run make site, and use .+", line)


def test_a_terminal_that_lacks_a_character_is_shown_its_number(letters: Path) -> None:
    note = letters / "edition/texts/letter/notes/ship.md"
    note.write_text(note.read_text(encoding="utf-8").replace("the ship", "the s\u0142up"), "utf-8")
    ended = command(letters, "check", PYTHONIOENCODING="ascii")
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "s\\u0142up" in ended.stdout
