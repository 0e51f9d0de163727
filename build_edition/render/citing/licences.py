"""The licence of the editors' words as an address, for programs that read licences."""

import re

_CREATIVE_COMMONS = re.compile(r"CC (BY(?:-[A-Z]{2})*) (\d\.\d)")


def licence_address(licence: str) -> str:
    """Where a licence is to be read, if it is one of Creative Commons; otherwise nothing."""
    known = _CREATIVE_COMMONS.fullmatch(licence)
    return f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/" if known else ""
