"""Look at what people put under `docs/`, all of which is published as it is.

Pages of the edition carry a policy that lets a browser load nothing but the edition's own files,
and run no script that stands in a page. What a page or picture holds that the policy would block is
therefore of no use there; where there is no policy, as in an HTML file, it would take effect.
"""

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from build_edition.model import Place, Problem
from build_edition.sources.around.written_pages import PARTS
from build_edition.sources.parsing.files import read

_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_MARKUP = (".html", ".htm", ".xhtml", ".xht", ".xml", ".svg", ".mhtml", ".shtml")
_KNOWN = (".avif", ".gif", ".ico", ".jpeg", ".jpg", ".pdf", ".png", ".webp", ".woff2")
_OURS = (".css", ".js")
"""What belongs in `docs/assets/` alone: the style sheets and scripts of the edition's pages."""

_BUILT = ("texts", "apparatus", "data")
_LISTED = "docs/.emitted"
_MOVED = re.compile(r'<script type="module" src="(?:\.\./){1,250}assets/moved\.js"></script>')
"""What the page at an old address has, which a build leaves there until the next."""

_SCRIPTED = re.compile(r"(?:javascript|vbscript|data):", re.I)
_FOREIGN = re.compile(r"(?!data:image/)(?:[a-z][a-z0-9+.-]*:|[\\/]{2})", re.I)
_IN_CSS = re.compile(r"(?:url\(\s{0,9}|@import\s{1,9})[\"']?(?=(?:https?:)?//)", re.I)
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\(\s{0,9}<?(?P<to>[^\s)>]+)")
_LINK = re.compile(r"(?:\]\(|^ {0,3}\[[^\]\n]{1,300}\]:)\s{0,9}<?(?P<to>[^\s)>]+)", re.M)
_SNIPPET = re.compile(r'^(?!--8<-- "apparatus/[a-z-]+\.html"$)[ >]*;*-{1,9}8<-{1,9}.*', re.M)
_LISTED_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*?\b(?P<name>on[a-z]+|style)\s*=", re.I)
_OPENING = re.compile(
    r"<(?P<tag>[a-z][^\s/<>]{0,60})"
    r"(?P<rest>(?:[^<>\"']{1,300}+|\"[^\"]{0,1000}+\"|'[^']{0,1000}+'){0,100}+)",
    re.I,
)
_ATTRIBUTE = re.compile(
    r"(?P<key>[^\s\"'=/<>]{1,60}+)(?:\s{0,20}+=\s{0,20}+(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'>]*))?"
)
_TAGS = {
    "applet", "base", "embed", "foreignobject", "frame", "frameset", "iframe", "object", "portal",
    "script", "style",
}  # fmt: skip
_LOADING = {
    "action", "background", "cite", "data", "formaction", "ping", "poster", "src", "srcdoc",
    "srcset",
}  # fmt: skip


def published_files(root: Path) -> Iterator[Problem]:
    """Yield a Problem for whatever people's files under `docs/` hold and readers must not get."""
    docs = root / "docs"
    listed = root / _LISTED
    built = set(listed.read_text("utf-8", "replace").splitlines()) if listed.is_file() else set()
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs).as_posix()
        hidden = any(part.startswith(".") for part in name.split("/"))
        drawn = name.split("/")[0] in _BUILT or name == "index.md"
        if hidden or drawn or path.is_symlink() or not path.is_file():
            continue
        yield from _looked_at(root, f"docs/{name}", path.suffix.lower(), name in built)
    for path in sorted((root / PARTS).glob("*.md")):
        if path.is_file() and not path.is_symlink():
            part = f"{PARTS}/{path.name}"
            content = read(root, part)[0].data or ""
            yield from _blocked(content, part, True)
            yield from _included(content, part)


def _included(content: str, path: str) -> Iterator[Problem]:
    """Yield a Problem for each line of a part that takes in anything but what the build draws for it."""
    for match in _SNIPPET.finditer(content):
        message = (
            "a part of a page takes in nothing but what the build draws, as apparatus/claims.html"
        )
        yield Problem(_place(path, content, match.start()), "blocked", message, "remove this line")


def _looked_at(root: Path, path: str, ending: str, built: bool) -> Iterator[Problem]:
    """Yield the Problems of one file; of those that a build left, only what is blocked."""
    if ending in (*_PAGES, *_MARKUP):
        document, problems = read(root, path)
        yield from problems if ending not in _PAGES else ()  # pages are read elsewhere too
        content = document.data or ""
        yield from _blocked(_MOVED.sub("", content) if built else content, path, ending in _PAGES)
    if ending in _MARKUP and ending != ".svg" and not built:
        message = "this is published as it is, without the policy that protects readers of a page"
        hint = "write it as a page, in Markdown, or remove it"
        yield Problem(Place(path), "no-policy", message, hint, "warning")
    elif ending in _OURS and not path.startswith("docs/assets/"):
        message = f"a file {ending} belongs in docs/assets/, among those of the pages"
        yield Problem(Place(path), "no-policy", message, "move it there, or remove it", "warning")
    elif ending not in (*_PAGES, *_MARKUP, *_KNOWN, *_OURS):
        message = "this is published as it is, and nothing is known of files of its kind"
        hint = "remove it unless readers are to download it"
        yield Problem(Place(path), "no-policy", message, hint, "warning")


def _blocked(content: str, path: str, markdown: bool) -> Iterator[Problem]:
    """Yield a Problem for each thing in a page or picture that the policy would block."""
    found = [*_in_html(content)]
    found += [
        (m.start(), "what a style sheet loads from elsewhere") for m in _IN_CSS.finditer(content)
    ]
    found += _in_markdown(content) if markdown else ()
    for at, what in sorted({*found})[:_MOST]:
        message = f"{what} is not for a page of this edition, whose policy would block it"
        hint = "remove it; a page is words, with links, and pictures of its own"
        yield Problem(_place(path, content, at), "blocked", message, hint)


def _in_markdown(content: str) -> Iterator[tuple[int, str]]:
    """Yield where Markdown that is not HTML makes something that the policy would block."""
    for match in _LISTED_ATTRIBUTES.finditer(content):
        yield match.start("name"), f"the attribute {match['name']}"
    for match in _IMAGE.finditer(content):
        if _FOREIGN.match(_address(html.unescape(match["to"]))):
            yield match.start(), "a picture from elsewhere"
    for match in _LINK.finditer(content):
        if _SCRIPTED.match(_address(html.unescape(match["to"]))):
            yield match.start(), "a link that runs a script"


def _address(written: str) -> str:
    """Return an address as browsers read it: they pass over spaces before it, and line ends in it."""
    return re.sub(r"[\t\r\n]|^[\x00-\x20]+", "", written)


_MOST = 20
"""The most that is named in one file."""


def _place(path: str, content: str, at: int) -> Place:
    return Place(path, content.count("\n", 0, at) + 1, at - content.rfind("\n", 0, at))


def _in_html(content: str) -> Iterator[tuple[int, str]]:
    """Yield where an opening tag makes what the policy would block, comments and scripts included.

    Python's own parser is not used: some files of the allowed size take it minutes.
    """
    for match in _OPENING.finditer(content):
        tag = match["tag"].lower()
        given = {
            attribute["key"].lower(): _address(
                html.unescape((attribute["value"] or "").strip("\"'"))
            )
            for attribute in _ATTRIBUTE.finditer(match["rest"])
        }
        yield from ((match.start(), what) for what in _of_element(tag, given))


def _of_element(tag: str, given: Mapping[str, str]) -> Iterator[str]:
    """Yield what the policy would block of an element with these attributes."""
    name = tag.rpartition(":")[2]
    if name in _TAGS:
        yield f"<{tag}>"
    if name == "meta" and "http-equiv" in given and _leads_away(given.get("content", "")):
        yield "<meta http-equiv>"
    if name == "link" and _FOREIGN.match(given.get("href", "")) and _loads(given):
        yield "<link> to another host"
    for key, value in given.items():
        what = key.rpartition(":")[2]
        if what.startswith("on") or what == "style":
            yield f"the attribute {key}"
        elif what in _LOADING or (what == "href" and name not in ("a", "area", "link")):
            if what == "srcdoc" or _FOREIGN.match(value):
                yield f"{key}, which loads from elsewhere,"
        elif what in ("href", "to", "values", "from") and _SCRIPTED.match(value):
            yield "a link that runs a script"


def _leads_away(content: str) -> bool:
    """Whether a `meta` element sends readers to another host, or sets anything but a refresh."""
    address = re.fullmatch(r"\s*\d+\s*[;,]\s*url\s*=\s*[\"']?(?P<to>.*)", content, re.I | re.S)
    return address is None or bool(_FOREIGN.match(address["to"]))


def _loads(link: Mapping[str, str]) -> bool:
    """Whether a `link` element makes a browser fetch something."""
    return not {"canonical", "license", "author"} & {*link.get("rel", "").lower().split()}
