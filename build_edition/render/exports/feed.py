"""A feed of the edition's releases in Atom: one entry for each, with what is new and what changed."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from build_edition.addresses import changed_in, new_in, releases_of
from build_edition.model import Release
from build_edition.render.citing.page_metadata import FEED
from build_edition.render.drawing import Whole
from build_edition.render.formats import Use, WholeFormat
from build_edition.render.markup.html import element, enumerated, joined
from build_edition.render.markup.xml import lines, tag
from build_edition.render.reading.earlier import kinds_counted, named_place


def feed(whole: Whole) -> dict[str, str]:
    """Return `/data/changes.atom`, the releases from the newest to the first."""
    imprint, releases = whole.imprint, releases_of(whole.edition.released)
    here = f"{imprint.address}{FEED}"
    dates = [release.date for release in releases] or [imprint.date]
    entries = (_entry(whole, releases, n) for n in reversed(range(len(releases))))
    drawn = tag(
        "feed",
        "\n",
        lines(
            tag("id", here),
            tag("title", f"{imprint.title}: releases"),
            tag("updated", _moment(dates[-1])),
            tag("link", rel="self", type="application/atom+xml", href=here),
            tag("link", rel="alternate", type="text/html", href=_changes(whole)),
            *(tag("author", tag("name", name)) for name in imprint.editors),
            *entries,
        ),
        "\n",
        xmlns="http://www.w3.org/2005/Atom",
        xml_lang="en",
    )
    return {FEED: f'<?xml version="1.0" encoding="utf-8"?>\n{drawn}\n'}


def _entry(whole: Whole, releases: Sequence[Release], n: int) -> Markup:
    release = releases[n]
    before = releases[n - 1].version if n else ""
    changed = changed_in(whole.addresses, release)
    said = f"New: {enumerated(kinds_counted(new_in(whole.addresses, release)))}."
    content = joined("", (element("p", said), *_changed(whole, changed, before)))
    # What has changed in a release stands on the page of changes under the release before it.
    where = f"{_changes(whole)}#since-{before or release.version}"
    return tag(
        "entry",
        lines(
            tag("id", f"{_changes(whole)}#since-{release.version}"),
            tag("title", f"Version {release.version}"),
            tag("updated", _moment(release.date)),
            tag("link", rel="alternate", type="text/html", href=where),
            tag("content", str(content), type="html"),
        ),
    )


def _changed(whole: Whole, paths: Sequence[str], before: str) -> Iterator[Markup]:
    """Yield what a release has changed, text by text; each link says what it read before."""
    by_page: dict[str, list[str]] = {}
    for path in paths:
        page, _, name = path.partition("#")
        by_page.setdefault(whole.addresses.destination(page), []).append(name)
    for info in whole.texts:
        places = [
            element("a", named_place(name), href=f"{whole.imprint.address}{page}?v={before}#{name}")
            for page in info.pages
            for name in by_page.get(page, ())
        ]
        if places:
            yield element("p", f"Changed in “{info.title}”: ", joined(", ", places), ".")


def _changes(whole: Whole) -> str:
    return f"{whole.imprint.address}apparatus/changes/"


def _moment(date: str) -> str:
    return f"{date}T00:00:00Z"


FORMATS = (
    WholeFormat(
        "feed",
        feed,
        downloads={FEED: Use("Atom", "a feed of the releases, with what each has changed", 3)},
    ),
)
