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
    "note-unsourced",
    "search-unnamed",
    "sentence-twice",
    "two-notes",
    "words-lost",
    "workshop-talk",
]

ReferenceCode = Literal[
    "event-untold",
    "no-such-entry",
    "no-such-person",
    "no-such-work",
    "no-works",
    "place-missing",
    "shared-name",
    "work-uncited",
]

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
        "A note contains something other than paragraphs, `*emphasis*`, `**strong**`, code and links,"
        " or an e-mail address.",
        "Write it as sentences; the hint says how for each kind of thing.",
        "A note is shown in the margin, in lists, in books and in data, and must read well in all of"
        " them.",
    ),
    "invisible": Explanation(
        "A note contains an invisible character, one that changes the direction of the text, or one"
        " that only a certain font can show, such as the bullets of word processors.",
        "Remove it: delete the word and type it again.",
    ),
    "two-notes": Explanation(
        "A file holds more than one note.",
        "Put each note into a file of its own, in the same folder.",
        "The file’s name is the note’s permanent address.",
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
        "A note, or the story in `edition.yml`, links to an address that the edition does not have.",
        "Copy the address from the page that you mean, such as `/texts/letter/#p25`.",
    ),
    "note-unsourced": Explanation(
        "A note of a kind that needs a source has none, not even in the contributor’s own words.",
        "Add `sources`; or describe the source under `source:`, and an editor will look for the work.",
        severities=("warning",),
    ),
    "workshop-talk": Explanation(
        "A note speaks of its editors: “we”, or what was “not checked”.",
        "Say what is on record. What is open belongs in `edition/questions.yml`, from which the page of"
        " open questions is drawn.",
        "Readers want to know what happened; whether a source was seen is said beside the source.",
        severities=("warning",),
    ),
    "search-unnamed": Explanation(
        "A note says that something was not found, but not where it was looked for.",
        "Name the edition, and the chapter or volume, that was searched.",
        "Without this nobody can repeat the search, or knows what is left to search.",
        severities=("warning",),
    ),
    "sentence-twice": Explanation(
        "Two notes on the same text have a sentence in common.",
        "Say it in one of them, and link there from the other.",
        severities=("warning",),
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
    "place-missing": Explanation(
        "A work that has pages is cited without the place in it, and without saying how it was seen.",
        'Add the page, chapter or section: `"example1999, ch. 13 [read]"`. If you could not see it,'
        ' write `"example1999 [unseen]"`: the citation is then listed among the open questions.',
        severities=("warning",),
    ),
    "no-such-entry": Explanation(
        "An erratum names a note, emendation, person or event that the edition does not have.",
        "Write its id; for a note or an emendation, after the name of its text: `note: letter red-lamp`.",
    ),
    "event-untold": Explanation(
        "An event in `events.yml` is told in no passage.",
        "List under `told` each passage that tells of it or alludes to it. An event that was never released can be removed.",
        severities=("warning",),
    ),
    "no-such-person": Explanation(
        "A person in `people.yml` stands for, or is drawn from, somebody who is not listed there.",
        "Give `stands-for` and `drawn-from` ids of entries in `people.yml`.",
    ),
    "shared-name": Explanation(
        "Two people have the same name in the same text, so a mention could mean either.",
        "Limit each person to the `texts` where the name means them, or take the name out of"
        " `names` and list the places under `also`.",
    ),
}
"""What can be wrong with people, events and works."""
