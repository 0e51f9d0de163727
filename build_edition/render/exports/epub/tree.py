"""Adapt finished HTML to the book: well-formed XML, links that stay inside it, notes that pop up.

`data-type` says what a part is; here it becomes EPUB's own `epub:type` and `role`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markupsafe import Markup

from build_edition.addresses.places import may_name_a_series
from build_edition.render.markup.xml import UNSOUND, pointer

_EPUB = "http://www.idpf.org/2007/ops"
_ROLES: Mapping[str, str] = {
    "chapter": "doc-chapter",
    "endnotes": "doc-endnotes",
    "footnote": "doc-footnote",
    "bibliography": "doc-bibliography",
}
_HERE = "edition.invalid"
_FOR_THE_SITE = {"cite", "ways"}
_NOTEREFS = {"footnote-ref", "em-mark"}
_OWN = re.compile(
    r"/(?:(?P<text>texts/[a-z0-9-]+/(?:\d+/)?)(?:index\.html)?|(?P<works>apparatus/works/))"
)

_IN_TEXT = re.compile("call-|$")
"""Matches the fragment of a place where the author calls an endnote, and no fragment."""

ElementTree.register_namespace("epub", _EPUB)


@dataclass(frozen=True)
class Links:
    """Where links lead in the book: the chapters by their page on the site, the works, or the site."""

    chapters: Mapping[str, str]
    works: str
    site: str


def settled(html: Markup, links: Links) -> Markup:
    """Return HTML of the site's pages, adapted to the book."""
    sound = UNSOUND.sub(lambda character: f"⟨U+{ord(character[0]):04X}⟩", html)
    tree = ElementTree.fromstring(f"<body>{sound}</body>")
    for part in tree.iter():
        _without(part)
        _typed(part)
        if "href" in part.attrib and part.tag == "a":
            part.set("href", _inside(part.get("href", ""), links))
        if language := part.get("lang"):
            part.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    written = ElementTree.tostring(tree, encoding="unicode")
    return Markup(written.partition(">")[2].rpartition("</body>")[0])


def _without(part: Element) -> None:
    """Remove what only the site needs, and transmitted forms, which are kept with the reasons."""
    before: Element | None = None
    for child in list(part):
        struck = child.tag == "del" and "apparatus" in child.get("class", "")
        if struck or _FOR_THE_SITE & set(child.get("class", "").split()):
            tail = child.tail or ""
            if before is None:
                part.text = (part.text or "") + tail
            else:
                before.tail = (before.tail or "") + tail
            part.remove(child)
        else:
            before = child


def _typed(part: Element) -> None:
    classes = set(part.get("class", "").split())
    kind = part.attrib.pop("data-type", "")
    if kind:
        part.set(f"{{{_EPUB}}}type", kind)
        part.attrib.update({"role": _ROLES[kind]} if kind in _ROLES else {})
    elif part.tag == "a" and classes & _NOTEREFS:
        part.set(f"{{{_EPUB}}}type", "noteref")
        part.set("role", "doc-noteref")
    elif "call" in classes:
        for link in part.iter("a"):
            link.set(f"{{{_EPUB}}}type", "noteref")
            link.set("role", "doc-noteref")
    elif {"passage", "endnote"} <= classes:
        part.set(f"{{{_EPUB}}}type", "footnote")
        part.set("role", "doc-footnote")
        _no_item(part)
    elif "endnotes" in classes:
        part.tag = "div"
    elif "backlink" in classes:
        part.set("role", "doc-backlink")


def _no_item(part: Element) -> None:
    """Make an item of a list, which may not have the role of a note, a part with its number."""
    number = Element("span", {"class": "apparatus"})
    number.text, number.tail, part.text = f"{part.attrib.pop('value', '')} ", part.text, None
    part.tag = "div"
    part.insert(0, number)


def _inside(href: str, links: Links) -> str:
    """Return where a link leads in the book, or on the site if the book lacks that page."""
    if href.startswith("#"):
        return href
    url = urlsplit(urljoin(f"https://{_HERE}/texts/this/", href))
    if url.netloc != _HERE:
        return pointer(href)
    own = _OWN.fullmatch(url.path)
    # the book has no charts
    charted = not _IN_TEXT.match(url.fragment) and may_name_a_series(url.fragment)
    page = links.chapters.get(own["text"] or "", "") if own and not charted else ""
    page = links.works if own and own["works"] else page
    fragment = f"#{url.fragment}" if url.fragment else ""
    return f"{page}{fragment}" if page else pointer(f"{links.site}{url.path[1:]}{fragment}")
