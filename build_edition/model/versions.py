"""Read and order the edition's versions, which are semantic versions (https://semver.org)."""

import re

_NUMBER = r"(?:0|[1-9]\d{0,8})"
_VERSION = re.compile(
    rf"(?P<core>{_NUMBER}\.{_NUMBER}\.{_NUMBER})(?:-(?P<before>[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?",
    re.ASCII,
)

Order = tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]
"""The sort key of a version: its three numbers, whether it is final, and its pre-release part."""


def read_version(version: str) -> Order:
    """Return the sort key of a version such as 1.2.0 or 1.2.0-dev.

    Raises ValueError if it is not a semantic version.

    >>> read_version("1.9.0") < read_version("1.10.0-dev") < read_version("1.10.0")
    True
    """
    match = _VERSION.fullmatch(version)
    if not match or len(version) > 60:
        raise ValueError(
            "write a semantic version, such as 1.2.0, or 1.2.0-dev before that is released"
        )
    core = tuple(int(part) for part in match["core"].split("."))
    if match["before"] is None:
        return core, True, ()
    return core, False, tuple(_identifier(part) for part in match["before"].split("."))


def is_final(version: str) -> bool:
    """Return whether a version is final: 1.2.0 is, 1.2.0-dev is not."""
    return read_version(version)[1]


def _identifier(part: str) -> tuple[bool, int, str]:
    if not part.isdecimal():
        return True, 0, part
    if (part[0] == "0" and part != "0") or len(part) > 9:
        raise ValueError(
            f"“{part}” in a version must be a number without leading zeros, at most 9 digits"
        )
    return False, int(part), ""
