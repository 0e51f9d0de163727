"""The project keeps its own rules on imports, sizes, pins, workflows and READMEs."""

import ast
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_edition.model.problem_codes import GROUPS
from tests.support import ROOT

PACKAGE = ROOT / "build_edition"
MODULES = sorted(PACKAGE.rglob("*.py"))
RIM = {"sources", "output", "site", "commands", "cli", "__main__"}
"""The rooms and modules that may use files, processes and the environment."""

MAY_IMPORT: dict[str, dict[str, str]] = {
    "": {
        "model": "",
        "numerals": "model",
        "damage": "model numerals",
        "output": "model",
        "texts": "model",
        "notes": "model texts",
        "checks": "addresses damage model notes numerals render texts",
        "proposals": "damage model numerals texts",
        "addresses": "model notes texts",
        "edition": "addresses checks model notes texts",
        "sources": "addresses model notes texts",
        "render": "addresses model notes proposals texts",
        "site": "model output render",
        "commands": "addresses damage edition model notes numerals output proposals render site sources"
        " texts",
        "cli": "commands model",
        "__main__": "cli",
        "__init__": "",
    },
    "sources": {
        "parsing": "",
        "formats": "parsing",
        "entries": "formats parsing",
        "notes": "entries formats parsing",
        "reference": "entries formats parsing",
        "around": "formats parsing",
        "release_register": "formats parsing",
        "passage_register": "",
        "released_words": "parsing",
        "unread_files": "parsing",
        "text_source": "entries formats notes parsing released_words",
        "load": "around formats parsing reference release_register text_source unread_files",
        "__init__": "",
    },
    "render": {
        "markup": "",
        "citing": "markup",
        "drawing": "citing",
        "formats": "drawing",
        "contribute": "",
        "reading": "citing contribute drawing formats markup",
        "apparatus": "citing contribute drawing formats markup reading",
        "inserts": "citing drawing formats markup reading",
        "exports": "citing drawing formats markup reading",
        "search": "citing drawing formats markup reading",
        "landing": "apparatus citing drawing formats inserts markup reading",
        "__init__": "apparatus citing drawing exports formats inserts landing reading search",
    },
    "commands": {
        "printing": "",
        "steps": "printing",
        "contributing": "printing steps",
        "founding": "printing steps",
        "publishing": "printing steps",
        "texts": "printing steps",
        "__init__": "",
    },
}
"""The architecture: what each room, and each wing of three rooms, may import of ours."""

EFFECTS = {"os", "sys", "pathlib", "shutil", "subprocess", "time", "datetime", "random", "socket"}


def room(name: str, house: str = "") -> str | None:
    """Return a module's room or, given a room as `house`, its wing there; None if it has none."""
    prefix = ".".join(filter(None, ("build_edition", house)))
    if name == prefix:
        return "__init__"
    return name.removeprefix(f"{prefix}.").split(".")[0] if name.startswith(f"{prefix}.") else None


def module(path: Path) -> str:
    """Return the full name of a file's module."""
    return ".".join((PACKAGE.name, *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
        ".__init__"
    )


NAMES = {*map(module, MODULES)}
"""The full name of every module of ours."""


def unit(path: Path) -> str:
    """Return the room of the package that a file belongs to."""
    return room(module(path)) or ""


def imports(path: Path) -> set[str]:
    """Return the full name of every module that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "build_edition":
            found |= {f"build_edition.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            within = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {str(node.module), *(within & NAMES)}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_lies_beneath_it(path: Path) -> None:
    for house, may_import in MAY_IMPORT.items():
        here = room(module(path), house)
        if here is not None:
            ours = {found for name in imports(path) if (found := room(name, house))}
            assert ours - {here} <= {*may_import[here].split()}


def test_no_room_is_above_itself() -> None:
    for may_import in MAY_IMPORT.values():
        beneath = {name: words.split() for name, words in may_import.items()}
        TopologicalSorter(beneath).prepare()


def test_no_room_is_crowded() -> None:
    for folder in {path.parent for path in MODULES}:
        parts = [p for p in folder.iterdir() if p.suffix == ".py" or any(p.glob("*.py"))]
        named = [p for p in parts if not p.name.startswith("__")]
        assert len(named) <= (15 if folder == PACKAGE else 12), folder


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_the_rim_touches_the_world(path: Path) -> None:
    roots = {name.split(".")[0] for name in imports(path)}
    if unit(path) not in RIM:
        assert not roots & EFFECTS
        assert "open(" not in path.read_text(encoding="utf-8")
    if unit(path) != "sources":
        assert "pydantic" not in roots
        assert "yaml" not in roots
    if unit(path) != "site":
        assert "mkdocs" not in roots


SEAM: dict[str, tuple[str, ...]] = {
    "output/parts.py": (),
    "output/digests.py": (),
    "output/pickles.py": (),
    "output/processes.py": (),
    "site/unchanged_pages.py": (),
    "site/finished_pages.py": ("_not_copied", "on_env"),
    "site/mkdocs.py": ("_around",),
    "site/search_index.py": ("is_searchable", "keep_index"),
    "output/files.py": ("link", "stamp"),
    "commands/steps/read.py": (
        "Found",
        "_studied",
        "_study",
        "_kept",
        "_path",
        "_made_from",
        "_names",
    ),
    "commands/steps/emit.py": (
        "_keys",
        "_answers",
        "_share",
        "_share_path",
    ),
    "commands/publishing/serve.py": ("_build_texts",),
}
"""The code that exists only to reuse results or to work in parallel: modules, or parts of them."""

REUSING = {"parts", "digests", "pickles", "processes", "unchanged_pages"}


def lines_of(path: Path, names: tuple[str, ...]) -> int:
    """Return how many lines a module has or, given names, its definitions of these."""
    if not names:
        return len(path.read_text(encoding="utf-8").splitlines())
    found = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    return sum(found[name] for name in names)


def test_the_machinery_for_size_stays_behind_its_seam() -> None:
    assert sum(lines_of(PACKAGE / path, names) for path, names in SEAM.items()) <= 500
    for path in MODULES:
        known = {name.rsplit(".", 1)[-1] for name in imports(path)} & REUSING
        assert not known or unit(path) in {"output", "site", "commands"}, path
        roots = {name.split(".")[0] for name in imports(path)}
        executors = {"multiprocessing", "concurrent"} & roots
        inside = path.name == "processes.py" or unit(path) == "commands"
        assert not executors or inside, path


ROOMS = sorted({path.parent for path in MODULES if path.parent.parent == PACKAGE})
WINGS = sorted({path.parent for path in MODULES if path.parent.parent == PACKAGE / "render"})


@pytest.mark.parametrize("room", [*ROOMS, *WINGS], ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_each_room_says_what_comes_in_what_goes_out_and_where_to_add_what(room: Path) -> None:
    words = (room / "README.md").read_text(encoding="utf-8")
    assert words.startswith(f"# {room.name}: ")
    assert "- **In**: " in words
    assert "- **Out**: " in words
    assert len(words.splitlines()) <= 20
    links = re.findall(r"\]\(([^)#]+)", words)
    assert links
    for link in links:
        assert (room / link).is_file(), link


def test_every_module_of_a_renderer_is_used_or_declares_what_it_draws() -> None:
    used = {name for path in MODULES for name in imports(path)}
    for path in sorted((PACKAGE / "render").rglob("*.py")):
        if path.name == "__init__.py" and path.parent in WINGS:
            continue
        assert module(path) in used or hasattr(import_module(module(path)), "FORMATS"), path


def test_functions_and_modules_stay_small() -> None:
    lengths = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                lengths.append(length)
                assert length <= 40, f"{path}: {node.name}"
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 260, path
    assert sorted(lengths)[len(lengths) // 2] <= 10


def test_every_problem_is_reported_in_some_test() -> None:
    files = [*ROOT.glob("tests/**/*.py"), *ROOT.glob("tests/cases/*.yml")]
    tests = "\n".join(path.read_text(encoding="utf-8") for path in files)
    every = {code for group in GROUPS for code, _ in group.codes}
    assert {code for code in every if not re.search(rf'["\s]{code}[":]', tests)} == set()


def under_github(pattern: str) -> list[str]:
    """Return the files under .github/ that match a pattern, as paths from the project's root."""
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / ".github").glob(pattern))


def test_workflows_give_nothing_away() -> None:
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--quiet", ".github"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stdout.decode() + ended.stderr.decode()


@pytest.mark.parametrize("path", under_github("workflows/*.yml"))
def test_a_fork_s_pull_request_gets_no_secret_and_no_right_to_write(path: str) -> None:
    workflow = yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in workflow["on"]
    for job in workflow["jobs"].values():
        assert "timeout-minutes" in job
        if "write" in job.get("permissions", {}).values():
            assert "pull_request" not in workflow["on"] or "pull_request" in job.get("if", "")
        for step in job["steps"]:
            assert re.fullmatch(r"[\w/.-]+@[0-9a-f]{40}", step["uses"]) if "uses" in step else True
            assert "${{ github.event" not in step.get("run", "")
            assert "secrets." not in str(step)


@pytest.mark.parametrize("path", under_github("workflows/*.yml"))
def test_nothing_is_published_before_every_other_job_is_done(path: str) -> None:
    jobs = yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["jobs"]
    writing = {n for n, job in jobs.items() if "write" in job.get("permissions", {}).values()}
    for name in writing:
        assert before(name, jobs) == jobs.keys() - writing, name


def before(name: str, jobs: dict[str, Any]) -> set[str]:
    """Return the jobs that end before a job begins."""
    needs = jobs[name].get("needs", [])
    direct = {needs} if isinstance(needs, str) else {*needs}
    return direct.union(*(before(other, jobs) for other in direct))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("schema", "file"),
    [
        *(("vendor.github-workflows", path) for path in under_github("workflows/*.yml")),
        *(("vendor.github-issue-forms", path) for path in under_github("ISSUE_TEMPLATE/[!c]*.yml")),
        ("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
        ("vendor.dependabot", ".github/dependabot.yml"),
        ("vendor.citation-file-format", "CITATION.cff"),
    ],
)
def test_files_that_other_tools_read_fit_their_schemas(schema: str, file: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, file]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stdout.decode()


PINNED = re.compile(
    r"^([\w.-]+)==([^ ;]+)(?: ; [^\n]*?)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n", re.M
)


@pytest.mark.parametrize(
    "name", ["requirements", "requirements-dev", "requirements-formats", "requirements-sbom"]
)
def test_every_package_is_pinned_with_the_hashes_of_its_files(name: str) -> None:
    """Whether the hashes are right is checked by pip, against the files that it installs."""
    content = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.sub(r"^ *#.*\n", "", PINNED.sub("", content), flags=re.M)
    pins = {found[1]: found[2] for found in PINNED.finditer(content)}
    named = re.findall(
        r"^(\w[\w.-]*)(.*?)(?: *#.*)?$", (ROOT / f"{name}.in").read_text("utf-8"), re.M
    )
    for package, version in named:
        assert f"=={pins[re.sub(r'[._]', '-', package).lower()]}" == version


def test_make_installs_nothing_without_its_hash() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (install,) = re.findall(r"^INSTALL := .*$", makefile, re.M)
    assert "--require-hashes" in install
    for line in re.findall(r"^.*requirements[\w-]*\.txt.*$", makefile, re.M):
        assert line.startswith(("$(VENV)/", "\t@$(INSTALL) ", "\t$(PY) -m uv pip compile "))


def recipe(target: str) -> str:
    """Return what a target of the Makefile needs and runs."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (rule,) = re.findall(rf"^{target}:(.*\n(?:\t.*\n)*)", makefile, re.M)
    return str(rule)


def test_make_test_runs_lint_and_all_tests_and_a_change_is_tested_so() -> None:
    assert recipe("test").split("##")[0].split() == ["lint"]
    assert "\t$(PYTEST)\n" in recipe("test")
    for check in ("ruff check", "ruff format --check", "mypy", "$(BIOME) check", "$(TSC)"):
        assert check in recipe("lint")
    assert '-m "not browser and not slow and not hard"' in recipe("test-unit")
    assert "- run: make test\n" in (ROOT / ".github/workflows/edition.yml").read_text("utf-8")


def test_no_test_of_the_program_needs_those_of_these_texts() -> None:
    edition = ROOT / "tests/edition"
    for path in sorted((ROOT / "tests").rglob("*.py")):
        found = re.findall(r"^(?:from|import) tests\.edition\b.*", path.read_text("utf-8"), re.M)
        assert path.is_relative_to(edition) or not found, f"{path}: {found}"


def test_git_keeps_its_hands_off_the_raw_texts() -> None:
    attributes = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert "edition/texts/*/raw.txt -text" in attributes


def test_readme_names_every_command_and_target() -> None:
    from build_edition.cli import _parser

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for action in _parser()._subparsers._group_actions:  # type: ignore[union-attr]
        for command in action.choices or ():
            assert f"`{command}" in readme
    for target in ("site", "test", "serve"):
        assert f"make {target}" in readme
        assert f"\n{target}:" in makefile


def test_the_licence_of_each_package_that_builds_the_site_is_listed() -> None:
    content = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    listed = re.findall(
        r"^\| ([\w.-]+) \| (.+) \|$", (ROOT / "THIRD-PARTY.md").read_text("utf-8"), re.M
    )
    assert [name for name, _ in listed] == [
        "package",
        *(found[1] for found in PINNED.finditer(content)),
    ]
    assert all(re.fullmatch(r"[A-Za-z0-9. -]+", licence) for _, licence in listed)


def test_a_release_says_who_made_it_and_from_what() -> None:
    path = ROOT / ".github/workflows/release.yml"
    publish = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]["publish"]
    used = [step["uses"].partition("@")[0] for step in publish["steps"] if "uses" in step]
    assert used == ["actions/attest-build-provenance", "actions/attest-sbom"]
    assert "gh release create" in publish["steps"][-1]["run"]  # only once all is attested
