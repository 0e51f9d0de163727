"""Drop from the theme's style sheets what has no effect on any page of the site.

Whatever is not understood is kept: ids, most attributes, the arguments of `:not()` and the like.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tinycss2 import parse_rule_list, parse_stylesheet, serialize

Tokens = Sequence[Any]
"""A part of a style sheet as tinycss2 reads it."""


class Names(NamedTuple):
    """What a selector can match: elements, classes, and values of the theme's attributes."""

    elements: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()


def united(many: Sequence[Names]) -> Names:
    """Return all names of several pages and scripts."""
    return Names(*(frozenset().union(*kind) for kind in zip(Names(), *many, strict=True)))


_IMPLIED = {"html", "head", "body", "tbody", "colgroup"}
"""Elements that a browser adds to a page that leaves them out."""

_VALUE = r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_ELEMENT = re.compile(r"<([a-zA-Z][\w-]*)")
_CLASS = re.compile("class" + _VALUE)
_ATTRIBUTES = [re.compile("data-md-[a-z-]+" + _VALUE), re.compile("dir" + _VALUE)]
_ASKED = re.compile(r"""(?:data-md-[a-z-]+|dir)=(["']?)([\w-]+)\1""")
"""A test of an attribute that only the theme's templates set."""

_WORD = re.compile(r"[\w-]+")
_REFERENCE = re.compile(r"var\(\s*(--[\w-]+)")
_KEYFRAMES = re.compile(r"@[a-z-]*keyframes [\w-]+")
_GROUPS = {"media", "supports", "layer", "container"}
_SIGNS = set(".:>+~*")


def names_in_page(page: str) -> Names:
    """Return the names in a page's HTML."""
    elements = {name.lower() for name in set(_ELEMENT.findall(page))} | _IMPLIED
    values = (value for attribute in _ATTRIBUTES for value in _values(attribute, page))
    return Names(frozenset(elements), frozenset(_values(_CLASS, page)), frozenset(values))


def names_in_script(script: str) -> Names:
    """Return the words of a script, each of which it may give to something."""
    words = frozenset(_WORD.findall(script))
    return Names(words, words, words)


def pruned(sheets: Sequence[str], names: Names, others: str = "") -> list[str]:
    """Return style sheets without the rules that match no name, and without what only these need.

    That is custom properties and animations; `others` is all other text that may refer to some.
    """
    parsed = [parse_stylesheet(css, skip_comments=True, skip_whitespace=True) for css in sheets]
    mentioned = frozenset(_WORD.findall(others))
    left, before = list(sheets), [""]
    while left != before:
        before = left
        needed = mentioned.union(*map(_needed, left))
        left = ["".join(_kept(rules, names, needed)) for rules in parsed]
    return left


def _values(attribute: re.Pattern[str], page: str) -> set[str]:
    return {word for found in set(attribute.findall(page)) for word in "".join(found).split()}


def _needed(css: str) -> set[str]:
    """Return the custom properties that a sheet refers to, and whatever may name an animation."""
    words = _WORD.findall(_KEYFRAMES.sub("", css))
    return {*_REFERENCE.findall(css), *(word for word in words if not word.startswith("--"))}


def _kept(rules: Tokens, names: Names, needed: frozenset[str]) -> Iterator[str]:
    """Yield the text of the rules that have an effect; what a browser cannot read has none."""
    for rule in rules:
        if rule.type == "qualified-rule":
            body = _declarations(rule.content, needed)
            if body and any(_can_match(one, names) for one in _split(rule.prelude, ",")):
                yield f"{serialize(rule.prelude)}{{{body}}}"
        elif rule.type == "at-rule":
            yield _kept_at_rule(rule, names, needed)


def _kept_at_rule(rule: Any, names: Names, needed: frozenset[str]) -> str:
    keyword, prelude = rule.lower_at_keyword, serialize(rule.prelude)
    if rule.content is not None and keyword in _GROUPS:
        inner = parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        body = "".join(_kept(inner, names, needed))
        return f"@{keyword}{prelude}{{{body}}}" if body else ""
    is_needed = not keyword.endswith("keyframes") or prelude.strip(" \"'") in needed
    return str(rule.serialize()) if is_needed else ""


def _declarations(content: Tokens, needed: frozenset[str]) -> str:
    """Return a rule's declarations without custom properties that nothing refers to."""
    if any(token.type == "{} block" for token in content):
        return str(serialize(content))
    texts = (serialize(tokens).strip() for tokens in _split(content, ";"))
    return ";".join(
        text
        for text in texts
        if text and (not text.startswith("--") or text.partition(":")[0].strip() in needed)
    )


def _split(tokens: Tokens, sign: str) -> Iterator[Tokens]:
    """Yield the tokens between the signs."""
    start = 0
    for at, token in enumerate(tokens):
        if token == sign:
            yield tokens[start:at]
            start = at + 1
    yield tokens[start:]


def _can_match(selector: Tokens, names: Names) -> bool:
    """Return whether all that a selector asks for is among the names, as far as it is understood."""
    if any(token.type == "literal" and token.value not in _SIGNS for token in selector):
        return True
    return all(_is_among(names, *pair) for pair in zip([None, *selector], selector, strict=False))


def _is_among(names: Names, before: Any, token: Any) -> bool:
    if token.type == "[] block":
        asked = _ASKED.fullmatch(serialize(token.content).strip())
        return asked is None or asked[2] in names.values
    if token.type != "ident" or before == ":":
        return True
    return token.value in names.classes if before == "." else token.lower_value in names.elements
