"""What a text, a note or a file may be called."""

import re

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""A text's name: lower-case letters and digits, joined by hyphens; it is part of addresses."""

LONGEST_SLUG = 60
"""The most characters that the name of a text or a note may have."""

RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""Names that a file cannot have on Windows, which some contributors use."""

TEXTS = "edition/texts"
"""The folder of all texts, from the project's root."""

IMPRINT = "edition/edition.yml"
"""What the edition says of itself, from the project's root; a folder with it is a project."""
