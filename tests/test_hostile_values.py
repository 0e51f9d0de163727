"""Whatever an editor writes, in any field, becomes words of a page and never its markup.

The miniature is built twice: once with values that would break out of an attribute, an element or a
template, wherever the check lets them through, and once with harmless ones in their places. In both
a real parser must find the same elements with the same attributes.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree, html  # type: ignore[import-untyped]

from build_edition import edition
from build_edition.cli import main
from build_edition.sources.load import load_sources
from tests.support import ROOT, own_settings
from tests.test_golden import GOLDEN

ATTRIBUTES = """0;url=//evil.example/" http-equiv="refresh" onload='x()' x=" """
EVERYTHING = ATTRIBUTES + "> ' ` < &quot; &lt;b> -- {{ 7*7 }} {% if %} {# --> ]] \\ y"
LINES = EVERYTHING + "\nER  - \nTY  - JOUR\n}\n@book{x,"
PAYLOADS = (LINES, EVERYTHING, ATTRIBUTES.strip(), 'a "quoted" word', "x > y & z")
"""Hostile values, tried in turn in each field until the check lets one through."""

SURE = {
    "edition.yml": {
        "title",
        "subtitle",
        "abstract",
        "tagline",
        "card",
        "editors",
        "contributors",
        "synonyms",
    },
    "texts/minutes/text.yml": {"title", "kind", "origin", "rights", "caveat", "brief-caveat"},
    "texts/minutes/notes/salt.md": {"by", "body"},
    "texts/minutes/emendations.yml": {"why"},
    "people.yml": {"name", "who", "why"},
    "events.yml": {"title", "record", "says"},
    "series.yml": {"title", "unit", "about"},
    "works.json": {"title", "publisher"},
}
"""Fields in which the check must let some payload through, so that the test is not empty."""

NO_WORDS = {
    *("moved", "repository", "reviewers", "program", "edition", "occurrence", "successor"),
    *("texts", "numbers", "language", "level", "sources", "except", "emendation"),
    *("encoding", "like", "times", "surnames", "columns", "between"),
}
"""Fields of ids, places, choices and addresses that the miniature does not have."""

UNTRIED = {"from", "into", "retired", "worked-example"}
"""Words that it does not have: `test_escaping` tries what the model has of them."""

RECORDS = {".bib", ".json", ".jsonld", ".ris", ".xml"}
"""The endings of files that hold records."""

Way = tuple[str | int, ...]


def harmless(words: str) -> str:
    """Return words with every character that could be markup replaced by a letter."""
    return re.sub(r"[^\w\s]", "q", words)


def read(path: Path) -> Any:
    """Return the content of an editor's file, parsed; that of a note has its body as `body`."""
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        _, front, body = content.split("---\n", 2)
        return {**yaml.load(front, yaml.BaseLoader), "body": body.strip()}
    return json.loads(content) if path.suffix == ".json" else yaml.load(content, yaml.BaseLoader)


def write(path: Path, data: Any) -> None:
    """Write a file as an editor might."""
    if path.suffix == ".json":
        path.write_text(json.dumps(data, indent=2), encoding="utf-8")
        return
    front = {k: v for k, v in data.items() if k != "body"} if path.suffix == ".md" else data
    content = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
    if path.suffix == ".md":
        content = f"---\n{content}---\n{data['body']}\n"
    path.write_text(content, encoding="utf-8")


def leaves(data: Any, way: Way = ()) -> Iterator[tuple[Way, str]]:
    """Yield every string of a file's content, with the keys and indices that lead to it."""
    if isinstance(data, str):
        yield way, data
    elif isinstance(data, dict | list):
        for key, inner in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(inner, (*way, key))


def changed(data: Any, way: Way, change: Callable[[str], str]) -> Any:
    """Return the data with the string to which keys and indices lead changed."""
    if not way:
        return change(data)
    same: Any = dict(data) if isinstance(data, dict) else [*data]
    same[way[0]] = changed(data[way[0]], way[1:], change)
    return same


def with_words(data: Any, way: Way, words: str) -> Any:
    """Return the data with words added to the string to which keys and indices lead."""
    return changed(data, way, lambda was: f"{was} {words}")


def sound(root: Path) -> bool:
    """Return whether the check lets an edition through: without an error, but perhaps a warning."""
    sources, problems = load_sources(root)
    built, found = edition.build(sources) if sources else (None, ())
    return built is not None and all(p.severity == "warning" for p in (*problems, *found))


def miniature(root: Path) -> Path:
    """Write the miniature as a project, with fields added that it lacks, and return its folder."""
    shutil.copytree(GOLDEN / "edition", root / "edition")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    (root / "docs/assets").mkdir(parents=True)
    (root / "docs/assets/card.png").write_bytes(b"")
    own_settings(root)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        re.sub(r"^(nav|not_in_nav):.*\n(?:[ #].*\n)+", "", settings, flags=re.M), encoding="utf-8"
    )
    more: Mapping[str, Mapping[str, Any]] = {
        "edition/edition.yml": {
            "contributors": ["Somebody"],
            "tagline": "One harbour",
            "card": "Salt",
            "synonyms": [["Salt", "Brine"]],
            "withdrawn": {"texts/old/": "Somebody asked for it."},
        },
        "edition/texts/minutes/text.yml": {
            "brief-caveat": "Made up",
            "contents": [{"at": "p1", "label": "The day"}],
            "parts": [{"at": "p1", "label": "Morning"}, {"at": "p3", "label": "Evening"}],
        },
        "edition/texts/minutes/notes/waiting.md": {"retired": "Said twice."},
    }
    linked = root / "edition/texts/minutes/notes/may-1953.md"
    there = linked.read_text(encoding="utf-8").replace("/minutes/#p7", "/minutes/2/#p7")
    linked.write_text(there, encoding="utf-8")
    people = read(root / "edition/people.yml")
    write(root / "edition/people.yml", [people[0] | {"also-called": ["Keeper"]}, *people[1:]])
    for name, fields in more.items():
        write(root / name, {**read(root / name), **fields})
    assert sound(root)
    return root


def accepted(root: Path) -> Iterator[tuple[str, Way, str]]:
    """Yield the file, the keys and the first payload that passes the check, for each field."""
    files = sorted(path for path in (root / "edition").rglob("*") if path.is_file())
    for path in files:
        if path.suffix in (".yml", ".json", ".md") and path.name != "passages.json":
            before, data = path.read_bytes(), read(path)
            for way, _ in leaves(data):
                for payload in PAYLOADS:
                    write(path, with_words(data, way, payload))
                    if sound(root):
                        yield path.relative_to(root / "edition").as_posix(), way, payload
                        break
            path.write_bytes(before)


def built(root: Path, fields: list[tuple[str, Way, str]], said: Callable[[str], str]) -> Path:
    """Build the miniature with words in these fields and in MkDocs' settings; return its site."""
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for name in ("site_name", "site_description"):
        line = f"{name}: {json.dumps('Named ' + said(EVERYTHING))}"
        (old,) = re.findall(f"^{name}:.*$", settings, flags=re.M)
        settings = settings.replace(old, line)
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    heading = "# Salt & &quot;water&quot; > `<b>`\n\n## Deeper &quot;water&quot;\n"
    (root / "docs/written.md").write_text(heading, encoding="utf-8")
    for name in {name for name, _, _ in fields}:
        data = read(root / "edition" / name)
        for of, way, payload in fields:
            data = with_words(data, way, said(payload)) if of == name else data
        write(root / "edition" / name, data)
    assert main(["--root", str(root), "build"]) == 0
    return root / "site"


def markup(page: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Return every element of a page with the names of its attributes, as a parser finds them."""
    found = html.document_fromstring(page.read_bytes()).iter("*")
    return [(str(element.tag), tuple(sorted(element.attrib))) for element in found]


def records(path: Path) -> list[str]:
    """Return what makes records of a file that programs read, and fail if it is not well-formed."""
    content = path.read_text(encoding="utf-8")
    if path.suffix in (".json", ".jsonld"):
        return [f"{'/'.join(map(str, way))}" for way, _ in leaves(json.loads(content))]
    if path.suffix == ".xml":
        return [str(element.tag) for element in etree.fromstring(content.encode()).iter()]
    if path.suffix == ".ris":
        return [line[:6] for line in content.splitlines()]
    return re.findall(r"^@\w+\{|^  \w+ = |^\}$", content, re.M)


def keys(schema: Any, known: Mapping[str, Any], within: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the keys that a schema allows, at any depth."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    if name and name not in within:
        yield from keys(known[name], known, (*within, name))
    for key, inner in schema.get("properties", {}).items():
        yield key
        yield from keys(inner, known, within)
    below = [schema.get("items"), schema.get("additionalProperties"), *schema.get("anyOf", ())]
    for inner in (*below, *schema.get("prefixItems", ())):
        if isinstance(inner, dict):
            yield from keys(inner, known, within)


def test_every_field_of_every_file_is_tried(tmp_path: Path) -> None:
    """A new field is in the miniature, or is named here because it holds no free words."""
    used: dict[str, set[str]] = {}
    for path in (miniature(tmp_path) / "edition").rglob("*"):
        if path.suffix in (".yml", ".json", ".md"):
            kind = "note" if path.suffix == ".md" else path.stem
            ways = (way for way, _ in leaves(read(path)))
            used.setdefault(kind, set()).update(str(part) for way in ways for part in way)
    for path in (ROOT / "edition/schemas").iterdir():
        kind, schema = path.name.partition(".")[0], json.loads(path.read_text(encoding="utf-8"))
        assert {*keys(schema, schema.get("$defs", {}))} - used[kind] <= NO_WORDS | UNTRIED, kind


@pytest.mark.slow
def test_no_value_of_any_field_becomes_markup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # That the settings agree with the edition is tried elsewhere; here they say what they like.
    monkeypatch.setattr("build_edition.sources.load.disagreements", lambda *_: ())
    fields = [*accepted(miniature(tmp_path / "tried"))]
    found = {
        name: {str(part) for n, way, _ in fields if n == name for part in way} for name in SURE
    }
    for name, sure in SURE.items():
        assert sure <= found[name], name
    hostile = built(miniature(tmp_path / "hostile"), fields, str)
    tame = built(miniature(tmp_path / "tame"), fields, harmless)
    pages = {path.relative_to(tame) for path in tame.rglob("*.html")}
    assert {path.relative_to(hostile) for path in hostile.rglob("*.html")} == pages
    assert len(pages) > 10
    for page in sorted(pages):
        made, due = markup(hostile / page), markup(tame / page)
        if page.as_posix() == "apparatus/files/index.html":  # more words make more of an index
            assert {*made} == {*due}
        else:
            assert made == due, page
    data = [path.relative_to(tame) for path in tame.glob("data/*") if path.suffix in RECORDS]
    assert {path.suffix for path in data} == RECORDS
    for path in sorted(data):
        assert records(hostile / path) == records(tame / path), path
    # And nothing is escaped twice.
    for folder, title in (("texts/minutes", "Minutes of the Harbour"), ("written", "Salt")):
        head = html.document_fromstring((hostile / folder / "index.html").read_bytes()).head
        words = f"{title} {EVERYTHING}" if title != "Salt" else 'Salt & "water" > <b>'
        assert head.findtext("title") == f"{words} - Named {EVERYTHING}"
        assert head.xpath("//meta[@property='og:title']/@content") == [words]
        (described,) = head.xpath("//meta[@name='description']/@content")
        assert described.startswith(words if title != "Salt" else f"Named {EVERYTHING}")
