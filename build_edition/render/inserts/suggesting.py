"""The way to suggest a note without a file, for the page on contributing."""

from markupsafe import Markup

from build_edition.render.drawing import Whole
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import element, joined


def suggesting(whole: Whole) -> dict[str, str]:
    """Return `apparatus/suggesting.html`: a link to the form, or a line that there is none."""
    repository = whole.imprint.repository
    said = element("p", "This copy of the site was built without the address of its files.")
    if repository:
        form = element("a", "the form", href=f"{repository}/issues/new?template=suggest.yml")
        parts: tuple[Markup | str, ...] = (
            "If you want to write no file, fill in ",
            form,
            ": the address of the passage, the words, what you have to say about them, and your"
            " source. An editor makes a file of it, with you as its author.",
        )
        said = element("p", joined("", parts))
    return {"apparatus/suggesting.html": f"{said}\n"}


FORMATS = (WholeFormat("suggesting", suggesting, pages=("apparatus/suggesting.html",)),)
