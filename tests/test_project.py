"""The project keeps its own rules: who imports whom, how long a function is, what files say."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.support import ROOT

PACKAGE = ROOT / "build_edition"
MODULES = sorted(PACKAGE.rglob("*.py"))
CORE = {"model", "ledger", "anchor", "sheet", "endnotes", "rules", "clean", "passages", "emend"}
NOTES = {"prose", "dates", "credit", "annotate", "mentions", "pointers"}
STAGES = (
    CORE
    | NOTES
    | {"versions", "addresses"}
    | {"runs", "checks", "edition", "propose", "draft", "review", "report", "numerals", "findings"}
)
RIM = {
    "inputs",
    "outputs",
    "emission",
    "search",
    "cache",
    "cores",
    "site",
    "commands",
    "cli",
}

MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "ledger": {"model"},
    "anchor": {"model"},
    "sheet": {"model"},
    "endnotes": {"sheet"},
    "rules": {"model", "sheet", "endnotes"},
    "clean": {"model", "ledger", "sheet", "endnotes", "rules"},
    "passages": {"model"},
    "emend": {"model", "ledger", "anchor"},
    "prose": {"model"},
    "dates": set(),
    "credit": {"model"},
    "versions": set(),
    "addresses": {"model", "prose", "versions"},
    "annotate": {"model", "ledger", "anchor"},
    "mentions": {"model", "anchor", "annotate"},
    "pointers": {"model"},
    "runs": {"model"},
    "review": {"model", "prose"},
    "draft": {"model", "anchor", "numerals"},
    "numerals": {"model"},
    "findings": {"numerals"},
    "checks": {"model", "ledger", "numerals", "pointers"},
    "propose": {"model", "sheet", "endnotes", "rules"},
    "report": {"model"},
    "edition": {
        "model",
        "clean",
        "passages",
        "emend",
        "annotate",
        "mentions",
        "checks",
        "addresses",
    },
    "render": {"model", "runs", "clean", "rules", "sheet", "prose", "dates", "pointers", "draft"}
    | {"addresses", "credit"},
    "inputs": {"model", "rules", "prose", "dates", "versions", "addresses"},
    "outputs": {"model"},
    "emission": {"model", "cores", "outputs"},
    "cache": {"outputs"},
    "cores": set(),
    "search": {"cache", "cores", "outputs"},
    "site": {"outputs", "cache", "search"},
    "commands": STAGES
    | {"inputs", "outputs", "emission", "cache", "cores"}
    | {"search", "site", "render"},
    "cli": {"commands", "report", "model"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Who may import whom, of ours. The table is the architecture."""

EFFECTS = {"os", "sys", "pathlib", "shutil", "subprocess", "time", "datetime", "random", "socket"}


def unit(path: Path) -> str:
    """The module, or the folder of modules, that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Every module that a file imports, by full name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "build_edition":
            found |= {f"build_edition.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module))
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_lies_beneath_it(path: Path) -> None:
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("build_edition.")}
    assert ours - {unit(path)} <= MAY_IMPORT[unit(path)]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_only_the_rim_touches_the_world(path: Path) -> None:
    roots = {name.split(".")[0] for name in imports(path)}
    if unit(path) not in RIM | {"__main__"}:
        assert not roots & EFFECTS
        assert "open(" not in path.read_text(encoding="utf-8")
    if unit(path) != "inputs":
        assert "pydantic" not in roots
        assert "yaml" not in roots
    if unit(path) != "site":
        assert "mkdocs" not in roots


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
        if path.name != "model.py":
            assert len(path.read_text(encoding="utf-8").splitlines()) <= 260, path
    assert sorted(lengths)[len(lengths) // 2] <= 10


def under_github(pattern: str) -> list[str]:
    """The files under .github/ that fit a pattern, from the project's root."""
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


def test_every_module_has_a_test() -> None:
    named = {path.stem.removeprefix("test_") for path in (ROOT / "tests").glob("test_*.py")}
    covered_elsewhere = {
        "model": "types only",
        "sheet": "clean",
        "endnotes": "clean",
        "rules": "clean",
        "runs": "emend",
        "edition": "inputs",
        "emission": "outputs",
        "checks": "inputs",
        "report": "cli",
        "pointers": "inputs",
        "versions": "release",
        "findings": "numerals",
        "commands": "cli",
        "__init__": "",
        "__main__": "cli",
    }
    assert {unit(path) for path in MODULES} <= named | set(covered_elsewhere)


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
