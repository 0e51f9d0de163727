"""Codes for what can be wrong with notes, and with people, events and works."""

from collections.abc import Mapping
from typing import Literal

from build_edition.model.problem_codes.explanation import Explanation

NoteCode = Literal[
    "dead-link",
    "invisible",
    "no-front-matter",
    "not-a-block",
    "not-prose",
    "note-empty",
    "note-too-long",
    "words-lost",
]

ReferenceCode = Literal["no-such-person", "no-such-work", "no-works", "shared-name", "work-uncited"]

NOTES: Mapping[NoteCode, Explanation] = {
    "no-front-matter": Explanation(
        "A note does not begin with front matter, or its front matter is never closed.",
        "Begin the file with a line `---`, then `at`, `on`, `kind`, `certainty`, `sources` and `by`,"
        " then another line `---`.",
    ),
    "not-a-block": Explanation(
        "The words that a note quotes are on the same line as `on:`.",
        "Write `on: |-` and put the words on the next line, indented by two spaces.",
        "On the same line, YAML can misread a colon, a # or a quotation mark among the words.",
    ),
    "words-lost": Explanation(
        "Part of a source is lost, because YAML reads everything after a # as a comment.",
        "Write `source: |-` and put the words on the next line, indented by two spaces.",
    ),
    "not-prose": Explanation(
        "A note contains something other than paragraphs, `*emphasis*`, `**strong**`, code and links.",
        "Write it as sentences; the hint says how for each kind of thing.",
        "A note is shown in the margin, in lists, in books and in data, and must read well in all of"
        " them.",
    ),
    "invisible": Explanation(
        "A note contains an invisible character, or one that changes the direction of the text.",
        "Remove it: delete the word and type it again.",
    ),
    "note-empty": Explanation(
        "A note has front matter, but no words below it.",
        "Write what is on record, and how the text departs from it.",
    ),
    "note-too-long": Explanation(
        "A note is longer than 120 words, or than 1,500 characters.",
        "Keep to what is on record and how the text departs from it, in about 80 words; leave the"
        " rest to the sources.",
    ),
    "dead-link": Explanation(
        "A note links to an address of the edition that leads nowhere.",
        "Copy the address from the page that you mean, such as `/texts/novel/#p25`.",
    ),
}
"""What can be wrong with a note."""

REFERENCE: Mapping[ReferenceCode, Explanation] = {
    "no-such-work": Explanation(
        "A note, ruling, person or event cites a work that `works.json` does not have.",
        "Correct the key, or add the work. In a note you can describe the work under `source:`"
        " instead, with `certainty: unchecked`.",
    ),
    "no-works": Explanation(
        "Works are cited, but `works.json` lists none.",
        "Add each cited work to `edition/works.json`.",
    ),
    "work-uncited": Explanation(
        "Nothing cites a work that `works.json` lists.",
        "Cite it where it supports a statement, or remove it.",
        severities=("warning",),
    ),
    "no-such-person": Explanation(
        "A person in `people.yml` stands for somebody who is not listed there.",
        "Give `stands-for` the id of an entry in `people.yml`.",
    ),
    "shared-name": Explanation(
        "Two people have the same name in the same text, so a mention could mean either.",
        "Limit each person to the `texts` where the name means them, or take the name out of"
        " `names` and list the places under `also`.",
    ),
}
"""What can be wrong with people, events and works."""
