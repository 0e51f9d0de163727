"""Dates of events: read, put in calendar order, and written as readers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.model.dates import in_words, read_date


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1956", "1956"),
        ("1956-04", "April 1956"),
        ("1956-04-06", "6 April 1956"),
        ("1956-04~", "about April 1956"),
        ("1956?", "perhaps 1956"),
        ("1956-04%", "perhaps about April 1956"),
        ("1956-04-06/1956-04-08", "6–8 April 1956"),
        ("1956-04/1956-06", "April – June 1956"),
        ("1958-07-31/1958-08-03", "31 July – 3 August 1958"),
        ("1956-12/1957-01", "December 1956 – January 1957"),
        ("1955/1957", "1955–1957"),
        ("1955~/1957", "about 1955 to 1957"),
        ("1955/1957~", "1955 to about 1957"),
        ("1956-04-06/1956-04-08?", "6 April 1956 to perhaps 8 April 1956"),
        ("1956-02-29", "29 February 1956"),
        ("1956-04/1956-04-06", "April – 6 April 1956"),
        ("1956-04-06/1957-04-08", "6 April 1956 – 8 April 1957"),
        ("1956/1956-04", "1956 – April 1956"),
        ("1956/1957-04", "1956 – April 1957"),
        ("1956-04/1957", "April 1956 – 1957"),
    ],
)
def test_dates_are_said(edtf: str, words: str) -> None:
    assert in_words(edtf) == words


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "56",
        "1956-4",
        "1956-00",
        "1956-13",
        "1957-02-29",
        "1956-04-31",
        "April 1956",
        "1957/1956",
        "1956/",
        "/1956",
        "1956-04-06T12:00",
        "1956-04-06/1956-04-05",
        "１956",
        "1956/1957/1958",
    ],
)
def test_what_is_no_date_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_date(edtf)


@given(st.dates(), st.dates())
def test_dates_order_as_the_calendar_does(one: object, other: object) -> None:
    first, second = read_date(f"{one}")[0], read_date(f"{other}")[0]
    assert (first < second) == (str(one) < str(other))
