"""Make the theme's style sheets in a built site as small as its pages allow.

Readers see nothing before these have come, and of the theme's rules a page uses about a fifth.
"""

import json
from pathlib import Path
from typing import Any

from build_edition.output.cache import FOLDER
from build_edition.output.digests import digest, program
from build_edition.output.files import stamp, write_file
from build_edition.output.parts import Part, Parts
from build_edition.site.theme_rules import Names, names_in_page, names_in_script, pruned, united


def prune_theme(site: Path, parts: Parts, name: str) -> None:
    """Drop from the theme's style sheets the rules that have no effect on any page of a site.

    The names in each page are recorded among the parts as `name`; the sheets are made again only if
    these names, or the sheets and scripts of the site, have changed.
    """
    sheets = sorted(site.glob("assets/stylesheets/*.css"))
    if not sheets:
        return
    scripts = [path.read_text(encoding="utf-8") for path in sorted(site.glob("assets/*.js"))]
    ours = [path.read_text(encoding="utf-8") for path in sorted(site.glob("a*/*.css"))]
    names = united([*_in_pages(site, parts, name), *map(names_in_script, scripts)])
    texts = [sheet.read_text(encoding="utf-8") for sheet in sheets]
    others = "\n".join(scripts + ours)
    paths = [f"{FOLDER}/{name}: {sheet.name}" for sheet in sheets]

    def draw() -> dict[str, str]:
        return dict(zip(paths, pruned(texts, names, others), strict=True))

    made_from = digest(map(str.encode, (program(), *texts, others, *map(repr, map(sorted, names)))))
    part = f"{name}: sheets"
    parts.draw([Part(part, made_from, draw)])
    for sheet, path in zip(sheets, paths, strict=True):
        write_file(sheet, parts.content(part, path) or draw()[path])


def _in_pages(site: Path, parts: Parts, name: str) -> list[Names]:
    """Return the names in each page; those of a page taken over from the last site are recorded."""
    record = f"{FOLDER}/{name}"
    before: dict[str, Any] = json.loads(parts.content(name, record) or b"{}")
    now = {}
    for page in sorted(site.rglob("*.html")):
        path, stamped = str(page.relative_to(site)), [*(stamp(page) or ())]
        known, names = before.get(path, ([], []))
        if known != stamped:
            names = [sorted(kind) for kind in names_in_page(page.read_text(encoding="utf-8"))]
        now[path] = stamped, names
    parts.draw([Part(name, "", lambda: {record: json.dumps(now)})])
    return [Names(*map(frozenset, names)) for _, names in now.values()]
