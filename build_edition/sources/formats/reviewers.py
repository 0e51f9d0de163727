"""Format of the part of `edition.yml` that says whom the host asks to review a change."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _account(value: str) -> str:
    if not re.fullmatch(r"@[\w-]{1,40}(?:/[\w.-]{1,100})?", value, re.ASCII):
        raise ValueError("write an account, such as @example, or a team, such as @owner/editors")
    return value


Account = Annotated[str, AfterValidator(_account)]


class ReviewersFormat(BaseModel):
    """Who is asked to review a change: accounts or teams at the host where the files are kept."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    edition: tuple[Account, ...] = Field((), description="For a change of the edition’s files.")
    program: tuple[Account, ...] = Field((), description="For any other change.")


NOBODY = ReviewersFormat.model_validate({})
"""What is read where nobody is named: the host asks nobody by name."""
