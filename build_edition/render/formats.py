"""What a format is: its name, its renderer, its files, and what each download is for.

Each module declares its own formats as `FORMATS`; `declared` collects them.
"""

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import TypeVar

from build_edition.model import Text
from build_edition.render.drawing import Drawing, Whole

Content = str | bytes | Iterable[str]
"""The content of a finished file: text, bytes where the format is binary, or text in pieces."""

Files = Mapping[str, Content]
"""Finished files by their path under `docs/`."""


@dataclass(frozen=True)
class Use:
    """What the page of downloads says of a file: the name of its form, and what it is for.

    Files are listed by `place`, and those of the same place in the order of their modules.
    """

    form: str
    purpose: str
    place: int = 0


Downloads = Mapping[str, Use]
"""Files to download by their path under `docs/`, with what each is for."""


@dataclass(frozen=True)
class Format:
    """What every format declares: its name, its pages, and its downloads, which are under `data/`.

    `pages` are also the files that pages include. If a format is not `always` drawn, the edition
    decides which of its files there are.
    """

    name: str
    pages: tuple[str, ...] = field(default=(), kw_only=True)
    downloads: Downloads = field(default_factory=dict, kw_only=True)
    always: bool = field(default=True, kw_only=True)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths under `docs/` of the files that are drawn of any edition."""
        return (*self.pages, *self.downloads) if self.always else ()


@dataclass(frozen=True)
class TextFormat(Format):
    """A format of one text, with `{}` in its paths for the text's name, and its renderer.

    One `by_page` draws the same files of each part of a divided text, in the part's own folder.
    """

    draw: Callable[[Drawing, Text], Files]
    by_page: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class Gathered(Format):
    """A format of the whole edition that is gathered from a share of each text.

    `share` draws the share of one text; `gather` draws the files from the shares of all texts, in
    order.
    """

    share: Callable[[Drawing, Text], str]
    gather: Callable[[Whole, Iterable[str]], Files]


@dataclass(frozen=True)
class WholeFormat(Format):
    """A format of the whole edition, and its renderer; `*` in a path is any name."""

    draw: Callable[[Whole], Files]


def declared(*parts: ModuleType) -> tuple[Format, ...]:
    """Return what these modules declare as `FORMATS`, and the modules in them, by their names.

    Raises ValueError if two formats draw the same path.
    """
    formats = tuple(found for part in parts for found in _declared(part))
    seen: dict[str, str] = {}
    for each in formats:
        for path in (*each.pages, *each.downloads):
            if path in seen:
                raise ValueError(f"the formats “{seen[path]}” and “{each.name}” both draw {path}")
            seen[path] = each.name
    return formats


def _declared(part: ModuleType) -> Iterator[Format]:
    within = pkgutil.iter_modules(getattr(part, "__path__", []), f"{part.__name__}.")
    for module in (part, *map(import_module, sorted(found.name for found in within))):
        yield from getattr(module, "FORMATS", ())


F = TypeVar("F", bound=Format)


def by_name(formats: Sequence[Format], kind: type[F]) -> Mapping[str, F]:
    """Return the formats of one kind by their names; raises ValueError if two have the same."""
    found: dict[str, F] = {}
    for each in formats:
        if isinstance(each, kind) and found.setdefault(each.name, each) is not each:
            raise ValueError(f"two formats are called “{each.name}”")
    return found
