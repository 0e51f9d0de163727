"""Compare with `edition.yml` what other tools' files say of the edition: title, editors, version.

These are `mkdocs.yml`, `CITATION.cff` and `.zenodo.json`. What they do not say is not compared.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from build_edition.model import Place, Problem
from build_edition.sources.formats.imprint import EditionFormat
from build_edition.sources.parsing.broken_yaml import broken
from build_edition.sources.parsing.files import read_text
from build_edition.sources.parsing.json_places import read_json
from build_edition.sources.parsing.yaml_places import Document, read_yaml

SETTINGS = "mkdocs.yml"
CITATION = "CITATION.cff"
DEPOSIT = ".zenodo.json"

ADDRESS = "http://127.0.0.1:8000/"
"""The edition's address if neither SITE_URL nor `mkdocs.yml` says another."""


class Setting(str):
    """The plain value of a setting, with its place in the file."""

    place: Place


def read_settings(root: Path) -> tuple[dict[str, Setting], list[Problem]]:
    """Return the plain settings of `mkdocs.yml`, and its Problems; `!ENV` has its default's value."""
    content, problems = _text(root, SETTINGS)
    try:
        node = yaml.compose(content, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        return {}, [broken(content, SETTINGS, error)]
    found: dict[str, Setting] = {}
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        last = value.value[-1] if isinstance(value, yaml.SequenceNode) and value.value else value
        if isinstance(last, yaml.ScalarNode):
            setting = found[key.value] = Setting(last.value)
            mark = last.start_mark
            setting.place = Place(SETTINGS, mark.line + 1, mark.column + 1)
    return found, problems


def disagreements(
    root: Path, settings: Mapping[str, Setting], form: EditionFormat, released: str
) -> Iterator[Problem]:
    """Yield a Problem for each statement of another tool's file that `edition.yml` contradicts.

    `released` is the version of the last release, if any. Between releases `edition.yml` says
    …-dev, while `CITATION.cff` still names the last release, so versions are compared otherwise.
    """
    for key, due in (("site_name", form.title), ("site_description", form.subtitle)):
        if key in settings:
            yield from _differs(settings[key].place, key, settings[key], due)
    cited, problems = _read(root, CITATION)
    yield from problems
    yield from _citation(cited, form, released)
    deposit, problems = _read(root, DEPOSIT)
    yield from problems
    yield from _titled(deposit, (), form)
    yield from _credited(deposit, "creators", (), form)


def _read(root: Path, path: str) -> tuple[Document, list[Problem]]:
    """Return a file of YAML or JSON as a document, with its Problems; a missing one is empty."""
    content, problems = _text(root, path)
    if problems or not content:
        return Document(path), problems
    parsed = (read_json if path.endswith(".json") else read_yaml)(content, path)
    return parsed, parsed.problems


def _text(root: Path, path: str) -> tuple[str, list[Problem]]:
    """Return a file's text and its Problems; a missing one has neither."""
    return read_text(root, path) if os.path.lexists(root / path) else ("", [])


def _citation(cited: Document, form: EditionFormat, released: str) -> Iterator[Problem]:
    compared = not released or released == form.version
    for at in ((), ("preferred-citation",)):
        yield from _titled(cited, at, form)
        yield from _credited(cited, "authors", at, form)
        version = _at(cited.data, (*at, "version"))
        if compared and version not in (None, form.version):
            message = f"this file says version {version}, but edition.yml says {form.version}"
            hint = "only the command `release` changes the version: restore both files, and addresses.json"
            hint = (
                hint
                if released
                else f"before the first release, write `version: {form.version}` here too"
            )
            yield Problem(cited.place((*at, "version")), "version-differs", message, hint)


def _titled(document: Document, at: tuple[str, ...], form: EditionFormat) -> Iterator[Problem]:
    """Yield a Problem if a file has another title, which is followed there by the subtitle."""
    said, due = _at(document.data, (*at, "title")), f"{form.title}: {form.subtitle}"
    if said is not None:
        place = document.place((*at, "title"))
        yield from _differs(place, "title", said, due)


def _credited(
    document: Document, key: str, at: tuple[str, ...], form: EditionFormat
) -> Iterator[Problem]:
    """Yield a Problem if a file names others than the editors, or in another order."""
    said = _at(document.data, (*at, key))
    if isinstance(said, list):
        named, due = ", ".join(map(_name, said)), ", ".join(form.editors)
        yield from _differs(document.place((*at, key)), key, named, due)


def _name(person: Any) -> str:
    """Return a name as it is read: of a person CITATION.cff has its parts, Zenodo the last first."""
    if not isinstance(person, dict):
        return str(person)
    parts = ("given-names", "name-particle", "family-names", "name-suffix")
    last, _, first = str(person.get("name", "")).partition(", ")
    whole = f"{first} {last}" if first else last
    return whole or " ".join(str(person[part]) for part in parts if part in person)


def _at(data: Any, path: tuple[str, ...]) -> Any:
    """Return the value at a path of keys, or None."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _differs(place: Place, key: str, said: Any, due: str) -> Iterator[Problem]:
    if said != due:
        message = f"`{key}` says “{said}”, but edition.yml says “{due}”"
        hint = f"write {json.dumps(due, ensure_ascii=False)} here, or correct edition.yml"
        yield Problem(place, "facts-differ", message, hint)
