"""Formats of the rulings of `text.yml` on lines of the raw text."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from build_edition.model import LineKind
from build_edition.sources.formats.messages import at_key
from build_edition.sources.formats.plain_words import NUMBER_TOO, Prose, Quotation
from build_edition.sources.formats.taken import Format


def _lines(value: str) -> str:
    match = re.fullmatch(r"([0-9]{1,7})(?:-([0-9]{1,7}))?", value)
    if not match or not 0 < int(match[1]) <= int(match[2] or match[1]):
        raise ValueError("write one line, `7`, or a range, `7-9`, counted from 1")
    return value


def _between(value: str) -> str:
    if value == " " or any(sign.isalnum() or sign in "\r\n" for sign in value):
        raise ValueError('write a sign, such as "|" or "\\t" for a tab, or two or more blanks')
    return value


class LineRulingFormat(Format):
    """One ruling of `text.yml`: what one or more whole lines of the raw text are.

    They are `lines` that begin with certain words, or all that are `like` a given one.
    """

    lines: Annotated[str, AfterValidator(_lines), NUMBER_TOO] | None = None
    begins: Quotation | Literal[""] = ""
    like: Quotation | Literal[""] = Field(
        "", description="What each line is like; # stands for any number, … for any words."
    )
    times: Annotated[int, Field(ge=1)] | None = Field(
        None, description="How many lines are like that."
    )
    as_: Annotated[LineKind, Field(alias="as")]
    level: Annotated[int, Field(ge=1, le=5)] = 1
    why: Prose | Literal[""] = ""

    @model_validator(mode="after")
    def _says_which_lines(self) -> Self:
        if self.like:
            if self.lines or self.begins:
                raise at_key("like", "a ruling has either `lines` or `like`", "remove one of them")
            if not self.times:
                message = "the ruling does not say how many lines are like this"
                raise at_key("like", message, "add `times: …`; a wrong number is corrected")
        elif not self.lines:
            raise at_key("as", "no lines are named", "add `lines: …` and `begins: …`, or `like: …`")
        elif not self.begins:
            message = "the first words of the first line are missing"
            raise at_key("lines", message, "add `begins: …`, so that the ruling cannot slip")
        return self

    @model_validator(mode="after")
    def _furniture_has_a_reason(self) -> Self:
        if self.as_ == "furniture" and not self.why:
            message = "these lines are removed from the text as furniture, but no reason is given"
            raise at_key("as", message, "add `why: …`; readers see the reason")
        return self


class ColumnsFormat(Format):
    """One ruling of `text.yml` on lines that are two columns side by side.

    They are read first, the left column before the right one; `rulings` count the lines as read.
    """

    lines: Annotated[str, AfterValidator(_lines), NUMBER_TOO]
    begins: Quotation
    at: Annotated[int, Field(ge=2)] | None = Field(
        None, description="The character of each line, from 1, with which the right column begins."
    )
    between: Annotated[str, Field(max_length=40), AfterValidator(_between)] = Field(
        "", description="What is between the columns: a sign, or so many blanks or more."
    )

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        if self.at and self.between:
            message = "columns are divided by either `at` or `between`"
            raise at_key("at", message, "remove one of them")
        if not (self.at or self.between):
            message = "the ruling does not say where the columns are divided"
            hint = "add `at: …`, the character with which the right one begins, or `between: …`"
            raise at_key("lines", message, hint)
        return self
