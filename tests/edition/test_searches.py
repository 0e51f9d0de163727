"""What readers type into the search, all at once: every query of `searches.yml` in a browser.

A query counts only while what it is to find is as it was when the query was written, which
`searches_about.json` knows: an editor may reword, rename and retire all of it.
`--refresh-golden` writes that file again.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
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
Still = Callable[[str], bool]


ABOUT = Path(__file__).with_name("searches_about.json")


@cache
def said(edition: Edition) -> dict[str, str]:
    """Return a digest of what each place that a query may be about says, by address."""
    found: dict[str, object] = {}
    for text in edition.texts:
        page = f"texts/{text.info.slug}/#"
        for reading in text.readings:
            found[page + reading.id] = (reading.text, reading.passage.line.text)
            for placed in reading.emendations:
                found[f"{page}em-{placed.ruling.id}"] = (placed.ruling.on, placed.ruling.read)
        for note in text.notes:
            found[f"{page}note-{note.id}"] = (note.lemma.on, note.kind, plain(note.body))
    for who in edition.reference.people:
        names = (who.name, who.native, who.names, who.surname, who.texts, who.stands_for)
        found[f"{PEOPLE}{who.id}"] = (names, who.also, who.exceptions)
    for event in edition.reference.events:
        found[f"apparatus/timeline/#event-{event.id}"] = (event.title, event.date, event.record)
    for work in edition.reference.works:
        found[f"apparatus/works/#work-{work.key}"] = work.csl
    return {
        address: sha256(repr(each).encode()).hexdigest()[:12] for address, each in found.items()
    }


PEOPLE = "apparatus/people/#person-"


def targets() -> set[str]:
    """Return every address that a query is to find."""
    people = {*SEARCHES["names"], *SEARCHES["misspelt"].values()}
    groups = ("words", "numbers", "transmitted", "addresses", "works")
    found = {address for group in groups for address in SEARCHES[group].values()}
    return {PEOPLE + who for who in people} | {address for address in found if "#" in address}


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """What each place said when a query about it was written."""
    known: dict[str, str] = json.loads(ABOUT.read_text(encoding="utf-8"))
    return known


@pytest.fixture(scope="module")
def still(an_edition: Edition, known: dict[str, str]) -> Still:
    """A function that says whether what is at an address is as it was."""
    now = said(an_edition)
    return lambda address: address not in known or known[address] == now.get(address)


def test_what_each_query_is_about_is_known(
    request: pytest.FixtureRequest, an_edition: Edition
) -> None:
    if request.config.getoption("--refresh-golden"):
        now = said(an_edition)
        kept = {a: now[a] for a in sorted({*now} & targets() | {a for a in now if PEOPLE in a})}
        ABOUT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    known = json.loads(ABOUT.read_text(encoding="utf-8"))
    assert {a for a in targets() if not a.startswith("about/")} <= known.keys()


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
def test_what_is_looked_for_is_found(group: str, ask: Any, still: Still) -> None:
    wanted = {query: address for query, address in SEARCHES[group].items() if still(address)}
    answers = zip(wanted.items(), ask([*map(str, wanted)]), strict=True)
    assert [q for (q, address), found in answers if address not in addresses(found)] == []


def test_a_person_comes_first_under_any_spelling_with_every_mention(
    ask: Any, an_edition: Edition, still: Still, known: dict[str, str]
) -> None:
    people = {person.id: person for person in an_edition.reference.people}
    spelled = [
        (name, who)
        for who, names in SEARCHES["names"].items()
        for name in names
        if still(PEOPLE + who)
    ]
    missed = []
    for (name, who), answer in zip(spelled, ask([name for name, _ in spelled]), strict=True):
        found = as_it_was(addresses(answer), known)
        mentions = {f"texts/{m.text}/#{m.passage}" for m in people[who].mentions}
        if found[:1] != [f"apparatus/people/#person-{who}"] or mentions - {*found}:
            missed.append((name, found[:2], answer["told"]))
    assert missed == []


def as_it_was(found: list[str], known: dict[str, str]) -> list[str]:
    """Return what was found, without the people whom nobody knew when the queries were written."""
    return [address for address in found if not address.startswith(PEOPLE) or address in known]


def test_a_slip_is_forgiven_and_said(ask: Any, still: Still, known: dict[str, str]) -> None:
    slips = {slip: who for slip, who in SEARCHES["misspelt"].items() if still(PEOPLE + who)}
    missed = []
    for (name, who), answer in zip(slips.items(), ask([*slips]), strict=True):
        first = as_it_was(addresses(answer), known)[:1]
        if first != [PEOPLE + who] or "may be meant" not in answer["told"]:
            missed.append((name, addresses(answer)[:1], answer["told"]))
    assert missed == []


@pytest.mark.parametrize(
    ("query", "who", "said"),
    [
        ("Хрущёв", "khrushchev", "You wrote Хрущёв; Nikita Khrushchev is meant"),
        ("毛澤東", "mao", "You wrote 毛澤東; Mao Zedong is meant"),
        ("Teng Hsiao-ping", "deng-xiaoping", "You wrote Teng Hsiao-ping; Deng Xiaoping is meant"),
        ("Khrushchov", "khrushchev", "You wrote Khrushchov; Nikita Khrushchev may be meant"),
    ],
)
def test_who_is_meant_is_said(query: str, who: str, said: str, ask: Any, still: Still) -> None:
    if still(PEOPLE + who):
        (answer,) = ask([query])
        assert answer["told"].partition(".")[0] == said


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
    """Return the addresses of the passages and notes that hold a phrase.

    “can't” is one word, and “can” is no part of it; “Mao’s” is the word “Mao”.
    """
    chinese = re.fullmatch("[\u4e00-\u9fff]+", phrase)
    edge = "" if chinese else r"(?:(?<=[\W_])(?<!\w')|^)"
    end = "" if chinese else r"(?=[\W_]|$)(?!'(?!s\b)\w)"
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


def test_what_was_transmitted_leads_to_its_passage_and_says_so(ask: Any, still: Still) -> None:
    wanted = {
        words: address for words, address in SEARCHES["transmitted"].items() if still(address)
    }
    missed = []
    for (words, address), answer in zip(wanted.items(), ask([*wanted]), strict=True):
        found = [said for _, where, said in answer["found"] if where == address]
        if not any("as transmitted" in said for said in found):
            missed.append((words, addresses(answer)[:4], answer["told"]))
    assert missed == []


def test_an_address_leads_to_what_is_there(ask: Any, still: Still) -> None:
    wanted = {query: address for query, address in SEARCHES["addresses"].items() if still(address)}
    answers = zip(wanted.items(), ask([*wanted]), strict=True)
    led = [
        (q, where, re.sub(r"\?[^#]*", "", next(iter(addresses(a)), "")))
        for (q, where), a in answers
    ]
    assert [(q, found) for q, where, found in led if found != where] == []


def test_what_stands_nowhere_is_not_found(ask: Any, project: Path) -> None:
    everything = (project / "docs/data/edition.json").read_text(encoding="utf-8").casefold()
    wanted = [q for q in SEARCHES["nothing"] if q.strip('"').casefold() not in everything]
    answers = zip(wanted, ask([*wanted]), strict=True)
    assert [(q, a["told"]) for q, a in answers if a["told"] != "Nothing found."] == []
