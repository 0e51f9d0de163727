"""Every Problem code is explained once, used somewhere, and shown on its page."""

import ast
import re
from collections.abc import Iterator
from typing import get_args

import pytest
from bs4 import BeautifulSoup

from build_edition.commands.printing.problems import where_explained
from build_edition.model import MOST, Edition, Place, Problem, few, worth_reading
from build_edition.model.problem_codes import GROUPS, Explanation, ProblemCode, Severity
from build_edition.render.inserts.problems import problem_codes
from tests.support import ROOT, whole

PACKAGE = ROOT / "build_edition"
EXPLAINED = {code: said for group in GROUPS for code, said in group.codes}
LISTED = [code for literal in get_args(ProblemCode) for code in get_args(literal)]


def problems_made() -> Iterator[tuple[str, ast.Call]]:
    """Yield every place in the program where a Problem is made."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem":
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


MADE = [*problems_made()]


def code_of(call: ast.Call) -> str:
    """Return the code of a Problem, as it is written in the program."""
    assert isinstance(call.args[1], ast.Constant), ast.unparse(call)
    return str(call.args[1].value)


def severities_of(call: ast.Call) -> set[str]:
    """Return the severities that a Problem may have: the one written, or all if it is computed."""
    if len(call.args) + len(call.keywords) < 5:
        return {"error"}
    given = call.args[4] if len(call.args) > 4 else call.keywords[-1].value
    return {str(given.value)} if isinstance(given, ast.Constant) else {*get_args(Severity)}


def test_what_mypy_knows_is_what_the_table_explains() -> None:
    assert sorted(EXPLAINED) == sorted(LISTED)
    assert len(EXPLAINED) == sum(len([*group.codes]) for group in GROUPS)


def test_every_code_in_use_is_explained_and_every_explained_one_is_in_use() -> None:
    assert {code_of(call) for _, call in MADE} == {*EXPLAINED}


@pytest.mark.parametrize(("code", "explained"), EXPLAINED.items())
def test_the_table_says_how_severe_a_problem_is(code: str, explained: Explanation) -> None:
    used = {s for _, call in MADE if code_of(call) == code for s in severities_of(call)}
    assert used == {*explained.severities}


@pytest.mark.parametrize(("code", "explained"), EXPLAINED.items())
def test_what_is_said_of_a_code_is_whole_sentences(code: str, explained: Explanation) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    for words in (explained.wrong, explained.cure, *filter(None, [explained.why])):
        assert re.fullmatch(r"[A-Z`].*[.]", words)
        assert "  " not in words
        assert words.count("`") % 2 == 0


def test_the_page_has_an_anchor_and_a_cure_for_every_code(an_edition: Edition) -> None:
    drawn = problem_codes(whole(an_edition))["apparatus/problems.html"]
    assert "apparatus/problems.html" in (ROOT / "docs/about/problems.md").read_text("utf-8")
    soup = BeautifulSoup(drawn, "html.parser")
    assert sorted(str(term["id"]) for term in soup("dt")) == sorted(EXPLAINED)
    for term in soup("dt"):
        said = EXPLAINED[str(term["id"])]
        severity = term.get_text().removeprefix(str(term["id"])).strip()
        expected = " or ".join(said.severities)
        assert severity == ("" if expected == "error" else f"({expected})")
        found = term.find_next_sibling("dd")
        assert found
        for words in (said.wrong, said.why, said.cure):
            assert words.replace("`", "") in found.get_text()


def test_every_heading_of_the_page_can_be_linked_to() -> None:
    names = [group.name for group in GROUPS]
    assert len({*names, *EXPLAINED}) == len(names) + len(EXPLAINED)


def test_a_list_of_problems_ends_with_the_page_that_explains_them() -> None:
    one = Problem(Place("a"), "dead-link", "wrong", "fix it")
    other = Problem(Place("a"), "stray", "wrong", "fix it")
    page = "https://example.org/two-tigers/about/problems/"
    for address in ("https://example.org/two-tigers", "https://example.org/two-tigers/"):
        assert where_explained([one, one], address) == f"more on these problems: {page}#dead-link\n"
        assert where_explained([one, other], address) == f"more on these problems: {page}\n"
    assert where_explained([], page) == where_explained([one], "") == ""


def made(count: int, path: str = "a") -> list[Problem]:
    """Return that many Problems of a file, each on a line of its own."""
    return [Problem(Place(path, n), "stray", "wrong", "fix it") for n in range(1, count + 1)]


@pytest.mark.parametrize("count", [0, 1, MOST])
def test_problems_that_can_be_read_are_all_told(count: int) -> None:
    assert [*few(made(count))] == [*worth_reading(made(count))] == made(count)


def test_of_more_problems_the_first_are_told_and_that_there_are_more() -> None:
    told = [*few(made(MOST + 2))]
    assert told[:-1] == made(MOST)
    assert (told[-1].code, told[-1].place.line) == ("more-problems", MOST + 1)
    both = [*worth_reading([*made(MOST + 2, "b"), *made(1)])]
    assert both == [*made(1), *few(made(MOST + 2, "b"))]


def test_a_message_that_quotes_a_whole_file_is_cut() -> None:
    long = Problem(Place("a"), "stray", f"“{'x' * 9_000}” is wrong", "fix it")
    (told,) = worth_reading([long])
    assert len(told.message) < 2_100
    assert told.message.startswith("“xxx")
    assert told.message.endswith("x” is wrong")
    assert told.hint == "fix it"
