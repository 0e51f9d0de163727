"""What the edition says of itself, for hand-written pages: abstract, editors, rights, licences."""

from markupsafe import Markup

from build_edition.render.citing.licences import licence_address
from build_edition.render.drawing import Whole
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import element, joined

_PATHS = tuple(f"apparatus/{name}.html" for name in ("abstract", "editors", "rights", "claims"))


def own_facts(whole: Whole) -> dict[str, str]:
    """Return `apparatus/abstract.html`, `editors.html`, `rights.html` and `claims.html`."""
    imprint = whole.imprint
    editors = f"Editors: {', '.join(imprint.editors)}."
    drawn = (element("p", imprint.abstract), element("p", editors), _rights(whole), _claims(whole))
    return {path: f"{found}\n" for path, found in zip(_PATHS, drawn, strict=True)}


def _rights(whole: Whole) -> Markup:
    """Return a list of the texts, each with whose it is."""
    items = (
        element(
            "li",
            element("a", info.title, href=f"../../{info.page}"),
            f": {info.kind}. {info.rights}",
        )
        for info in whole.texts
    )
    return element("ul", "\n", joined("\n", items), "\n")


def _claims(whole: Whole) -> Markup:
    """Return what the editors claim and under which licences they give it: a paragraph of Markdown."""
    notes, code = whole.imprint.licence_notes, whole.imprint.licence_code
    address = licence_address(notes)
    said = (
        "The editors claim only their own work: the emendations, the notes and pages such as this one\n(",
        element("a", notes, href=address) if address else notes,
        f"), and the program ({code} licence).\n",
        "Cleaning and numbering a text gives no rights in it.",
    )
    return joined("", said)


FORMATS = (WholeFormat("own facts", own_facts, pages=_PATHS),)
