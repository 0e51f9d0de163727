"""The licence of the editors' words as an address, for programs that read licences."""

import re

_CREATIVE_COMMONS = re.compile(r"CC (BY(?:-[A-Z]{2})*) (\d\.\d)")


def licence_address(licence: str) -> str:
    """Return the address of a Creative Commons licence, such as `CC BY 4.0`; "" for any other."""
    known = _CREATIVE_COMMONS.fullmatch(licence)
    return f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/" if known else ""
