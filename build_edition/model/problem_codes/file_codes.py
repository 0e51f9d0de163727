"""Codes for what can be wrong with any file, whatever it is for."""

from collections.abc import Mapping
from typing import Literal

from build_edition.model.problem_codes.explanation import Explanation

FileCode = Literal[
    "alias",
    "bad-name",
    "bad-value",
    "broken-json",
    "broken-yaml",
    "doubled-id",
    "doubled-key",
    "empty-file",
    "facts-differ",
    "file-missing",
    "file-too-large",
    "file-unreadable",
    "merge-conflict",
    "missing-key",
    "more-problems",
    "no-list",
    "no-plain-file",
    "not-decodable",
    "not-utf8",
    "owners-differ",
    "stray",
    "tag",
    "too-deep",
    "unknown-key",
]

SiteCode = Literal["blocked", "no-policy", "site-too-large", "stranger"]

FILES: Mapping[FileCode, Explanation] = {
    "facts-differ": Explanation(
        "`mkdocs.yml`, `CITATION.cff` or `.zenodo.json` says of the edition what `edition.yml` does"
        " not say: another title, or other editors.",
        "Write in that file what `edition.yml` says, or correct `edition.yml`.",
        "Other programs read these files: readers would cite the edition under two names.",
    ),
    "file-missing": Explanation(
        "A file that the edition needs is not there.",
        "Create it; `CONTRIBUTING.md` says what belongs in it.",
    ),
    "file-unreadable": Explanation(
        "The system refuses to read a file: usually its permissions forbid it.",
        "Make the file readable for the user who runs the build.",
    ),
    "no-plain-file": Explanation(
        "Something that should be a file or folder is a link or a pipe, or a folder in a file’s"
        " place.",
        "Put the file or folder itself there.",
        "What a link points at may be outside the edition, or missing on another computer.",
    ),
    "stray": Explanation(
        "A file or folder is under `edition/` where nothing reads it.",
        "Correct its name or move it; if it is not needed, remove it.",
        "Its content would appear nowhere, and nobody would notice.",
    ),
    "bad-name": Explanation(
        "A text’s folder or a note’s file has a name that cannot be part of an address.",
        "Rename it, using only a-z, 0-9 and single hyphens, at most 60 characters. Some names are"
        " reserved: those of the edition’s own pages, and those that Windows reserves for devices.",
    ),
    "file-too-large": Explanation(
        "A file is larger than a file of its kind may be.",
        "Shorten it, or split it. A note has about 80 words; longer material belongs in a work that"
        " it cites.",
    ),
    "not-utf8": Explanation(
        "A file contains a byte that is not UTF-8.",
        "Save the file as UTF-8. A raw text stays as it is: its `text.yml` names its `encoding`.",
    ),
    "not-decodable": Explanation(
        "A raw text has bytes that its `encoding` does not have.",
        "Correct `encoding` in its `text.yml`: the command `text` tells which it is.",
    ),
    "merge-conflict": Explanation(
        "Git left conflict markers in a file that two people changed in the same place.",
        "Keep what is right from both sides and delete the markers. In `addresses.json` keep one"
        " side unchanged, and release again what the other added.",
    ),
    "broken-yaml": Explanation(
        "A YAML file cannot be read: usually YAML takes a colon, a quotation mark or an indent in a"
        " way that was not intended.",
        "Put the text in quotation marks, or write `key: |-` and the text on the next line, indented"
        " by two more spaces.",
    ),
    "broken-json": Explanation(
        "A JSON file cannot be read, or holds something that is not accepted here: a key twice in"
        " one entry, or a number that is infinite or has too many digits.",
        "Compare the place with a valid entry. Only `release` writes `addresses.json`:"
        " restore it from the last release.",
    ),
    "empty-file": Explanation(
        "A file has no content, or nothing but comments.",
        "Fill it in; compare it with a valid file of the same kind.",
    ),
    "too-deep": Explanation(
        "A YAML file is nested more than a hundred levels deep.",
        "Look for a row of brackets; compare the file with a valid one of the same kind.",
    ),
    "alias": Explanation(
        "Text begins with `&` or `*`, which YAML reads as an anchor or an alias.",
        "Put the text in quotation marks.",
    ),
    "tag": Explanation(
        "Text begins with `!`, which YAML reads as a tag.",
        "Put the text in quotation marks, or remove the tag.",
    ),
    "doubled-key": Explanation(
        "A key appears twice in one entry.",
        "Keep one of the two.",
        "Most programs would keep the last one without saying so.",
    ),
    "unknown-key": Explanation(
        "A key is not one that this file may have; often it is misspelled.",
        "Correct it: the hint names the nearest known key, or all of them.",
    ),
    "missing-key": Explanation(
        "An entry lacks a key that it must have.",
        "Add the key; a valid entry of the same kind shows what belongs there.",
    ),
    "bad-value": Explanation(
        "The value of a key is not one that it can have.",
        "Write it as the hint says.",
    ),
    "more-problems": Explanation(
        "A file has more problems than are worth reading at once.",
        "Fix those that are named; the check then names the next.",
        severities=("error", "warning"),
    ),
    "no-list": Explanation(
        "A file that must be a list of entries is something else.",
        "In YAML begin each entry with `- id: …`; in JSON put all entries in square brackets.",
    ),
    "owners-differ": Explanation(
        "`.github/CODEOWNERS` does not name the reviewers that `edition.yml` names.",
        "Write it again with the command `owners`, and commit both files.",
        severities=("warning",),
    ),
    "doubled-id": Explanation(
        "Two entries of one file have the same id.",
        "Give the newer of the two another id.",
        "An id is part of an address, which can lead to only one of them.",
    ),
}
"""What can be wrong with a file."""

SITE: Mapping[SiteCode, Explanation] = {
    "blocked": Explanation(
        "A page or picture under `docs/` holds what the policy of the edition’s pages blocks: a"
        " script, a style, or something that is loaded from another host.",
        "Remove it. A page is words in Markdown, with links, and pictures of its own.",
        "In a page it does nothing; in a file that has no policy it would act on readers.",
    ),
    "no-policy": Explanation(
        "A file under `docs/` is published as it is, without the policy that every page has.",
        "Write it as a page, in Markdown, or remove it. What readers are to download may stay.",
        severities=("warning",),
    ),
    "site-too-large": Explanation(
        "The built site, or a file in it, is larger than GitHub publishes: 1 GB, or 100 MiB in one"
        " file.",
        "Leave a text out, or make an edition of its own of some texts. For a host that takes more,"
        " publish `site/` all the same: it is complete.",
        "The host would refuse it after the build, with a message that does not say why.",
    ),
    "stranger": Explanation(
        "A file that no build has written is in a folder of `docs/` that the build fills.",
        "Move it to another folder of `docs/`, or delete it.",
        "It would be published although no page leads to it.",
    ),
}
"""What can be wrong with the folder that the site is built from, and with the site."""
