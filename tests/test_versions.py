"""A version is a semantic one, and versions come in the order of their numbers."""

import pytest

from build_edition.model.versions import is_final, read_version


@pytest.mark.parametrize(
    ("version", "final"),
    [
        ("0.1.0", True),
        ("10.20.30", True),
        ("1.2.0-dev", False),
        ("1.2.0-rc.10", False),
        ("0.0.0-0", False),
    ],
)
def test_a_version_is_final_unless_it_has_a_part_behind_it(version: str, final: bool) -> None:
    assert is_final(version) == final


@pytest.mark.parametrize(
    "version",
    ["1", "1.2", "01.2.0", "1.2.0-", "1.2.0-a..b", "1.2.0+b", "1.2.0 ", "1.2.0-" + "a" * 55],
)
def test_what_is_no_version_is_told(version: str) -> None:
    with pytest.raises(
        ValueError,
        match=r"^write a semantic version, such as 1.2.0, or 1.2.0-dev before that is released$",
    ):
        read_version(version)


@pytest.mark.parametrize("part", ["01", "00", "1234567890"])
def test_a_number_in_a_version_has_one_form(part: str) -> None:
    said = f"^“{part}” in a version must be a number without leading zeros, at most 9 digits$"
    with pytest.raises(ValueError, match=said):
        read_version(f"1.0.0-{part}")


def test_versions_order_as_versions_do() -> None:
    ordered = ["0.1.0-dev", "0.1.0", "0.2.0-0", "0.2.0-2", "0.2.0-10", "0.2.0-123456789", "0.2.0-a"]
    ordered += [
        "0.2.0-a.2",
        "0.2.0-a.10",
        "0.2.0-a.b",
        "0.2.0-b",
        "0.2.0",
        "0.2.1",
        "0.10.0",
        "1.0.0",
    ]
    ordered.append(f"1.0.1-{'a' * 54}")
    read = [*map(read_version, ordered)]
    assert read == sorted(read)
    assert len({*read}) == len(read)
