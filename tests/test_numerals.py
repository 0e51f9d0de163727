"""The engine finds what was garbled, says what it may have been, and is silent on sound prose."""

import io
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.cli import main
from build_edition.numerals import examine
from build_edition.numerals.blanks import blanks, may_have_blanks
from build_edition.numerals.printed.dates import MONTHS
from tests.bench_blind import measure as blind_figures
from tests.bench_blind import sentences
from tests.bench_numbers import SETS, on_prose
from tests.bench_numbers import main as measure
from tests.simulator import garbled_sentences, sound_sentences
from tests.support import ROOT, SPECIMEN, cases, examples, named

SOUND = [text for suffix in SETS.values() for text in sound_sentences(f"sound{suffix}.txt")]
"""The sound sentences of every set."""


@pytest.mark.parametrize("case", cases("numerals.yml"), ids=named)
def test_case(case: dict[str, Any]) -> None:
    finding = examine(case["text"])
    found = [
        f"{s.certainty if s.certainty == 'low' else 'alarm'}: {s.text}" for s in finding.suspects
    ]
    assert found == case.get("suspects", [])
    if "reading" in case:
        assert finding.readings[0].text == case["reading"]
    for text in case.get("among", ()):
        assert text in [reading.text for reading in finding.readings]


def every(texts: Iterable[str], holds: Callable[[str], bool]) -> None:
    """Fail with a list of the texts for which a condition is false; thousands are one test."""
    failing = [text for text in texts if not holds(text)]
    assert not failing, "\n".join(failing)


def test_sound_prose_raises_no_alarm() -> None:
    every(SOUND, lambda text: all(s.certainty == "low" for s in examine(text).suspects))


def digits(text: str) -> list[str]:
    """Return the digits of every number of a text, sorted, without zeros that depend on scale."""
    return sorted(
        re.sub(r"[.,]", "", number).strip("0") or "0" for number in re.findall(r"\d[\d.,]*", text)
    )


def invented(text: str, reading: str) -> Counter[str]:
    """Return the numbers of a reading that cannot be made from those of the text."""
    return Counter(digits(reading)) - Counter(digits(text))


SENTENCES = [
    *(case.text for suffix in SETS.values() for case in garbled_sentences(f"garbled{suffix}.txt")),
    *SOUND,
]


def test_no_reading_holds_a_digit_that_the_page_does_not() -> None:
    every(SENTENCES, lambda text: not any(invented(text, r.text) for r in examine(text).readings))


DAYS = [
    (
        re.compile(rf"\b{month} {number}\b(?!,?\d)|\b{number} {month}\b"),
        re.compile(rf"\b{number}\b"),
    )
    for number, month in enumerate(MONTHS, start=1)
]
"""Patterns of each month with its own number as its day, and of that number anywhere."""


def test_no_reading_takes_the_month_for_the_day_unless_its_number_stands_twice() -> None:
    every(
        SENTENCES,
        lambda text: all(
            not day.search(reading.text) or day.search(text) or len(number.findall(text)) > 1
            for reading in examine(text).readings
            for day, number in DAYS
        ),
    )


def test_the_first_reading_never_takes_the_month_for_the_day() -> None:
    every(
        SENTENCES,
        lambda text: all(
            not day.search(reading.text) or day.search(text)
            for reading in examine(text).readings[:1]
            for day, _ in DAYS
        ),
    )


def in_order(text: str) -> bool:
    """Return whether a text's suspects are in order, at their words, with at most three readings."""
    finding = examine(text)
    places = [(suspect.start, suspect.end) for suspect in finding.suspects]
    return (
        places == sorted(places)
        and all(text[s.start : s.end] == s.text != "" for s in finding.suspects)
        and len(finding.readings) <= 3
        and bool(finding.suspects) == bool(finding.readings)
    )


def test_suspects_have_their_places_in_order() -> None:
    every(SENTENCES, in_order)


DATES = ("{} {}, {} men", "{1} {0} {2} and many men", "{} {} to {} and on", "{} {}, {}, men")


@examples(200)
@given(st.integers(1, 12), st.integers(1, 31), st.integers(1900, 2020), st.sampled_from(DATES))
def test_a_garbled_date_never_gets_its_month_for_a_day(
    month: int, day: int, year: int, form: str
) -> None:
    name = MONTHS[month - 1]
    garbled = f"On {form.format(name, year, month)} came, {day} of them on foot."
    for reading in examine(garbled).readings:
        found = re.findall(rf"\b{name} (\d+)\b|\b(\d+) {name}\b", reading.text)
        assert day == month or str(month) not in {number for pair in found for number in pair}


PIECES = st.sampled_from(
    "in by over to million billion tons cranes soldiers April May 1956 1953 4 5 47 500 1000 3.5 8st "
    "the th . , - [-] % $ On from and 10:30 kilos the workers ( “ 1,000 ² ٣".split(" ")
)


@examples(300)
@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_any_text_is_examined_without_a_fault(text: str) -> None:
    finding = examine(text)
    for suspect in finding.suspects:
        assert text[suspect.start : suspect.end] == suspect.text
    assert all(reading.text != text for reading in finding.readings)
    assert all(not invented(text, reading.text) for reading in finding.readings)


LOST = (
    "run from to crowns|between and wolves|3 tons of ore and litres|5 came, and of them fell|rose from 5 to in 1950|"
    "[-] men|came on March .|in , and|, ,|()|( )|( tons)|$ a day|grew by %|the s|early s|over tons"
    "|weighed kilowatt-hours|was per cent|from to tons|from to .|Between and mu|up or to Million|Billion men"
    "|the st army|a nd time|the rd one|on th floor|a -ton truck|10 to hours|reached square miles"
).split("|")


def test_no_blank_is_passed_over_as_nothing() -> None:
    every(LOST, lambda text: may_have_blanks(text) and bool([*blanks(text, 0)]))
    every(SENTENCES, lambda text: may_have_blanks(text) or not [*blanks(text, 0)])


HOSTILE = (
    "1|1 |1,|1.|a|A |, |. |in . |[-] |( |May |May 5 |on March 3 |in 1955 |1955 1956 |3.5 soldiers, "
    "|over million |from to |to tons |the th |5 of the 6 |1st 2nd |about 5 men, |5 men; 6 men; "
    "|the 8st Corps |a force-9 gale |No. 5 of May 6, |5 to 6 |rose to 5 by 6 |each 5 cups a day, "
    "|rose to 5 from 6 |belonged to 5 |No. 1950 of 5 |from 5 to in 1950 |1950 and 5 respectively "
    "|5 tons and tons of |5, and of them were |from June 6 to June 2 |the 19s |from May 1950 to June 5 "
    "|can carry to sacks a day |held by – men |of 5 to men in . |at and . |(–)|3 in 10 boys |5 hours and minutes "
    "|[-] to [-] men |1.5 sheep, |March 44, 3 BC, |the May 1953, 5 |fell from 1949 to 12 |at 22:12 on May 5, "
    "|[5|a 5 |by 5, |MAY 5 |5 and |( to feet) |in over tables |4, 2.5 and 6 people, or 12.3 in all. "
    "|In May 1953, 5 cranes and 1955 tons of coal came in 47, over million in . "
).split("|")


@pytest.mark.parametrize("end", ["", " 8st"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_no_paragraph_of_10_000_signs_takes_long(piece: str, end: str) -> None:
    text = (piece * (10_000 // len(piece) + 1))[: 10_000 - len(end)] + end
    started = time.process_time()
    examine.__wrapped__(text)
    assert time.process_time() - started < 2  # 0.1 where nothing else runs


@pytest.mark.slow
def test_a_long_paragraph_takes_no_long_time() -> None:
    sentence = "In May 1953, 5 cranes and 1955 tons of coal came in 47, over million in . "
    started = time.process_time()
    finding = examine(sentence * 10)
    assert time.process_time() - started < 20
    assert any(suspect.certainty == "high" for suspect in finding.suspects)
    assert finding.readings


def test_our_own_benchmark_is_passed() -> None:
    figures = measure()
    assert figures["first set"]["recall of alarms"] >= 0.95
    assert all(shares["false alarms on sound sentences"] <= 0.01 for shares in figures.values())


def test_prose_of_books_raises_few_alarms_as_the_site_says() -> None:
    prose = on_prose()
    assert prose.words > 50_000
    assert prose.alarms_in_100_000 <= 1
    page = (ROOT / "docs/about/numbers.md").read_text(encoding="utf-8")
    assert f"{prose.alarms_in_100_000:.1f} false alarms in 100,000 words" in " ".join(page.split())


@pytest.mark.parametrize(
    ("name", "f1", "false"),
    [("sixth", 0.871, 6), ("seventh", 0.910, 1), ("eighth", 0.960, 1), ("ninth", 0.949, 3)],
)
def test_a_set_is_read_no_worse_than_when_it_was_blind(name: str, f1: float, false: int) -> None:
    every = sentences(name)
    figures = blind_figures(every)
    assert len(every) == 250
    assert float(figures["alarms, F1"]) >= f1
    assert sum(bool(s.alarms) for s in every if s.sound) <= false
    assert all(s.found.suspects for s in every if s.weak)
    page = (ROOT / "docs/about/numbers.md").read_text(encoding="utf-8")
    assert all(f"| {name} | " in page for name in figures)


def test_the_command_prints_one_object_a_paragraph() -> None:
    text = "On April 1956, 4, he left.\n\nAll is well.\n"
    command = [sys.executable, "-m", "build_edition", "numbers", "--json", "-"]
    ended = subprocess.run(command, input=text.encode(), capture_output=True, cwd=ROOT, check=False)
    lines = [json.loads(line) for line in io.StringIO(ended.stdout.decode())]
    assert ended.returncode == 1
    assert not ended.stderr
    assert [line["line"] for line in lines] == [1, 2, 3]
    assert lines[0]["suspects"][0] == {
        "start": 9,
        "end": 13,
        "text": "1956",
        "certainty": "high",
        "rule": "no-day",
        "why": lines[0]["suspects"][0]["why"],
    }
    assert lines[0]["readings"][0]["text"] == "On April [?], 1956, he left."
    assert lines[2] == {"line": 3, "suspects": [], "readings": []}


@pytest.mark.parametrize(("source", "code"), [("ferry", 1), ("talk", 0), ("nothing", 2)])
def test_the_command_reads_texts_and_says_how_it_ended(source: str, code: int) -> None:
    assert main(["--root", str(SPECIMEN), "numbers", source]) == code
