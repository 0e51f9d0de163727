"""A small edition that has been released, and the edits that a series of tests makes to it."""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from bs4 import BeautifulSoup

from build_edition import edition
from build_edition.cli import main
from build_edition.model import Edition, Problem
from build_edition.sources.load import load_sources

GOLDEN = Path(__file__).parent / "golden"
DATE = "2026-02-01"
HOLDERS = (
    "landing",
    "text list",
    "text",
    "transmitted",
    "changes",
    "stubs",
    "published",
    "plain",
    "people",
    "works",
    "timeline",
    "notes",
    "emendations",
)
"""The renderers that draw what has an address; the others take time and matter to no test here."""


def problems_of(root: Path) -> tuple[Edition | None, tuple[Problem, ...]]:
    """Return the edition under a root (None if it has errors), and all its Problems."""
    sources, problems = load_sources(root)
    built, found = edition.build(sources) if sources else (None, ())
    failed = any(problem.severity == "error" for problem in problems)
    return (None if failed else built), (*problems, *found)


def minutes(root: Path) -> Path:
    """Write the golden edition to `root`, unreleased, with a hand-written page; return `root`."""
    shutil.copytree(GOLDEN / "edition", root / "edition")
    (root / "docs/about").mkdir(parents=True)
    (root / "docs/about/rights.md").write_text("# Rights\n", encoding="utf-8")
    return root


PARTS = """parts:
  - {at: p1, label: Who Came}
  - {at: p4, label: Who Waited}
  - {at: p6, label: Salt}
"""
DIVIDED = "edition/texts/minutes/text.yml"


def divide(root: Path, parts: str = PARTS) -> None:
    """Divide the text of the golden edition, in place of what parts it has."""
    path = root / DIVIDED
    words = path.read_text(encoding="utf-8").split("parts:\n")[0]
    path.write_text(words + parts, encoding="utf-8")


def divided_in(root: Path) -> Path:
    """Write the golden edition with its text in three parts to a folder, and return that."""
    minutes(root)
    divide(root)
    note = root / "edition/texts/minutes/notes/may-1953.md"
    words = note.read_text(encoding="utf-8")
    assert "/texts/minutes/#p7" in words
    note.write_text(words.replace("/minutes/#p7", "/minutes/3/#p7"), encoding="utf-8")
    return root


def release(root: Path, version: str, date: str = DATE) -> int:
    """Release the edition under a root, and return the exit code."""
    return main(["--root", str(root), "release", version, "--date", date])


def promised(root: Path) -> list[str]:
    """Return every address in the register of releases."""
    register = json.loads((root / "edition/addresses.json").read_text(encoding="utf-8"))
    return [entry["address"] for made in register["releases"] for entry in made["new"]]


def answers(root: Path, files: Mapping[str, str | bytes], address: str) -> bool:
    """Return whether an address leads to a file and, if it has a fragment, to an element in it."""
    page, _, name = address.partition("#")
    if page and not page.endswith("/"):
        return page in files
    folder = page.rstrip("/")
    names = [f"{page}index.md", f"{page}index.html", f"{folder}.md"]
    found = [str(files[path]) for path in names if path in files]
    found += [
        (root / "docs" / path).read_text() for path in names if (root / "docs" / path).exists()
    ]
    return any(not name or _soup(content).find(id=name) for content in found)


_SOUPS: dict[str, BeautifulSoup] = {}


def _soup(content: str) -> BeautifulSoup:
    if content not in _SOUPS:
        _SOUPS[content] = BeautifulSoup(content, "html.parser")
    return _SOUPS[content]


def change(path: Path, what: str, instead: str) -> bool:
    """Replace words in a file the first time they occur; return whether they do."""
    content = path.read_bytes().decode() if path.is_file() else ""
    if what not in content:
        return False
    path.write_bytes(content.replace(what, instead, 1).encode())
    return True


def text_of(root: Path) -> Path:
    """Return the folder of the edition's one text, whatever its name is now."""
    return next(p.parent for p in sorted((root / "edition/texts").glob("*/raw.txt")))


def note(root: Path, name: str) -> Path:
    """Return the path of a note."""
    return text_of(root) / f"notes/{name}.md"


def stands(path: Path) -> bool:
    """Return whether a note exists and is not retired."""
    return path.is_file() and "\nretired:" not in path.read_text(encoding="utf-8")


def _rewrite(root: Path) -> bool:
    return stands(note(root, "salt")) and change(note(root, "salt"), "A gap", "A wide gap")


def _another_kind(root: Path) -> bool:
    return change(note(root, "the-rest"), "kind: disputed", "kind: error")


def _narrower_words(root: Path) -> bool:
    return change(note(root, "may-1953"), "\n  In May 1953", "\n  May 1953")


def _move_note(root: Path) -> bool:
    return change(note(root, "waiting"), 'at: p4\non: "*"', "at: p2\non: |-\n  came")


def _add_note(root: Path) -> bool:
    path = note(root, "who")
    content = (
        "---\nat: p2\non: |-\n  Who\nkind: identity\ncertainty: low\nby: [example]\n---\nWho?\n"
    )
    emended = "id: came" in (text_of(root) / "emendations.yml").read_text(encoding="utf-8")
    return not (path.exists() or emended) and bool(path.write_text(content, encoding="utf-8"))


def _retire_note(root: Path) -> bool:
    return stands(note(root, "region-rest")) and change(
        note(root, "region-rest"), "by: [editors]", "by: [editors]\nretired: The rest is history."
    )


def _rename_note(root: Path) -> bool:
    old, new = note(root, "the-rest"), note(root, "others")
    if new.exists() or not stands(old):
        return False
    shutil.copy(old, new)
    return change(old, "by: [editors]", "by: [editors]\nretired: Renamed.\nsuccessor: others")


def _take_back(root: Path) -> bool:
    return change(note(root, "region-rest"), "\nretired: The rest is history.", "")


def _emend(root: Path) -> bool:
    content = (text_of(root) / "emendations.yml").read_text(encoding="utf-8")
    ruling = (
        "- {id: came, at: p2, on: Who, read: Whoso, kind: word, certainty: low, "
        "evidence: conjecture, why: It may be.}\n"
    )
    path = text_of(root) / "emendations.yml"
    on_words = note(root, "who").exists() or "id: came" in content
    return not on_words and bool(path.write_text(ruling + content, encoding="utf-8"))


def _other_reason(root: Path) -> bool:
    return change(text_of(root) / "emendations.yml", "it stays.", "it stays as it came.")


def _retire_ruling(root: Path) -> bool:
    return change(
        text_of(root) / "emendations.yml", "it stays.}", "it stays., retired: Nobody doubts it.}"
    )


def _take_away_passage(root: Path) -> bool:
    """Rule that the heading is furniture, so that its passage is withdrawn and gets a tombstone."""
    done = change(
        text_of(root) / "text.yml",
        "lines: 4, begins: The Harbour, as: heading",
        "lines: 4, begins: The Harbour, as: furniture, why: the host’s heading",
    )
    return done and main(["--root", str(root), "number", text_of(root).name]) == 0


def _retitle(root: Path) -> bool:
    return change(text_of(root) / "text.yml", "title: Minutes", "title: The Minutes")


def _move_page(root: Path) -> bool:
    old, new = root / "docs/about/rights.md", root / "docs/about/whose.md"
    if not old.exists():
        return False
    old.rename(new)
    return _way(root, "moved", "about/rights/: about/whose/")


def _withdraw_page(root: Path) -> bool:
    path = root / "docs/about/rights.md"
    if not path.exists():
        return False
    path.unlink()
    return _way(root, "withdrawn", "about/rights/: Nobody has any.")


def _way(root: Path, key: str, line: str) -> bool:
    path = root / "edition/edition.yml"
    content = path.read_text(encoding="utf-8")
    if f"\n{key}:\n" in content:
        content = content.replace(f"\n{key}:\n", f"\n{key}:\n  {line}\n")
    else:
        content = content.rstrip("\n") + f"\n{key}:\n  {line}\n"
    return bool(path.write_text(content, encoding="utf-8"))


def _move_text(root: Path) -> bool:
    """Rename the text and every reference to it, and redirect its pages and its data."""
    if not rename_text(root):
        return False
    for page in ("texts/{}/", "texts/{}/transmitted/", "data/{}.txt"):
        _way(root, "moved", f"{page.format('minutes')}: {page.format('log')}")
    return True


def _move_text_along(root: Path) -> bool:
    """Rename the text and every reference to it, and redirect its page, which takes the rest along."""
    return rename_text(root) and _way(root, "moved", "texts/minutes/: texts/log/")


def _move_text_on(root: Path) -> bool:
    """Rename the text once more: what was released under its first name follows."""
    if text_of(root).name != "log":
        return False
    return rename_text(root, "log", "book") and _way(root, "moved", "texts/log/: texts/book/")


def rename_text(root: Path, was: str = "minutes", now: str = "log") -> bool:
    """Rename the text and every reference to it, without a word of where it was."""
    old = text_of(root)
    if old.name != was:
        return False
    old.rename(old.with_name(now))
    for path in sorted((root / "edition").rglob("*")):
        if path.suffix in (".yml", ".md"):
            content = path.read_text(encoding="utf-8")
            content = re.sub(rf"\b{was} (p\d|\*)", rf"{now} \1", content)
            content = content.replace(f"slug: {was}", f"slug: {now}").replace(
                f"[{was}]", f"[{now}]"
            )
            content = content.replace(f"/texts/{was}/", f"/texts/{now}/")
            path.write_text(content, encoding="utf-8")
    return True


def _rename_person(root: Path) -> bool:
    people = root / "edition/people.yml"
    named = change(people, "- id: clerk\n", "- id: secretary\n  formerly: [clerk]\n")
    return (
        named
        and change(people, "stands-for: clerk", "stands-for: secretary")
        and change(people, "[clerk, pilot]", "[secretary, pilot]")
    )


def _merge_events(root: Path) -> bool:
    events = root / "edition/events.yml"
    content = events.read_text(encoding="utf-8")
    if "- id: storm" not in content:
        return False
    content = content[: content.index("- id: storm")]
    content = content.replace("formerly: [landing]", "formerly: [landing, storm]")
    return bool(events.write_text(content, encoding="utf-8"))


def _rename_work(root: Path) -> bool:
    works = root / "edition/works.json"
    if not change(works, '"id": "log1953",', '"id": "harbour1953", "formerly": ["log1953"],'):
        return False
    for path in sorted((root / "edition").rglob("*")):
        if path.suffix in (".yml", ".md"):
            content = path.read_text(encoding="utf-8")
            path.write_text(content.replace('"log1953', '"harbour1953'), encoding="utf-8")
    return True


SOUND: Mapping[str, Callable[[Path], bool]] = {
    f.__name__.strip("_"): f
    for f in (
        _rewrite,
        _another_kind,
        _narrower_words,
        _move_note,
        _add_note,
        _retire_note,
        _rename_note,
        _take_back,
        _emend,
        _other_reason,
        _retire_ruling,
        _take_away_passage,
        _retitle,
        _move_page,
        _withdraw_page,
        _move_text,
        _move_text_along,
        _move_text_on,
        _rename_person,
        _merge_events,
        _rename_work,
    )
}
"""Edits that break no promise. Each returns whether it could be made."""


def _delete_note(root: Path) -> bool:
    note(root, "salt").unlink()
    return True


def _delete_retired_note(root: Path) -> bool:
    retired = [p for p in sorted((text_of(root) / "notes").iterdir()) if not stands(p)]
    for path in retired[:1]:
        path.unlink()
    return bool(retired)


def _rename_bare(root: Path) -> bool:
    note(root, "salt").rename(note(root, "pepper"))
    return True


def _delete_ruling(root: Path) -> bool:
    path = text_of(root) / "emendations.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(li for li in lines if "id: wind" not in li), encoding="utf-8")
    return True


def _exchange_notes(root: Path) -> bool:
    one, other = note(root, "salt"), note(root, "may-1953")
    contents = one.read_bytes(), other.read_bytes()
    other.write_bytes(contents[0])
    one.write_bytes(contents[1])
    return True


def _exchange_passages(root: Path) -> bool:
    """Exchange the ids of two passages that have no notes."""
    path = text_of(root) / "passages.json"
    content = path.read_text(encoding="utf-8")
    content = content.replace('"p1"', '"x"').replace('"p7"', '"p1"').replace('"x"', '"p7"')
    for file in (text_of(root) / "notes").glob("*.md"):
        change(file, "/#p7", "/#p1")
    return bool(path.write_text(content, encoding="utf-8"))


def _forget_passage(root: Path) -> bool:
    """Remove a withdrawn passage's line from `passages.json`, and so its tombstone."""
    path = text_of(root) / "passages.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    if not any(record.get("gone") for record in records) and not _take_away_passage(root):
        return False
    records = json.loads(path.read_text(encoding="utf-8"))
    lines = ",\n".join(json.dumps(r, ensure_ascii=False) for r in records if not r.get("gone"))
    return bool(path.write_text(f"[\n{lines}\n]\n", encoding="utf-8"))


def _delete_page(root: Path) -> bool:
    pages = sorted((root / "docs/about").iterdir())
    for page in pages[:1]:
        page.unlink()
    return bool(pages)


def _forget_way(root: Path) -> bool:
    path = root / "edition/edition.yml"
    content = path.read_text(encoding="utf-8")
    lines = [li for li in content.splitlines(keepends=True) if not li.startswith("  ")]
    kept = "".join(li for li in lines if li not in ("moved:\n", "withdrawn:\n"))
    return kept != content and bool(path.write_text(kept, encoding="utf-8"))


def _forget_release(root: Path) -> bool:
    (root / "edition/addresses.json").unlink()
    return True


def _forget_address(root: Path) -> bool:
    return change(root / "edition/addresses.json", '{"address": "texts/"},\n', "")


def _delete_person(root: Path) -> bool:
    people = root / "edition/people.yml"
    content = people.read_text(encoding="utf-8")
    return bool(people.write_text(content[: content.index("- id: watchman")], encoding="utf-8"))


def _forget_former_person(root: Path) -> bool:
    return change(root / "edition/people.yml", "  formerly: [helmsman]\n", "")


def _delete_event(root: Path) -> bool:
    return change(root / "edition/events.yml", "- id: feast\n", "- id: banquet\n")


def _rename_work_bare(root: Path) -> bool:
    path = root / "edition/works.json"
    done = change(path, '"id": "pilot1954"', '"id": "tides1955"')
    return done and change(note(root, "the-rest"), "pilot1954", "tides1955")


def _delete_series(root: Path) -> bool:
    (root / "edition/series.yml").unlink()
    return True


def _delete_text(root: Path) -> bool:
    shutil.rmtree(text_of(root))
    return True


def _delete_passage_line(root: Path) -> bool:
    path = text_of(root) / "passages.json"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return bool(path.write_text("".join(li for li in lines if '"id": "p3"' not in li), "utf-8"))


def _delete_noted_ruling(root: Path) -> bool:
    """Delete a ruling of which a note quotes the reading: only the ruling is to be restored."""
    path = text_of(root) / "emendations.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return bool(path.write_text("".join(li for li in lines if "id: the," not in li), "utf-8"))


def _delete_ruling_on_number(root: Path) -> bool:
    """Delete a ruling of which a note quotes the reading, and which a number must have."""
    path = text_of(root) / "emendations.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return bool(path.write_text("".join(li for li in lines if "id: salt," not in li), "utf-8"))


def _delete_cited_work(root: Path) -> bool:
    works = root / "edition/works.json"
    entries = json.loads(works.read_text(encoding="utf-8"))
    kept = [entry for entry in entries if entry["id"] != "log1953"]
    return kept != entries and bool(
        works.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
    )


BREAKING: Mapping[str, Callable[[Path], bool]] = {
    f.__name__.strip("_"): f
    for f in (
        _delete_note,
        _delete_retired_note,
        _rename_bare,
        _delete_ruling,
        _exchange_notes,
        _exchange_passages,
        _forget_passage,
        _delete_page,
        _forget_way,
        _forget_release,
        _forget_address,
        _delete_person,
        _forget_former_person,
        _delete_event,
        _rename_work_bare,
        _delete_series,
        _delete_text,
        rename_text,
        _delete_passage_line,
        _delete_noted_ruling,
        _delete_ruling_on_number,
        _delete_cited_work,
    )
}
"""Edits that each break a released address, or the register. Each says whether it could be made."""
