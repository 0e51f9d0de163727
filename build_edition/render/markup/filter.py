"""The filter of a list: words, and choices of what its entries are. `filter.js` acts on it.

What the script shows and hides has the class `entry` and an id; an element that only leads to an
entry names it in `data-of`; a `group`, such as a section, goes with the last entry in it.
"""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from build_edition.render.markup.html import counted, element, void


def filter_form(count: int, noun: tuple[str, str], *choices: Markup) -> Markup:
    """Return the filter of a list of so many entries; without JavaScript the style sheet hides it.

    It is in the page, and filled in, so that nothing moves when the script runs.
    """
    listed = counted(count, *noun)
    words = void("input", type="search", name="words", autocomplete="off")
    return element(
        "form",
        element("label", "Words ", words),
        *choices,
        element("output", f"{count:,} of {listed}", class_="found", data_listed=listed),
        element("button", "Clear", type="button", hidden=""),
        class_="filter",
        role="search",
    )


def choice(name: str, label: str, words: Mapping[str, str], found: Iterable[str]) -> Markup:
    """Return a choice among the values found in a list; nothing if all its entries have the same.

    `words` are what readers see of each value, in the order in which they are offered.
    """
    present = {*found}
    offered = {value: said for value, said in words.items() if value in present}
    if len(offered) < 2:
        return Markup()
    options = (element("option", w, value=v) for v, w in ({"": "all"} | offered).items())
    select = element("select", *options, name=name, autocomplete="off")
    return element("label", f"{label} ", select)
