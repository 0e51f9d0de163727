"""A note's Markdown is prose and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.model import Words
from build_edition.notes.markdown import is_address, plain, read_prose

PROSE = [
    ("One line.", "One line."),
    ("One line\nand on.", "One line and on."),
    ("One.\n\nTwo.", "One.\nTwo."),
    ("*It* was **so** `x<y`.", "It was so x<y."),
    ("See [him](https://example.org/a?b=c#d).", "See him."),
    ("See [here](/texts/letter/#p25).", "See here."),
    ("a < b, R & D, 5 * 3, x_y_z", "a < b, R & D, 5 * 3, x_y_z"),
    ("“Quoted”, 1956–57, 毛泽东, Хрущёв", "“Quoted”, 1956–57, 毛泽东, Хрущёв"),
    ("a \\*star\\*", "a *star*"),
    ("In 1703. The year", "In 1703. The year"),
    ("note: this [sic] stays", "note: this [sic] stays"),
    ("3 > 2 and 100%", "3 > 2 and 100%"),
]
REFUSED = [
    "<b>x</b>",
    "x <br> y",
    "<!-- x -->",
    "<script>x</script>",
    "<img src=x onerror=alert(1)",
    "# x",
    "x\n===",
    "- x",
    "1. x",
    "> x",
    "    x",
    "```\nx\n```",
    "~~~\nx\n~~~",
    "***",
    "![x](https://example.org/x.png)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,x)",
    "[x](vbscript:x)",
    "[x](mailto:x@example.org)",
    "[x](../../secret)",
    "[x](//example.org)",
    "[x](https://example.org@evil.example)",
    "[x](/texts/../../x)",
    '[x](https://example.org "title")',
    "<https://example.org>",
    "[x][y]\n\n[y]: https://example.org",
    "[y]: https://example.org",
    "x[^1]",
    "[^1]: x",
    "x {: .y }",
    "x {#y}",
    "!!! note\n    x",
    "| a |\n|---|\n| b |",
    "~~x~~",
    "x  \ny",
    "x\\\ny",
    "&#8203;",
    "&lt;",
    "{{ x }}",
    "{% x %}",
]


@pytest.mark.parametrize(("markdown", "words"), PROSE)
def test_prose_is_read(markdown: str, words: str) -> None:
    prose, refusals = read_prose(markdown)
    assert not refusals
    assert plain(prose) == words


@pytest.mark.parametrize("markdown", REFUSED)
def test_what_is_more_than_prose_is_refused(markdown: str) -> None:
    for around in (markdown, f"Words.\n\n{markdown}"):
        prose, refusals = read_prose(around)
        assert refusals
        assert not prose
        assert all(refusal.message and refusal.hint for refusal in refusals)


def test_styles_and_aims_are_kept() -> None:
    prose, _ = read_prose("a *b **c*** [*d*](https://example.org)")
    assert prose == (
        (
            Words("a "),
            Words("b ", ("emphasis",)),
            Words("c", ("emphasis", "strong")),
            Words(" "),
            Words("d", ("emphasis",), "https://example.org"),
        ),
    )


def test_a_refusal_knows_its_line() -> None:
    _, refusals = read_prose("one\ntwo <b>\n\nthree")
    assert [refusal.line for refusal in refusals] == [1]


LINES = st.lists(
    st.sampled_from(
        ["Mao", "“", "1.", " ", "  ", "\n", "\n\n", "\n \n", ":", "data:x", "-", "=", "é", "\u00a0"]
    )
).map("".join)


@given(LINES)
def test_plain_words_are_read_as_they_are_beside_styled_ones(markdown: str) -> None:
    prose, refusals = read_prose(markdown)
    beside, also = read_prose(f"{markdown}\n\n*so*")
    assert (*prose, *(() if also else beside[-1:])) == beside
    assert refusals == also


@given(st.text(max_size=200))
def test_any_words_are_read_or_refused_and_links_are_safe(markdown: str) -> None:
    prose, refusals = read_prose(markdown)
    assert not (prose and refusals)
    for paragraph in prose:
        for words in paragraph:
            assert not words.href or is_address(words.href)
