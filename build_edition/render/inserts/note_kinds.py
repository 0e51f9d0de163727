"""What style depends on the edition: its kinds of note, with a table of them, and its title on paper."""

from markupsafe import Markup

from build_edition.model import NOTE_KINDS
from build_edition.render.drawing import Whole
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import element, joined
from build_edition.render.reading.notes import kind_mark

_STYLE = """/* The kinds of note: their colours, their icons, and what their switches do; the title on paper. */
:root {
%s
}
%s
@media print {
  @page {
    @bottom-left {
      content: "%s";
    }
  }
}
"""
_SWITCHED_OFF = """\
%(row)s ~ * .k-%(name)s:is(.mark, .footnote .note):not(:target) {
  display: none;
}
%(row)s ~ * .noted.k-%(name)s {
  text-decoration: none;
}"""
"""What switching a kind off does: its marks, notes and underlines are hidden.

The mark or note that the page's address names stays visible.
"""
_WITH_SCRIPT = '.tt-bar[data-off~="kind-%s"]'
_WITHOUT_SCRIPT = ".tt-bar:has(#kind-%s:not(:checked))"
"""The row of tools while a kind is switched off: as a script says of it, or as its own box says.

A browser that has a script is spared the second, for which it looks at thousands of elements anew
at every switch.
"""


def note_kinds(whole: Whole) -> dict[str, str]:
    """Return `apparatus/kinds.css`, for all pages, and `kinds.html`, for the page of principles."""
    colours = (
        f"  --tt-{name}: light-dark({kind.light}, {kind.dark});"
        for name, kind in NOTE_KINDS.items()
    )
    looks = "\n".join(_looks(name, kind.drawing) for name, kind in NOTE_KINDS.items())
    switches = f"@media (scripting: none) {{\n{_switched_off(_WITHOUT_SCRIPT)}\n}}"
    rules = "\n".join((looks, _switched_off(_WITH_SCRIPT), switches))
    return {
        "apparatus/kinds.css": _STYLE % ("\n".join(colours), rules, _quoted(whole.imprint.title)),
        "apparatus/kinds.html": f"{_table()}\n",
    }


def _quoted(words: str) -> str:
    """Return words as they are written between the quotation marks of a style sheet."""
    return "".join(f"\\{ord(sign):x} " if sign in '"\\<' else sign for sign in words)


def _looks(name: str, drawing: str) -> str:
    icon = (
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 12 12'%3E"
        f"%3Cpath fill-rule='evenodd' d='{drawing}'/%3E%3C/svg%3E"
    )
    return f'.k-{name} {{\n  --kind: var(--tt-{name});\n  --icon: url("{icon}");\n}}'


def _switched_off(row: str) -> str:
    return "\n".join(_SWITCHED_OFF % {"row": row % name, "name": name} for name in NOTE_KINDS)


def _table() -> Markup:
    heads = (element("th", head) for head in ("Kind", "What it says of the words", "Source"))
    rows = (
        element(
            "tr",
            element("td", kind_mark(name)),
            element("td", kind.meaning),
            element("td", "needed" if kind.sourced else "not needed"),
        )
        for name, kind in NOTE_KINDS.items()
    )
    parts = (element("thead", element("tr", *heads)), element("tbody", joined("\n", rows)))
    return element("table", joined("\n", parts))


FORMATS = (WholeFormat("kinds", note_kinds, pages=("apparatus/kinds.css", "apparatus/kinds.html")),)
