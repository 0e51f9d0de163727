"""Versions of the edition: semantic versions, read and put in order (https://semver.org)."""

import re

_NUMBER = r"(?:0|[1-9]\d{0,8})"
_VERSION = re.compile(
    rf"(?P<core>{_NUMBER}\.{_NUMBER}\.{_NUMBER})(?:-(?P<before>[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?",
    re.ASCII,
)

Order = tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]
"""What versions are compared by: the numbers, then whether it is final, then what it leads up to."""


def read_version(version: str) -> Order:
    """A version such as 1.2.0, or 1.2.0-dev before it, as a value that orders as versions do.

    Raises ValueError where it is none.
    """
    match = _VERSION.fullmatch(version)
    if not match or len(version) > 60:
        raise ValueError("write a semantic version, such as 1.2.0, or 1.2.0-dev on the way to it")
    core = tuple(int(part) for part in match["core"].split("."))
    if match["before"] is None:
        return core, True, ()
    return core, False, tuple(_identifier(part) for part in match["before"].split("."))


def is_final(version: str) -> bool:
    """Whether a version is no longer on the way to another: 1.2.0, not 1.2.0-dev."""
    return read_version(version)[1]


def _identifier(part: str) -> tuple[bool, int, str]:
    if not part.isdecimal():
        return True, 0, part
    if (part[0] == "0" and part != "0") or len(part) > 9:
        raise ValueError(f"“{part}” in a version is a number without zeros before it")
    return False, int(part), ""
