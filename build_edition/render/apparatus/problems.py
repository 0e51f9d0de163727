"""Every Problem code with its cure, for the hand-written page `/about/problems/` to take in."""

import re

from build_edition.model.problem_codes import GROUPS, Explanation, Group
from build_edition.render.drawing import Whole
from build_edition.render.markup.html import element, escape

_CODE = re.compile(r"`([^`]+)`")


def problem_codes(_: Whole) -> dict[str, str]:
    """`apparatus/problems.html`: all groups of codes, each with its heading and each code an anchor.

    The headings are Markdown, so that the page's table of contents has them.
    """
    return {"apparatus/problems.html": "\n".join(map(_group, GROUPS))}


def _group(group: Group) -> str:
    entries = "\n".join(_entry(code, said) for code, said in group.codes)
    listed = element("dl", f"\n{entries}\n", class_="problems")
    return f"## {group.title} {{#{group.name}}}\n\n{listed}\n"


def _entry(code: str, said: Explanation) -> str:
    link = element("a", element("code", code), href=f"#{code}")
    severity = "" if said.severities == ("error",) else " " + _severity(said)
    wrong = " ".join(filter(None, (said.wrong, said.why)))
    cure = f"{element('strong', 'What to do:')} {_inline(said.cure)}"
    told = element("p", _inline(wrong)) + element("p", cure)
    return element("dt", link + severity, id=code) + element("dd", told)


def _severity(said: Explanation) -> str:
    return element("small", f"({' or '.join(said.severities)})")


def _inline(words: str) -> str:
    """Words as HTML, with what stands between backticks as code."""
    return _CODE.sub(r"<code>\1</code>", escape(words))
