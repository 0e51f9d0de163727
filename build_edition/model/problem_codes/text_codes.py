"""Codes for what can be wrong with a text: its raw file, rulings, passages, quoted words."""

from collections.abc import Mapping
from typing import Literal

from build_edition.model.problem_codes.explanation import Explanation

TextCode = Literal[
    "call-ambiguous",
    "call-missing",
    "checksum-differs",
    "doubled-text",
    "empty-passage",
    "invisible-character",
    "lines-miscounted",
    "no-checksum",
    "no-columns",
    "no-number",
    "no-speaker",
    "no-such-text",
    "not-recovered",
    "nothing-left",
    "raw-empty",
    "raw-missing",
    "ruling-off-page",
    "ruling-shifted",
    "slug-differs",
    "text-undivided",
    "text-unsettled",
]

PassageCode = Literal[
    "broken-word",
    "no-such-passage",
    "not-numbered",
    "part-misplaced",
    "passage-gone",
    "register-differs",
    "words-folded",
    "words-not-found",
    "words-recounted",
    "words-repeated",
]

EmendationCode = Literal[
    "date-impossible",
    "number-misread",
    "number-unruled",
    "numbers-undeclared",
    "rulings-overlap",
    "rulings-unsorted",
    "wrong-encoding",
]

TEXTS: Mapping[TextCode, Explanation] = {
    "raw-missing": Explanation(
        "A text’s folder has no `raw.txt`.",
        "Put the text there as it was received, byte for byte; for a new text, the command `text`"
        " does this.",
    ),
    "raw-empty": Explanation(
        "A text’s `raw.txt` is empty.",
        "Put the text there as it was received, byte for byte.",
    ),
    "no-checksum": Explanation(
        "A text’s `text.yml` records no checksum of the raw text.",
        "Add the line that the hint gives.",
        "Without it, a change to the raw text would go unnoticed.",
        severities=("warning",),
    ),
    "checksum-differs": Explanation(
        "A raw text is no longer the one whose checksum was recorded.",
        "Restore `raw.txt`. A raw text is never edited: add a new version of it as another text.",
    ),
    "slug-differs": Explanation(
        "A text’s folder has one name, and `slug` in its `text.yml` gives another.",
        "Correct `slug`, or rename the folder.",
    ),
    "text-undivided": Explanation(
        "A text that was not released yet is too large for one page: more than 2,000 passages or"
        " 600,000 characters.",
        "Divide it into parts: `propose` with `--parts` prints them, for its `text.yml`.",
        "A phone would take seconds to show the page. Parts have addresses of their own, so a text"
        " cannot be divided once it is released. `release` refuses it.",
        severities=("warning",),
    ),
    "text-unsettled": Explanation(
        "A text’s `kind` or `rights` is still what `text` wrote when it was added.",
        "Say in its `text.yml` what kind of text it is, whose it is, and on what grounds it is"
        " reproduced.",
        "Readers would be shown the placeholder. `release` refuses it.",
        severities=("warning",),
    ),
    "doubled-text": Explanation(
        "`edition.yml` lists a text twice.",
        "List it once.",
    ),
    "no-such-text": Explanation(
        "`edition.yml` lists or shows a text that has no folder.",
        "Create the folder under `edition/texts/`, or name another text.",
    ),
    "ruling-off-page": Explanation(
        "A ruling in `text.yml` is on lines beyond the end of the raw text.",
        "Correct its `lines`.",
    ),
    "ruling-shifted": Explanation(
        "The line that a ruling begins on does not begin with the words that the ruling repeats.",
        "Correct `lines`, or `begins` if the ruling is on the right line after all.",
        "The repeated words are there so that no ruling slips to another line unnoticed.",
    ),
    "lines-miscounted": Explanation(
        "More or fewer lines are like the one that a ruling gives than its `times` says.",
        "Look at the lines, and correct `like` or `times`; `propose --lines` shows what each line is.",
        "The number is there so that no line is ruled unnoticed.",
    ),
    "no-speaker": Explanation(
        "Lines are ruled `turns`, but the first of them does not begin with a speaker’s label.",
        "Declare the label under `speakers`, or correct the ruling’s `lines`.",
    ),
    "no-columns": Explanation(
        "Lines that are ruled columns cannot be divided there: a line has words, or none two halves.",
        "Correct `at`, or say with `between` what stands between the columns. A line that runs across"
        " both, such as a heading, is in no ruling; what is below it is in one of its own.",
    ),
    "no-number": Explanation(
        "Lines are ruled `endnotes`, but the first of them does not begin with a number.",
        "Begin the ruling at a line with a number. Lines without one belong to the note before.",
    ),
    "call-missing": Explanation(
        "The rule `note-calls` finds no place in the text where an endnote is called.",
        "Remove `note-calls` from `rules`: the digits then stay in the text.",
    ),
    "call-ambiguous": Explanation(
        "The rule `note-calls` finds more than one place where an endnote could be called.",
        "Remove `note-calls` from `rules`: the digits then stay in the text.",
        "Nothing is guessed: a year taken for a call would vanish from the text.",
    ),
    "nothing-left": Explanation(
        "Cleaning leaves no text at all.",
        "Rule fewer lines as `furniture`; a raw text of blank lines alone cannot be published.",
    ),
    "empty-passage": Explanation(
        "A line without words would become a passage.",
        "Add `blank-lines` to `rules` in `text.yml`.",
    ),
    "invisible-character": Explanation(
        "A passage contains an invisible character, or one that changes the direction of the text.",
        "Add the rule that the hint names to `rules` in `text.yml`: it takes the character out and"
        " records that it did.",
    ),
    "not-recovered": Explanation(
        "A text’s raw bytes cannot be recovered from its readings and its record of changes.",
        "This is a bug in the program. Please report it, with the text.",
        "The edition promises that nothing received is lost.",
    ),
}
"""What can be wrong with a raw text and the rulings on its lines."""

PASSAGES: Mapping[PassageCode, Explanation] = {
    "not-numbered": Explanation(
        "The passages of a text have no ids yet.",
        "Run `number` with the text’s name.",
    ),
    "register-differs": Explanation(
        "The passages are not those that `passages.json` records: some were joined, divided, added"
        " or removed.",
        "If the change is meant, run `number` with the text’s name. If not, undo what was changed in"
        " `text.yml`.",
        "A passage’s id is cited, so it moves only when an editor says so.",
    ),
    "no-such-passage": Explanation(
        "Something points to a passage that the text does not have.",
        "Correct the id: it is the number in the page’s margin with a p before it, so 23 is `p23`."
        " Outside a text’s own folder the text’s name comes first: `letter p23`.",
    ),
    "part-misplaced": Explanation(
        "A part of a divided text begins where no part can: the first not with the text, another"
        " before the one that it follows, or at an id with a letter.",
        "List the parts in the text’s order, the first from its first passage.",
    ),
    "passage-gone": Explanation(
        "A note or ruling points to a passage that was withdrawn.",
        "Move it to another passage, or retire it.",
    ),
    "words-not-found": Explanation(
        "Quoted words are not in the passage.",
        "Copy the words from the page; the hint shows the nearest ones, or where the words are."
        " A note quotes the reading that the page shows, a ruling the words as transmitted.",
    ),
    "words-folded": Explanation(
        "A note’s words are those of the page except for how they were typed or copied.",
        "Nothing need be done: the edition has the page’s own words. Overlooked are spaces at an end,"
        " line breaks, the kind and number of spaces, the shape of quotation marks, and numbers and"
        " marks that were copied along; nothing else, and only if exactly one place then fits.",
        severities=("warning",),
    ),
    "words-repeated": Explanation(
        "Quoted words appear more than once in the passage.",
        "Quote more words. A note may instead say which are meant: `occurrence: 2 of 3`.",
    ),
    "words-recounted": Explanation(
        "The passage has the quoted words more or fewer times than `occurrence` says.",
        "Check which ones are meant and correct `occurrence`.",
    ),
    "broken-word": Explanation(
        "Quoted words begin or end inside a word, or an emendation would run into the next word.",
        "Quote whole words, and give whole words to read in their place.",
    ),
}
"""What can be wrong with passages, and with words quoted from them."""

EMENDATIONS: Mapping[EmendationCode, Explanation] = {
    "rulings-overlap": Explanation(
        "Two rulings are on the same words or the same line.",
        "Merge them into one, or keep one of the two.",
    ),
    "rulings-unsorted": Explanation(
        "The rulings of `emendations.yml` are not in the order of their passages.",
        "Move the ruling to where the hint says.",
        "The next editor looks for it there.",
        severities=("warning",),
    ),
    "number-unruled": Explanation(
        "A number looks garbled, and no ruling says what to do with it. Only a text whose `text.yml`"
        " says `numbers: overwritten` is searched.",
        "Add a ruling to `emendations.yml`: correct the number, or leave out `read` to keep it and"
        " say why. `numbers` with the text’s name proposes readings, and `propose` with `--numbers` drafts the rulings.",
        "No garbled number reaches a reader unseen. Where the suspicion is weak, this is a warning.",
        severities=("error", "warning"),
    ),
    "numbers-undeclared": Explanation(
        "Many numbers of a text look garbled, and its `text.yml` does not say what happened to them.",
        "Add `numbers: overwritten` to `text.yml` if digits were written over others, as in some"
        " machine translations from Chinese. Each suspect number then needs a ruling. If they are as"
        " they should be, add `numbers: sound`.",
        "Garbled numbers often look sound one by one, so nobody notices that the text is damaged.",
        severities=("warning",),
    ),
    "date-impossible": Explanation(
        "A text gives a day that its month does not have, such as 31 April.",
        "Add a ruling to `emendations.yml`: correct the date from a source, or leave out `read` to"
        " keep it and say why.",
        "The author may have erred, or a digit was misread; only a source tells which.",
        severities=("warning",),
    ),
    "number-misread": Explanation(
        "A number has a letter among its digits, such as 9OO, or separators that no number has.",
        "Add a ruling to `emendations.yml`: correct it, or leave out `read` to keep it and say why.",
        "Letters that look like digits are common where a page was read by a machine.",
        severities=("warning",),
    ),
    "wrong-encoding": Explanation(
        "Words of a text look as if they had been read in the wrong encoding, such as â€™ for ’.",
        "If the file was received so, add a ruling to `emendations.yml` for each, or receive the text"
        " again and add it as another text. If the words are right, leave out `read` and say why.",
        "It happens before a text arrives, so nothing is changed unasked.",
        severities=("warning",),
    ),
}
"""What can be wrong with emendations and garbled numbers."""
