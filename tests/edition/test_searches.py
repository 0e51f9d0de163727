"""What readers type into the search, all at once: every query of `searches.yml` in a browser."""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser

from build_edition.model import Edition
from build_edition.notes.markdown import plain

pytestmark = pytest.mark.browser

SEARCHES: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("searches.yml").read_text(encoding="utf-8")
)
ASK = """async queries => {
  const { finder } = await import(new URL('../assets/search-results.js', location.href));
  const find = await finder();
  const answers = [];
  for (const query of queries) {
    const { told, sections } = await find(query, true);
    const links = sections.flatMap(part => [...part.querySelectorAll('a')]);
    answers.push({ told, found: links.map(a => [a.parentElement.className, a.href, a.textContent]) });
  }
  return answers;
}"""

Answer = dict[str, Any]


@pytest.fixture(scope="module")
def ask(browser: Browser, address: str) -> Iterator[Any]:
    """A function that asks queries and returns the answers, with addresses from the site's root."""
    page = browser.new_page()
    page.goto(f"{address}search/")
    prefix = len(urlsplit(address).path)

    def asked(queries: list[str]) -> list[Answer]:
        answers: list[Answer] = page.evaluate(ASK, queries)
        for answer in answers:
            answer["found"] = [
                (kind, re.sub(r"^[a-z]+://[^/]+", "", href)[prefix:], words)
                for kind, href, words in answer["found"]
            ]
        return answers

    yield asked
    page.close()


def addresses(answer: Answer) -> list[str]:
    """Return the addresses that were found."""
    return [address for _, address, _ in answer["found"]]


def test_the_query_set_is_large() -> None:
    names = sum(map(len, SEARCHES["names"].values()))
    others = sum(len(group) for name, group in SEARCHES.items() if name != "names")
    assert names + others >= 150


@pytest.mark.parametrize("group", ["words", "numbers", "works"])
def test_what_is_looked_for_is_found(group: str, ask: Any) -> None:
    wanted = SEARCHES[group]
    answers = zip(wanted.items(), ask([*map(str, wanted)]), strict=True)
    assert [q for (q, address), found in answers if address not in addresses(found)] == []


def test_a_person_comes_first_under_any_spelling_with_every_mention(
    ask: Any, an_edition: Edition
) -> None:
    people = {person.id: person for person in an_edition.reference.people}
    spelled = [(name, who) for who, names in SEARCHES["names"].items() for name in names]
    missed = []
    for (name, who), answer in zip(spelled, ask([name for name, _ in spelled]), strict=True):
        found = addresses(answer)
        mentions = {f"texts/{m.text}/#{m.passage}" for m in people[who].mentions}
        if found[:1] != [f"apparatus/people/#person-{who}"] or mentions - {*found}:
            missed.append((name, found[:2], answer["told"]))
    assert missed == []


def test_a_slip_is_forgiven_and_said(ask: Any) -> None:
    slips = SEARCHES["misspelt"]
    missed = []
    for (name, who), answer in zip(slips.items(), ask([*slips]), strict=True):
        said = "may be meant" in answer["told"]
        if addresses(answer)[:1] != [f"apparatus/people/#person-{who}"] or not said:
            missed.append((name, addresses(answer)[:1], answer["told"]))
    assert missed == []


def test_who_is_meant_is_said(ask: Any) -> None:
    answers = ask(["Хрущёв", "毛澤東", "Teng Hsiao-ping", "Khrushchev", "Khrushchov"])
    said = [answer["told"].partition(".")[0] for answer in answers]
    assert said[:3] == [
        "You wrote Хрущёв; Nikita Khrushchev is meant",
        "You wrote 毛澤東; Mao Zedong is meant",
        "You wrote Teng Hsiao-ping; Deng Xiaoping is meant",
    ]
    assert "meant" not in said[3]
    assert said[4] == "You wrote Khrushchov; Nikita Khrushchev may be meant"


@cache
def standing(edition: Edition) -> dict[str, str]:
    """Return the words of every passage and note, by address, with straight apostrophes."""
    found: dict[str, str] = {}
    for text in edition.texts:
        page = f"texts/{text.info.slug}/#"
        found |= {page + reading.id: reading.text for reading in text.readings}
        found |= {f"{page}note-{note.id}": plain(note.body) for note in text.notes}
    return {address: words.replace("’", "'") for address, words in found.items()}


def places(edition: Edition, phrase: str) -> set[str]:
    """Return the addresses of the passages and notes that hold a phrase."""
    chinese = re.fullmatch("[\u4e00-\u9fff]+", phrase)
    edge = "" if chinese else r"(?:(?<=[\W_])|^)"
    end = "" if chinese else r"(?=[\W_]|$)"
    words = r"[\W_]+".join(map(re.escape, re.split(r"[\s-]+", phrase)))
    wanted = re.compile(f"{edge}{words}{end}", re.IGNORECASE)
    return {address for address, said in standing(edition).items() if wanted.search(said)}


def random_phrases(edition: Edition, count: int) -> list[str]:
    """Return phrases of two or three words that stand in at least two places."""
    chance = random.Random(1956)
    every = sorted(standing(edition).values())
    found: list[str] = []
    while len(found) < count:
        words = re.findall(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2}", chance.choice(every))
        if words:
            phrase = " ".join(chance.choice(words).split()[: chance.choice((2, 3))])
            if phrase not in found and len(places(edition, phrase)) > 1:
                found.append(phrase)
    return found


def test_every_place_of_a_phrase_is_found_and_no_other(ask: Any, an_edition: Edition) -> None:
    phrases = [*SEARCHES["phrases"], *random_phrases(an_edition, 60)]
    missed = []
    for phrase, answer in zip(phrases, ask([f'"{phrase}"' for phrase in phrases]), strict=True):
        wanted = places(an_edition, phrase)
        found = {
            address
            for kind, address, words in answer["found"]
            if kind in ("passage", "note") and "as transmitted" not in words
        }
        if found != wanted:
            missed.append((phrase, sorted(wanted - found), sorted(found - wanted)))
    assert missed == []


def test_what_was_transmitted_leads_to_its_passage_and_says_so(ask: Any) -> None:
    wanted = SEARCHES["transmitted"]
    missed = []
    for (words, address), answer in zip(wanted.items(), ask([*wanted]), strict=True):
        found = [said for _, where, said in answer["found"] if where == address]
        if not any("as transmitted" in said for said in found):
            missed.append((words, addresses(answer)[:4], answer["told"]))
    assert missed == []


def test_an_address_leads_to_what_is_there(ask: Any) -> None:
    wanted = SEARCHES["addresses"]
    answers = zip(wanted.items(), ask([*wanted]), strict=True)
    missed = [(q, addresses(a)[:2]) for (q, where), a in answers if addresses(a)[:1] != [where]]
    assert missed == []


def test_what_stands_nowhere_is_not_found(ask: Any) -> None:
    wanted = SEARCHES["nothing"]
    answers = zip(wanted, ask([*wanted]), strict=True)
    assert [(q, a["told"]) for q, a in answers if a["told"] != "Nothing found."] == []
