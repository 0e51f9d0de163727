"""What a text, a note or a file may be called."""

import re

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Matches the name of a text or a note: lower-case letters and digits, joined by single hyphens."""

LONGEST_SLUG = 60
"""The most characters that the name of a text or a note may have."""

LONGEST_NAME = 255
"""The most bytes that systems allow the name of a file or folder."""

LONGEST_ADDRESS = 500
"""The most characters that an address of the edition may have."""

RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Matches names that a file cannot have on Windows, which some contributors use."""

TEXTS = "edition/texts"
"""The folder of all texts, from the project's root."""

IMPRINT = "edition/edition.yml"
"""The path of the file about the edition itself, from the project's root: each project has one."""
