"""The host asks those to review a change whom the edition names, and nobody by mistake."""

from pathlib import Path

import pytest

from build_edition.cli import main
from build_edition.commands.steps.read import edition_at

OWNERS = ".github/CODEOWNERS"


def named(root: Path, reviewers: str) -> None:
    """Name reviewers in the edition under a root."""
    with (root / "edition/edition.yml").open("a", encoding="utf-8") as file:
        file.write(f"reviewers: {reviewers}\n")


def codes(root: Path) -> list[str]:
    """Return the code of every Problem of an edition."""
    return [problem.code for problem in edition_at(root)[1]]


@pytest.mark.parametrize(
    ("reviewers", "lines"),
    [
        ("{}", []),
        ('{edition: ["@example"]}', ["/edition/ @example"]),
        (
            '{edition: ["@example", "@owner/editors"], program: ["@owner/engineers"]}',
            ["* @owner/engineers", "/edition/ @example @owner/editors"],
        ),
    ],
)
def test_the_file_names_whom_the_edition_names(
    reviewers: str, lines: list[str], small: Path
) -> None:
    named(small, reviewers)
    assert main(["--root", str(small), "owners"]) == 0
    content = (small / OWNERS).read_text(encoding="utf-8").splitlines()
    assert [line for line in content if not line.startswith("#")] == lines
    assert codes(small) == []


def test_a_file_that_names_others_is_a_warning(small: Path) -> None:
    assert main(["--root", str(small), "owners"]) == 0
    named(small, '{program: ["@example"]}')
    assert codes(small) == ["owners-differ"]
    (small / OWNERS).unlink()
    assert codes(small) == []


@pytest.mark.parametrize(
    "account", ["example", "@", "@a b", "@a/b/c", "a@example.org", "@x\n* @y", "@ä"]
)
def test_what_is_no_account_is_refused(account: str, small: Path) -> None:
    named(small, f"{{program: [{account!r}]}}".replace("\\n", "\n"))
    assert {*codes(small)} & {"bad-value", "broken-yaml"}
    assert main(["--root", str(small), "owners"]) == 1
    assert not (small / OWNERS).exists()
