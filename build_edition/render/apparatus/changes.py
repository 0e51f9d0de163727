"""`/apparatus/changes/`: what has changed since each release; the edition's version in words."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup

from build_edition.addresses import (
    Change,
    changes_since,
    is_changed,
    new_in,
    page_of,
    releases_of,
)
from build_edition.model import Release, Text
from build_edition.model.dates import in_words
from build_edition.render.citing.page_metadata import FEED
from build_edition.render.drawing import Whole
from build_edition.render.formats import Gathered
from build_edition.render.markup.html import as_markup, counted, element, enumerated, joined, page
from build_edition.render.reading.at_a_glance import (
    emendations_counted,
    left_counted,
    notes_counted,
)
from build_edition.render.reading.earlier import earlier_words, kinds_counted, named_place
from build_edition.render.reading.emendations import LEFT

UP = "../../"
Words = Mapping[str, Mapping[str, Mapping[str, str | None]]]
"""What has changed, then and now, by text, place and the version from which on it was so."""


def changes_pages(whole: Whole, shares: Iterable[str]) -> dict[str, str]:
    """Return `/apparatus/changes/`: what has changed since each release, then and now.

    `shares` are what each text showed in earlier versions, as `earlier.json` has it. Beside the page,
    `versions.json` lists the versions for scripts.
    """
    shown = [json.loads(share)["shown"] for share in shares]
    words = dict(zip((text.info.slug for text in whole.edition.texts), shown, strict=True))
    releases = releases_of(whole.edition.released)[::-1]
    parts = (
        element("h1", "Versions and changes"),
        element("p", f"{edition_version(whole)}. It now has {_today(whole.edition.texts)}."),
        _introduction(whole),
        *(_release(whole, release, words) for release in releases),
    )
    body = element("div", "\n", joined("\n", parts), "\n", class_="tt-apparatus tt-changes")
    summary = "Which passages, notes and emendations have changed since each release, then and now."
    contents: list[dict[str, object]] = [
        {"at": _id(r), "label": f"Since {r.version}", "level": 1} for r in releases
    ]
    dated = {version: in_words(date) for version, date in whole.versions.items()}
    return {
        "apparatus/changes/index.md": page("Changes", summary, body, contents=contents),
        "apparatus/changes/versions.json": json.dumps(dated) + "\n",
    }


def edition_version(whole: Whole) -> str:
    """Return the edition's version and date in words, and whether anything has changed since."""
    imprint = whole.imprint
    said = f"Version {imprint.version}, {in_words(imprint.date)}"
    released = any(release.version == imprint.version for release in whole.edition.released)
    return f"{said}, with later changes" if released and is_changed(whole.addresses) else said


def _introduction(whole: Whole) -> Markup:
    if not whole.edition.released:
        said = "Nothing has been released yet, so there are no promised addresses and no changes."
        return element("p", said)
    slug, passage = whole.imprint.showcase
    return element(
        "p",
        "Every address of a release still answers. For each release this page lists what has changed "
        "since, as it was then and as it is now: passages whose reading is different; notes with other "
        "words, kind, certainty or sources; emendations with other forms or reasons. What is new is "
        "not listed. An address with a version, such as ",
        element(
            "code",
            f"texts/{slug or '…'}/?v={whole.edition.released[-1].version}#{passage or 'p25'}",
        ),
        ", leads to the place as it is and says what has changed there. See also ",
        element("a", "what a version promises", href=f"{UP}about/citing/#what-a-version-promises"),
        " and ",
        element("a", "the errata", href=f"{UP}apparatus/errata/"),
        ", for what was wrong. The releases are announced in ",
        element("a", "a feed", href=f"{UP}{FEED}", type="application/atom+xml"),
        ".",
    )


def _release(whole: Whole, release: Release, words: Words) -> Markup:
    changes = changes_since(whole.addresses, release)
    name = _id(release)
    parts = [element("h2", f"Since {release.version}", id=f"{name}-h"), _about(whole, release)]
    if not changes:
        parts.append(element("p", "Nothing has changed."))
    for text, found in _by_text(whole, changes):
        items = (_item(whole, release, change, where, words) for change, where in found)
        parts += [element("h3", text), element("ul", joined("\n", items))]
    return element("section", joined("\n", parts), id=name, aria_labelledby=f"{name}-h")


def _about(whole: Whole, release: Release) -> Markup:
    """Return a paragraph on a release: its date, how much it added, and where its data is kept."""
    said = f"Released on {in_words(release.date)} with {_counts(whole, release)}."
    if not whole.imprint.repository:
        where = f"under the tag v{release.version}"
        return element("p", f"{said} Its data is kept with the release, {where}.")
    base = f"{whole.imprint.repository}/releases"
    data = element("a", "data", href=f"{base}/download/v{release.version}/edition.json")
    release_page = element("a", "whole project", href=f"{base}/tag/v{release.version}")
    return element("p", f"{said} Its ", data, " and the ", release_page, " are kept as they were.")


def _counts(whole: Whole, release: Release) -> str:
    new = kinds_counted(new_in(whole.addresses, release))
    return f"{enumerated(new)} (counting places {LEFT})"


def _today(texts: Sequence[Text]) -> str:
    passages = counted(sum(len(text.readings) for text in texts), "passage")
    parts = (passages, notes_counted(texts), emendations_counted(texts), left_counted(texts))
    return enumerated(parts)


def _by_text(
    whole: Whole, changes: Sequence[Change]
) -> Iterator[tuple[str, list[tuple[Change, str]]]]:
    """Yield each text's title, its changes, and their pages today; last, withdrawn texts."""
    places = [(change, whole.addresses.destination(page_of(change.path))) for change in changes]
    for text in whole.edition.texts:
        here = text.info.pages
        if found := [(change, where) for change, where in places if where in here]:
            yield text.info.title, found
    known = {page for text in whole.edition.texts for page in text.info.pages}
    if gone := [(change, where) for change, where in places if where not in known]:
        yield "Withdrawn", gone


def _item(whole: Whole, release: Release, change: Change, page: str, words: Words) -> Markup:
    name = change.path.partition("#")[2]
    link = element("a", named_place(name), href=f"{UP}{page}#{name}")
    versions = [f"in {version}" for version in change.versions]
    versions += ["since the last release"] if change.unreleased else []
    retired = " (retired)" if (page, name) in _retired(whole) else ""
    slug = page.removeprefix("texts/").partition("/")[0]
    told = _told(whole, release, slug, name, words.get(slug, {}).get(name, {}))
    said = f"{retired}: changed {enumerated(versions)}"
    return element("li", link, said, told, id=f"{_id(release)}-{slug}-{name}")


def _told(
    whole: Whole, release: Release, slug: str, name: str, stages: Mapping[str, str | None]
) -> Markup:
    """Return what a place showed in a release, and shows now.

    It is told once: in the section of the last release that showed it, to which the others lead.
    """
    order = [*whole.versions]
    here = order.index(release.version)
    known = [version for version in stages if order.index(version) <= here]
    drawn = stages[known[-1]] if known else None
    if not drawn:
        return Markup()
    later = [order.index(version) for version in stages if order.index(version) > here]
    last = order[min(later, default=len(order)) - 1]
    if last == release.version:
        return as_markup(drawn)
    return element("span", "; ", element("a", f"as in {last}", href=f"#since-{last}-{slug}-{name}"))


def _retired(whole: Whole) -> set[tuple[str, str]]:
    found = set()
    for text in whole.edition.texts:
        at = text.info.page_with
        found |= {(at(note.lemma.at), f"note-{note.id}") for note in text.retired_notes}
        found |= {(at(ruling.at), f"em-{ruling.id}") for ruling in text.retired_rulings}
        found |= {(at(record.id), record.id) for record in text.gone}
    return found


def _id(release: Release) -> str:
    return f"since-{release.version}"


FORMATS = (
    Gathered(
        "changes",
        earlier_words,
        changes_pages,
        pages=("apparatus/changes/index.md", "apparatus/changes/versions.json"),
    ),
)
