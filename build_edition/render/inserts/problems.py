"""Every Problem code and what to do about it, for the hand-written page `/about/problems/`."""

from markupsafe import Markup

from build_edition.model.problem_codes import GROUPS, Explanation, Group
from build_edition.render.drawing import Whole
from build_edition.render.formats import WholeFormat
from build_edition.render.markup.html import element, joined, with_code


def problem_codes(_: Whole) -> dict[str, str]:
    """Return `apparatus/problems.html`: all codes, each an anchor, under their groups' headings.

    The headings are Markdown, so that the page's table of contents lists them.
    """
    return {"apparatus/problems.html": "\n".join(map(_group, GROUPS))}


def _group(group: Group) -> str:
    entries = joined("\n", (_entry(code, said) for code, said in group.codes))
    listed = element("dl", "\n", entries, "\n", class_="problems")
    return f"## {group.title} {{#{group.name}}}\n\n{listed}\n"


def _entry(code: str, said: Explanation) -> Markup:
    link = element("a", element("code", code), href=f"#{code}")
    severity = "" if said.severities == ("error",) else _severity(said)
    wrong = " ".join(filter(None, (said.wrong, said.why)))
    told = (
        element("p", with_code(wrong)),
        element("p", element("strong", "What to do:"), " ", with_code(said.cure)),
    )
    return element("dt", joined(" ", (link, severity)), id=code) + element("dd", *told)


def _severity(said: Explanation) -> Markup:
    return element("small", f"({' or '.join(said.severities)})")


FORMATS = (WholeFormat("problems", problem_codes, pages=("apparatus/problems.html",)),)
