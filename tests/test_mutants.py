"""Mutation testing explains itself, and starts only what was asked for."""

from pathlib import Path

import pytest

from tests.mutants import Group, main


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Return the names of the groups whose mutants are tried, none of which is."""
    names: list[str] = []

    def run(group: Group, patterns: list[str]) -> bool:
        names.append(group.modules[0])
        return True

    monkeypatch.setattr("tests.mutants.FOLDER", tmp_path)
    monkeypatch.setattr(Group, "run", run)
    return names


def test_help_explains_and_starts_nothing(
    started: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match=r"^0$"):
        main(["--help"])
    assert "--alive" in capsys.readouterr().out
    assert not started


@pytest.mark.parametrize(
    "arguments", [["--alife"], ["--alive", "--known"], ["build_edition.texts.claen.*"]], ids=str
)
def test_misuse_starts_nothing(
    arguments: list[str], started: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        main(arguments)
    assert arguments[0] in capsys.readouterr().err
    assert not started


def test_a_pattern_starts_its_module_only(started: list[str]) -> None:
    assert main(["build_edition.texts.clean.*"]) == 0
    assert started == ["texts/clean"]


def test_what_is_known_is_told_without_a_run(started: list[str]) -> None:
    assert main(["--known"]) == 0
    assert not started
