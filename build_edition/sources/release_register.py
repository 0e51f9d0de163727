"""`addresses.json`, the register of releases: read with every doubt, written one address a line.

Only `release` writes it. Each release holds a digest over itself and the one before it, and the
file stands exactly as it is written, so that a change by hand shows without git.
"""

import json
from collections.abc import Iterable
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from build_edition.addresses import digest_of
from build_edition.addresses.versions import read_version
from build_edition.model import Address, Place, Problem, Redirect, Release
from build_edition.sources.formats.edition_and_text import EditionFormat, Version, calendar_date
from build_edition.sources.formats.validation import validated
from build_edition.sources.parsing.files import read
from build_edition.sources.parsing.yaml_places import Document, read_yaml

REGISTER = "edition/addresses.json"
CITATION = "CITATION.cff"
FORMAT = 1
"""The format's version: it grows when an older program would misread the register."""

EMITTED = ("texts", "apparatus", "data")
"""The folders of `docs/` in which no page is written by hand."""

_PUT_BACK = "only `release` writes this file: put it back as it was last released"
_FINGERPRINT = r"[0-9a-f]{16}"


class _Format(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class AddressFormat(_Format):
    """One address of a release: what it is and what it showed, where it is more than a path."""

    address: Annotated[str, StringConstraints(max_length=500)]
    identity: Annotated[
        str, StringConstraints(pattern=rf"^((\d{{1,7}}|p\d{{1,7}}[a-z]*|\*) {_FINGERPRINT})?$")
    ] = ""
    showed: Annotated[str, StringConstraints(pattern=rf"^({_FINGERPRINT})?$")] = ""


class ReleaseFormat(_Format):
    """One release: the addresses that it brought, and those that it showed otherwise."""

    version: Version
    date: Annotated[str, AfterValidator(calendar_date)]
    after: str
    digest: str
    new: list[AddressFormat]
    changed: list[AddressFormat]


class RegisterFormat(_Format):
    """`addresses.json`: the releases in their order."""

    format: int
    releases: list[ReleaseFormat]


def load_register(root: Path) -> tuple[tuple[Release, ...], list[Problem]]:
    """The releases of an edition, or the one Problem of a register that is not as it was written."""
    if not (root / REGISTER).exists():
        return (), []
    document, problems = read(root, REGISTER)
    if problems:
        return (), problems
    releases, problem = parse_register(document.data.replace("\r\n", "\n"))
    return ((), [problem]) if problem else (releases, [])


def parse_register(content: str) -> tuple[tuple[Release, ...], Problem | None]:
    """The releases of a register’s content, or what is wrong with it first."""
    data, problem = _data(content)
    if problem:
        return (), problem
    try:
        form = RegisterFormat.model_validate(data)
    except ValidationError as errors:
        fault = errors.errors(include_url=False)[0]
        where = " ".join(str(part) for part in fault["loc"][:4])
        message = f"this is not as a register is written: {where}: {fault['msg']}"
        return (), Problem(Place(REGISTER), "broken-register", message, _PUT_BACK)
    releases = tuple(_release(entry, content) for entry in form.releases)
    return releases, _edited(releases, content)


def citation_differs(root: Path, version: str) -> list[Problem]:
    """What is wrong with `CITATION.cff`, in which a release writes its version too.

    So no release can be taken out of the register by calling the edition by the one before.
    """
    if not (root / CITATION).exists():
        return []
    document, problems = read(root, CITATION)
    document = document if problems else read_yaml(document.data, CITATION)
    cited = document.data.get("version", version) if isinstance(document.data, dict) else version
    if cited != version:
        message = f"this says version {cited}, and edition.yml says {version}"
        hint = "only `release` changes the version: put both files, and the register, back"
        place = document.place(("version",))
        problems = [*problems, Problem(place, "version-differs", message, hint)]
    return [*problems, *document.problems]


def register_of(releases: Iterable[Release]) -> str:
    """The content of `addresses.json`: one address a line, so that a change shows as a line."""
    written = ",\n".join(_release_lines(release) for release in releases)
    return f'{{"format": {FORMAT},\n"releases": [\n{written}\n]}}\n'


def redirects(form: EditionFormat, document: Document) -> tuple[Redirect, ...]:
    """Where the addresses of pages and files that moved or were withdrawn lead."""
    moved = [Redirect(o, n, "", document.place(("moved", o))) for o, n in form.moved.items()]
    gone = [Redirect(o, "", r, document.place(("withdrawn", o))) for o, r in form.withdrawn.items()]
    return (*moved, *(redirect for redirect in gone if redirect.old not in form.moved))


def written_pages(root: Path) -> tuple[tuple[str, ...], list[Problem]]:
    """The addresses of the pages under `docs/` that people wrote, in order, and what is unreadable."""
    docs = root / "docs"
    paths = (path.relative_to(docs) for path in docs.rglob("*.md"))
    # Hidden files are not published; editors leave them beside an open file.
    found = sorted(p for p in paths if not any(part.startswith(".") for part in p.parts))
    pages = [p for p in found if p.parts[0] not in EMITTED and p.as_posix() != "index.md"]
    problems = [fault for page in pages for fault in read(root, f"docs/{page.as_posix()}")[1]]
    addresses = (page.parent if page.stem == "index" else page.with_suffix("") for page in pages)
    return tuple(sorted(f"{address.as_posix()}/" for address in addresses)), problems


def _data(content: str) -> tuple[Any, Problem | None]:
    try:
        data = json.loads(content)
    except json.JSONDecodeError as error:
        place = Place(REGISTER, error.lineno, error.colno)
        return None, Problem(place, "broken-json", f"this is not JSON: {error.msg}", _PUT_BACK)
    except (RecursionError, ValueError):
        message = "this is not JSON that can be read"
        return None, Problem(Place(REGISTER), "broken-json", message, _PUT_BACK)
    made = data.get("format") if isinstance(data, dict) else None
    if isinstance(made, int) and made > FORMAT:
        message = f"this register is of format {made}; this program reads format {FORMAT}"
        hint = "use the program that wrote it, or a later one"
        return None, Problem(Place(REGISTER), "later-format", message, hint)
    return data, None


def _release(form: ReleaseFormat, content: str) -> Release:
    at = content.find(f'{{"version": {json.dumps(form.version)}')
    place = Place(REGISTER, content.count("\n", 0, max(at, 0)) + 1)
    new, changed = (
        tuple(Address(a.address, a.identity, a.showed) for a in part)
        for part in (form.new, form.changed)
    )
    return Release(form.version, form.date, new, changed, form.after, form.digest, place)


def _edited(releases: tuple[Release, ...], content: str) -> Problem | None:
    """What shows that a hand was here: digests, order, an address twice, or the file's own form."""
    seen: set[str] = set()
    after = ""
    for release in releases:
        if release.after != after or release.digest != digest_of(release):
            return _by_hand(release.place, f"the release {release.version} is not as it was made")
        for address in release.new:
            if address.path in seen:
                return _by_hand(release.place, f"two entries claim the address {address.path}")
            seen.add(address.path)
        after = release.digest
    for one, other in pairwise(releases):
        if read_version(other.version) <= read_version(one.version):
            return _by_hand(other.place, f"{other.version} stands behind {one.version}")
    due = register_of(releases)
    if content == due:
        return None
    lines = zip_longest(content.split("\n"), due.split("\n"))
    n = next(n for n, (found, wanted) in enumerate(lines, start=1) if found != wanted)
    return _by_hand(Place(REGISTER, n), "this line is not as it was written")


def _by_hand(place: Place, message: str) -> Problem:
    return Problem(place, "register-edited", message, _PUT_BACK)


def _release_lines(release: Release) -> str:
    head = {
        "version": release.version,
        "date": release.date,
        "after": release.after,
        "digest": release.digest,
    }
    words = json.dumps(head, ensure_ascii=False).removesuffix("}")
    return (
        f'{words}, "new": [{_addresses(release.new)}], "changed": [{_addresses(release.changed)}]}}'
    )


def _addresses(addresses: Iterable[Address]) -> str:
    lines = ",\n".join(json.dumps(_fields(address), ensure_ascii=False) for address in addresses)
    return f"\n{lines}\n" if lines else ""


def _fields(address: Address) -> dict[str, str]:
    fields = {"address": address.path}
    fields |= {"identity": address.identity} if address.identity else {}
    return fields | ({"showed": address.showed} if address.showed else {})


def stamped_as(content: str, version: str, date: str) -> bool:
    """Whether an `edition.yml` of this content says that it is this version of this date."""
    form = validated(read_yaml(content, ""), EditionFormat)
    return form is not None and (form.version, form.date) == (version, date)
