"""Read and write `addresses.json`, the register of releases.

Only `release` writes it, one address per line. Each release holds a digest of itself and of the
one before it, and the file must be exactly what the program would write, so that a change by hand
is noticed without git.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from build_edition.addresses import digest_of
from build_edition.model import Address, Place, Problem, Redirect, Release
from build_edition.model.versions import read_version
from build_edition.sources.formats.edition_and_text import Version, calendar_date
from build_edition.sources.formats.imprint import EditionFormat
from build_edition.sources.formats.names import LONGEST_ADDRESS
from build_edition.sources.formats.validation import validated
from build_edition.sources.parsing.files import read
from build_edition.sources.parsing.yaml_places import Document, read_yaml

REGISTER = "edition/addresses.json"
FORMAT = 2
"""The format's version: raised when a program made for an earlier one would misread the file.

Format 2 has supplements: further addresses of a release, listed after it under its version.
"""

_RESTORE = "only the command `release` may write this file: restore it from the last release"
_FINGERPRINT = r"[0-9a-f]{16}"


class _Format(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class AddressFormat(_Format):
    """One address of a release, with the fingerprints of what it is and what it showed, if any."""

    address: Annotated[str, StringConstraints(max_length=LONGEST_ADDRESS)]
    identity: Annotated[
        str, StringConstraints(pattern=rf"^((\d{{1,7}}|p\d{{1,7}}[a-z]*|\*) {_FINGERPRINT})?$")
    ] = ""
    showed: Annotated[str, StringConstraints(pattern=rf"^({_FINGERPRINT})?$")] = ""


class ReleaseFormat(_Format):
    """One release: the addresses that are new in it, and those whose content has changed."""

    version: Version
    date: Annotated[str, AfterValidator(calendar_date)]
    after: str
    digest: str
    new: list[AddressFormat]
    changed: list[AddressFormat]


class RegisterFormat(_Format):
    """`addresses.json`: the releases, oldest first."""

    format: int
    releases: list[ReleaseFormat]


def load_register(root: Path) -> tuple[tuple[Release, ...], list[Problem]]:
    """Return the releases of an edition, or the first Problem of its register.

    Without a register there are no releases, and no Problem.
    """
    if not (root / REGISTER).exists():
        return (), []
    document, problems = read(root, REGISTER)
    if problems:
        return (), problems
    releases, problem = parse_register(document.data.replace("\r\n", "\n"))
    return ((), [problem]) if problem else (releases, [])


def parse_register(content: str) -> tuple[tuple[Release, ...], Problem | None]:
    """Return the releases in a register’s content, or the first Problem in it."""
    data, problem = _data(content)
    if problem:
        return (), problem
    try:
        form = RegisterFormat.model_validate(data)
    except ValidationError as errors:
        fault = errors.errors(include_url=False)[0]
        where = " ".join(str(part) for part in fault["loc"][:4])
        message = f"this is not a valid register of releases: {where}: {fault['msg']}"
        return (), Problem(Place(REGISTER), "broken-register", message, _RESTORE)
    releases = tuple(_release(entry, content) for entry in form.releases)
    return releases, _edited(releases, content)


def register_of(releases: Iterable[Release]) -> str:
    """Return the content of `addresses.json`, with one address per line to keep diffs short."""
    released = [*releases]
    supplemented = any(one.version == other.version for one, other in pairwise(released))
    written = ",\n".join(_release_lines(release) for release in released)
    return f'{{"format": {2 if supplemented else 1},\n"releases": [\n{written}\n]}}\n'


def redirects(form: EditionFormat, document: Document) -> tuple[Redirect, ...]:
    """Return a redirect for each page or file that was moved or withdrawn."""
    moved = [Redirect(o, n, "", document.place(("moved", o))) for o, n in form.moved.items()]
    gone = [Redirect(o, "", r, document.place(("withdrawn", o))) for o, r in form.withdrawn.items()]
    return (*moved, *(redirect for redirect in gone if redirect.old not in form.moved))


def files_in_the_way(root: Path, form: EditionFormat, document: Document) -> Iterator[Problem]:
    """Yield a Problem for each old address where a file by hand leaves no room for its page."""
    for key, given in (("moved", form.moved), ("withdrawn", form.withdrawn)):
        for old in given:
            names = old.removesuffix("/").split("/")
            above = ("/".join(names[:n]) for n in range(1, len(names) + old.endswith("/")))
            for path in above:
                if (root / "docs" / path).is_file():
                    message = f"{old} is listed as {key}, but the file docs/{path} is in its way"
                    hint = "remove this line, or rename the file"
                    place = document.place_of_key((key, old))
                    yield Problem(place, "moved-still-there", message, hint)


def _data(content: str) -> tuple[Any, Problem | None]:
    try:
        data = json.loads(content)
    except json.JSONDecodeError as error:
        place = Place(REGISTER, error.lineno, error.colno)
        return None, Problem(place, "broken-json", f"this is not valid JSON: {error.msg}", _RESTORE)
    except (RecursionError, ValueError):
        message = "this JSON is nested too deeply, or has a number of too many digits"
        return None, Problem(Place(REGISTER), "broken-json", message, _RESTORE)
    made = data.get("format") if isinstance(data, dict) else None
    if isinstance(made, int) and made > FORMAT:
        message = f"this register has format {made}, but this program reads only format {FORMAT}"
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
    """Return a Problem if the register was changed by hand.

    Digests, the order of versions, an address listed twice or the file's layout show that.
    """
    seen: set[str] = set()
    after = ""
    for release in releases:
        if release.after != after or release.digest != digest_of(release):
            return _by_hand(release.place, f"the release {release.version} was changed by hand")
        for address in release.new:
            if address.path in seen:
                return _by_hand(release.place, f"the address {address.path} is listed twice")
            seen.add(address.path)
        after = release.digest
    for one, other in pairwise(releases):
        order, before = read_version(other.version), read_version(one.version)
        if order < before or (order == before and other.changed):
            return _by_hand(other.place, f"release {other.version} comes after {one.version}")
    due = register_of(releases)
    if content == due:
        return None
    lines = zip_longest(content.split("\n"), due.split("\n"))
    n = next(n for n, (found, wanted) in enumerate(lines, start=1) if found != wanted)
    return _by_hand(Place(REGISTER, n), "this line was changed by hand")


def _by_hand(place: Place, message: str) -> Problem:
    return Problem(place, "register-edited", message, _RESTORE)


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
    """Whether the content of an `edition.yml` names this version and this date."""
    form = validated(read_yaml(content, ""), EditionFormat)
    return form is not None and (form.version, form.date) == (version, date)
