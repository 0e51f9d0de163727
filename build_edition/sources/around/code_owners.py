"""Who is asked to review which files: `edition.yml` says so, and the host reads it in CODEOWNERS."""

from collections.abc import Iterator
from pathlib import Path

from build_edition.model import Place, Problem
from build_edition.sources.formats.imprint import EditionFormat
from build_edition.sources.parsing.decoding import decoded
from build_edition.sources.parsing.files import read_bytes

OWNERS = ".github/CODEOWNERS"
"""The file from which the host takes whom to ask, from the project's root."""

_HEAD = """\
# Who is asked to review which files. The command `owners` writes this from `reviewers` in
# edition/edition.yml. While nobody is named there, every pull request waits for a maintainer.
"""


def code_owners(form: EditionFormat) -> str:
    """Return the content of CODEOWNERS; of several lines that fit a file, the last one counts."""
    named = (("*", form.reviewers.program), ("/edition/", form.reviewers.edition))
    lines = (" ".join((pattern, *accounts)) for pattern, accounts in named if accounts)
    return _HEAD + "".join(f"{line}\n" for line in lines)


def owners_differ(root: Path, form: EditionFormat) -> Iterator[Problem]:
    """Yield a Problem if CODEOWNERS does not say what `edition.yml` says."""
    if not (root / OWNERS).exists():
        return
    content, problem = read_bytes(root, OWNERS)
    if problem or decoded(content, OWNERS)[0] != code_owners(form):
        message = "this is not what `reviewers` in edition.yml says"
        hint = "write it again: python -m build_edition owners"
        yield Problem(Place(OWNERS), "owners-differ", message, hint, "warning")
