"""The workflow decides rightly which tests a change needs, and always says whether it may be merged."""

import os
import subprocess
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import ROOT

WORKFLOW: dict[str, Any] = yaml.safe_load(
    (ROOT / ".github/workflows/edition.yml").read_text(encoding="utf-8")
)
JOBS: dict[str, Any] = WORKFLOW["jobs"]
NOTE = "edition/texts/novel/notes/x.md"
AUTHOR = ("-c", "user.name=example", "-c", "user.email=example@example.org")


def script(job: str, step: str = "") -> str:
    """Return the script of a step of a job, by its id, or of its only step."""
    found = [each for each in JOBS[job]["steps"] if each.get("id", "") == step]
    return str(found[0]["run"])


def ran(commands: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub does."""
    given = {"PATH": os.environ["PATH"], "HOME": os.fspath(folder), **environment}
    shell = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", commands]
    return subprocess.run(shell, cwd=folder, env=given, capture_output=True, text=True, check=False)


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, and return what it prints."""
    command = ["git", *AUTHOR, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone, and what it was cloned from, with one commit."""
    origin = tmp_path / "origin"
    origin.mkdir()
    git(origin, "init", "--quiet", "--initial-branch=main")
    committed(origin, "README.md", NOTE, "edition/schemas/note.schema.json")
    git(tmp_path, "clone", "--quiet", origin.as_uri(), "clone")
    return tmp_path / "clone"


def committed(folder: Path, *paths: str) -> str:
    """Commit a change to each of these files, and return the commit."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write("more\n")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=change")
    return git(folder, "rev-parse", "HEAD").strip()


def scope(folder: Path, event: str, published: str = "") -> str:
    """Return what the job says of a change, if that commit was the last to be published."""
    tools = folder.parent / "tools"
    tools.mkdir(exist_ok=True)
    answer = f"echo {published}" if published else "exit 1"
    (tools / "gh").write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
    (tools / "gh").chmod(0o755)
    output = folder.parent / "output"
    output.unlink(missing_ok=True)
    ended = ran(
        script("scope", "scope"),
        folder,
        PATH=f"{tools}:{os.environ['PATH']}",
        GITHUB_EVENT_NAME=event,
        GITHUB_OUTPUT=os.fspath(output),
        GH_REPO="example/two-tigers",
    )
    assert ended.returncode == 0, ended.stderr
    return output.read_text(encoding="utf-8").strip()


@pytest.mark.parametrize(
    ("paths", "program"),
    [
        ([NOTE], "false"),
        (["edition/works.json", "edition/people.yml", NOTE], "false"),
        (["edition/texts/other/raw.txt"], "false"),
        ([NOTE, "README.md"], "true"),
        (["docs/about/index.md"], "true"),
        (["build_edition/edition.py"], "true"),
        ([".github/workflows/edition.yml"], "true"),
        (["edition/schemas/note.schema.json"], "true"),
        (["edition.py"], "true"),
        (["editions/x"], "true"),
        (['"edition/x'], "true"),
        (["x\nedition/y"], "true"),
    ],
)
def test_a_pull_request_is_told_by_its_files(
    paths: list[str], program: str, repository: Path
) -> None:
    committed(repository, *paths)
    assert scope(repository, "pull_request") == f"program={program}"


def test_a_push_is_compared_with_what_was_published(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD").strip()
    committed(repository, NOTE)
    second = committed(repository, NOTE)
    git(repository, "push", "--quiet", "origin", "HEAD:refs/heads/pushed")
    assert scope(repository, "push", published=first) == "program=false"
    assert scope(repository, "push", published=second) == "program=false"


def test_a_push_after_one_that_was_never_tested_is_tested_in_full(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD").strip()
    committed(repository, "build_edition/edition.py")
    committed(repository, NOTE)
    assert scope(repository, "push", published=first) == "program=true"


@pytest.mark.parametrize(("event", "published"), [("push", ""), ("push", "0" * 40)])
def test_where_nothing_is_known_everything_is_tested(
    event: str, published: str, repository: Path
) -> None:
    committed(repository, NOTE)
    assert scope(repository, event, published) == "program=true"


def test_who_starts_the_workflow_by_hand_gets_all_tests(repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD").strip()
    committed(repository, NOTE)
    assert scope(repository, "workflow_dispatch", first) == "program=true"


RESULTS = ("success", "failure", "cancelled", "skipped")


@pytest.mark.parametrize(
    ("program", "edition", "tests"), [*product(("true", "false", ""), RESULTS, RESULTS)]
)
def test_a_change_is_ready_only_with_the_tests_that_it_needs(
    program: str, edition: str, tests: str, tmp_path: Path
) -> None:
    ended = ran(script("ready"), tmp_path, PROGRAM=program, EDITION=edition, TEST=tests)
    needed = tests == "success" or (program == "false" and tests == "skipped")
    assert (ended.returncode == 0) == (edition == "success" and needed)


def test_the_required_check_always_ends_and_nothing_is_published_without_it() -> None:
    others = {*JOBS} - {"ready", "deploy"}
    assert JOBS["ready"]["if"] == "always()"
    assert {*JOBS["ready"]["needs"]} == others
    assert JOBS["deploy"]["needs"] == "ready"
    assert "needs.ready.result == 'success'" in JOBS["deploy"]["if"]
    assert "paths" not in (ROOT / ".github/workflows/edition.yml").read_text("utf-8")


def test_a_change_of_notes_alone_is_checked_reviewed_built_and_tested() -> None:
    run = "\n".join(step.get("run", "") for step in JOBS["edition"]["steps"])
    steps = ("check --format github", "review before", "make site", "make test-edition")
    assert [*sorted(steps, key=run.index)] == [*steps]
    assert "if" not in JOBS["edition"]
