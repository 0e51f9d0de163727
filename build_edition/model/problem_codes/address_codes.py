"""Codes for what can be wrong with released addresses, and with a release."""

from collections.abc import Mapping
from typing import Literal

from build_edition.model.problem_codes.explanation import Explanation

AddressCode = Literal[
    "address-doubled",
    "address-means-other",
    "address-vanished",
    "broken-register",
    "broken-released-words",
    "later-format",
    "moved-in-a-circle",
    "moved-nowhere",
    "moved-still-there",
    "no-such-successor",
    "register-edited",
    "released-words-differ",
    "released-words-missing",
    "successor-circle",
    "text-withdrawn",
    "version-differs",
    "version-redated",
    "version-too-old",
    "version-unreleased",
    "version-unset",
]

ADDRESSES: Mapping[AddressCode, Explanation] = {
    "address-vanished": Explanation(
        "Something that was released no longer has its address.",
        "Restore it. A note or ruling is then retired with `retired: …`; a passage stays in"
        " `passages.json` with `gone`; a page is listed in `edition.yml` under `moved` or"
        " `withdrawn`, and that of a text takes all its pages and data files along.",
        "A reader who follows a citation must still find something there.",
    ),
    "address-means-other": Explanation(
        "An address that was released now leads to other words.",
        "Restore what was there. Retire the old note or ruling with `retired: …` and"
        " `successor: …`, and add the new one under another name.",
        "A citation must never lead to words that its author did not see.",
    ),
    "address-doubled": Explanation(
        "Two notes, or two emendations, would have the same address in the lists.",
        "Rename the newer of the two.",
    ),
    "moved-still-there": Explanation(
        "A page or data file is listed as moved or withdrawn, but is still there, or another file is"
        " in its place.",
        "Remove the line from `edition.yml`, or remove the page; rename the other file.",
    ),
    "moved-in-a-circle": Explanation(
        "Pages that are listed as moved lead to one another and to nothing else.",
        "Make one of them lead to a page that exists.",
    ),
    "moved-nowhere": Explanation(
        "A page or file is listed as moved to an address that does not exist.",
        "Write the address of a page, such as `texts/letter/`; a data file moves to a data file with"
        " the same ending.",
    ),
    "no-such-successor": Explanation(
        "A retired note or emendation names a successor that its text does not have.",
        "Name another note or emendation of the same text, or remove `successor`.",
    ),
    "successor-circle": Explanation(
        "Retired notes or emendations succeed one another in a circle.",
        "Let one of them lead to one that is not retired, or remove its `successor`.",
    ),
    "text-withdrawn": Explanation(
        "An entry speaks of a text that was withdrawn. It is left out of the pages and the data.",
        "Remove it, or let it name a passage of another text.",
        "The files that editors write may still quote the text.",
        severities=("warning",),
    ),
    "register-edited": Explanation(
        "`addresses.json`, the register of releases, was changed by hand.",
        "Restore it from the last release. Only `release` writes it.",
        "It is the record of what was promised to readers.",
    ),
    "broken-register": Explanation(
        "`addresses.json` is not a register of releases.",
        "Restore it from the last release. Only `release` writes it.",
    ),
    "later-format": Explanation(
        "`addresses.json` was written by a later version of the program.",
        "Use the program that wrote it, or a later one.",
    ),
    "broken-released-words": Explanation(
        "A file in a text’s folder `released` is not what `release` writes there.",
        "Restore it. Only `release` writes it; by hand only words that had to be removed are"
        " replaced with `null`, and the rest of the line is left alone.",
        "It keeps what a version showed, for those who cited that version.",
    ),
    "released-words-differ": Explanation(
        "Words that are kept as those of a release are not the words that it showed.",
        "Restore the file. The fingerprints in `addresses.json` tell which words those were.",
        "A reader would be told that a version said what it did not say.",
    ),
    "released-words-missing": Explanation(
        "What a release showed at some of its addresses is not kept.",
        "Restore the file in the text’s folder `released`. Where words had to be removed, as their"
        " owner asked, write `null` in their place: the site then says that they are not kept.",
        "A reader who cited that version could not see what has changed since.",
    ),
    "version-unreleased": Explanation(
        "`edition.yml` names a version that was never released.",
        "Write the last released version, or the next one with `-dev` after it. To release a"
        " version, run `release`.",
    ),
    "version-redated": Explanation(
        "`edition.yml` gives a released version another date, or what follows it an earlier one.",
        "Write the date of the release. Only `release` changes the date of a version.",
        "Every citation has the date, and two that name one version must agree.",
    ),
    "version-differs": Explanation(
        "`CITATION.cff` and `edition.yml` name different versions.",
        "Restore both files, and `addresses.json`. Only `release` changes the version. Before the"
        " first release, write the same version in both.",
    ),
    "version-too-old": Explanation(
        "The version to be released does not come after the last one.",
        "Give a later one: raise the last number for corrections, the middle one for additions.",
    ),
    "version-unset": Explanation(
        "`release` cannot write the new version and date into `edition.yml`.",
        "Put `version: …` and `date: …` each on a line of its own, not indented.",
    ),
}
"""What can be wrong with addresses and releases."""
