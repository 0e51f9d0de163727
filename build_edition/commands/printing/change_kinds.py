"""What kind of change a changed file makes, and what a maintainer looks at in each."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class ChangeKind(NamedTuple):
    """A kind of change: its name, the paths that make it, and what a maintainer looks at."""

    name: str
    paths: str
    look: str


KINDS: tuple[ChangeKind, ...] = (
    ChangeKind(
        "the workflows",
        r"\.github/(?:workflows|actions)/.*|\.github/CODEOWNERS|\.ci/.*|Makefile|\.pre-commit-config\.yaml",
        "These run with the repository’s rights. Read every line; look for new permissions, secrets,"
        " triggers, and actions that are not pinned to a commit.",
    ),
    ChangeKind(
        "dependencies",
        r"requirements[\w-]*\.(?:in|txt)|package(?:-lock)?\.json|\.npmrc|\.github/dependabot\.yml",
        "Their code runs where the edition is built. Look at which packages changed, and whether each"
        " is what its name says; `make pins` must give the same files.",
    ),
    ChangeKind(
        "the program",
        r"build_edition/.*|overrides/.*|mkdocs\.yml|docs/assets/.*",
        "Read it as code. Its tests must have changed with it, and pass on every version of Python.",
    ),
    ChangeKind(
        "the tests",
        r"tests/.*|pyproject\.toml|biome\.jsonc|jsconfig\.json",
        "Ask of each test that is gone, or asks less, what notices the fault now.",
    ),
    ChangeKind(
        "released addresses",
        r"edition/(?:addresses\.json|texts/[^/]*/released/.*\.json)",
        "Only the command `release` writes these files. Accept them only as part of a release.",
    ),
    ChangeKind(
        "the edition’s own data",
        r"edition/edition\.yml|edition/schemas/.*|CITATION\.cff|\.zenodo\.json|LICENSE",
        "Look at the contact, the licences, the version, and what was moved or withdrawn.",
    ),
    ChangeKind(
        "texts",
        r"edition/texts/[^/]*/(?:raw\.txt|text\.yml|passages\.json)",
        "A raw text never changes. Of a new text, ask where it comes from and whose rights it is under;"
        " of a ruling, whether words are lost by it.",
    ),
    ChangeKind(
        "emendations",
        r"edition/texts/[^/]*/emendations\.yml",
        "Each must be certain to be a slip of transmission, and say what shows it.",
    ),
    ChangeKind(
        "works, people and events",
        r"edition/(?:works\.json|people\.yml|events\.yml|series\.yml|questions\.yml|errata\.yml)",
        "Compare each work with a library’s catalogue, and each person and event with its sources. Of"
        " living people, ask for sources that anyone can look up.",
    ),
    ChangeKind(
        "notes",
        r"edition/texts/[^/]*/notes/[^/]*\.md",
        "Ask whether the source says it, whether it says no more than the source, and whether the tone"
        " is neutral.",
    ),
    ChangeKind(
        "pages",
        r"(?:docs/.*|edition/pages/[^/]*)\.md|[A-Z-]+\.md|\.github/.*\.(?:md|yml|png)",
        "Read them as they will be published.",
    ),
    ChangeKind(
        "other files",
        r".*",
        "Ask what each is for; nothing in the project reads files that it does not know.",
    ),
)
"""Every kind of change, those first that can do most harm; a file is of the first that it fits."""


def kinds_of(paths: Iterable[str]) -> Mapping[ChangeKind, tuple[str, ...]]:
    """Return the kinds of change that changed files make, in order, each with its files."""
    found: dict[ChangeKind, list[str]] = {kind: [] for kind in KINDS}
    for path in paths:
        found[next(k for k in KINDS if re.fullmatch(k.paths, path, re.S))].append(path)
    return {kind: tuple(files) for kind, files in found.items() if files}
