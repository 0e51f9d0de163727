"""Who is mentioned where: by name, the longest name first, and corrected by editors."""

from collections.abc import Sequence

import pytest

from build_edition.model import Line, Passage, Person, Problem, Reading, Span, Text
from build_edition.notes.mentions import Names, find_mentions
from tests.support import head, lemma, person


def text_of(*passages: str, slug: str = "novel") -> Text:
    """Return a text of passages p1, p2, …"""
    readings = tuple(
        Reading(Passage(f"p{n}", (), Line(words, Span(0, len(words)), "paragraph")), words, (), ())
        for n, words in enumerate(passages, start=1)
    )
    return Text(head(slug=slug), b"", (), readings, ())


NOVEL = text_of("Mao met Mao Anying and Maoists. Zhou came.", "The Chairman spoke. Zhou Bin, too.")
NOTES = text_of("Zhou wrote.", slug="notes")


def mentions(
    people: Sequence[Person], texts: Sequence[Text], whole: bool = True
) -> tuple[tuple[Person, ...], tuple[Problem, ...]]:
    """Return all people with their mentions in some texts, and the Problems."""
    names = Names(people)
    return find_mentions(people, texts, [n for text in texts for n in names.found(text)], whole)


def found(*people: Person) -> dict[str, list[str]]:
    """Return the words of every mention, by person."""
    everybody, problems = mentions(people, [NOVEL, NOTES])
    assert not problems
    texts = {"novel": NOVEL, "notes": NOTES}
    words = {}
    for who in everybody:
        words[who.id] = [
            next(r.text for r in texts[m.text].readings if r.id == m.passage)[slice(*m.span)]
            for m in who.mentions
        ]
    return words


def test_names_are_whole_words_and_the_longest_wins() -> None:
    mao, son = person("mao", "Mao"), person("anying", "Mao Anying")
    assert found(mao, son) == {"mao": ["Mao"], "anying": ["Mao Anying"]}


def test_a_name_may_begin_with_a_sign_and_stand_behind_one() -> None:
    text = text_of("“Zhou” and “Mao” met (Deng) — Xi'an, [Deng].")
    people = [person("zhou", "“Zhou”", "Xi'an"), person("mao", "Mao"), person("deng", "(Deng)")]
    everybody, _ = mentions([*people, person("xiaoping", "Deng")], [text])
    words = text.readings[0].text
    assert [[words[slice(*m.span)] for m in who.mentions] for who in everybody] == [
        ["“Zhou”", "Xi'an"],
        ["Mao"],
        ["(Deng)"],
        ["Deng"],
    ]


def test_a_name_may_count_in_one_text_only() -> None:
    assert found(person("zhou", "Zhou", texts=("notes",))) == {"zhou": ["Zhou"]}


def test_hands_correct_what_names_cannot_tell() -> None:
    mao = person("mao", "Mao", also=(lemma("Chairman", at="p2"),))
    zhou = person("zhou", "Zhou", exceptions=(lemma("Zhou Bin", at="p2"),))
    assert found(mao, zhou) == {"mao": ["Mao", "Mao", "Chairman"], "zhou": ["Zhou", "Zhou"]}


@pytest.mark.parametrize(
    ("people", "code"),
    [
        ((person("one", "Zhou"), person("two", "Zhou")), "shared-name"),
        ((person("one", also=(lemma("Chairman", at="p7"),)),), "no-such-passage"),
        ((person("one", also=(lemma("Premier", at="p2"),)),), "words-not-found"),
    ],
)
def test_what_cannot_be_told_is_a_problem(people: tuple[Person, ...], code: str) -> None:
    _, problems = mentions(people, [NOVEL, NOTES])
    assert [problem.code for problem in problems] == [code]


def test_of_a_text_that_could_not_be_read_nothing_is_said() -> None:
    who = person("one", also=(lemma("Chairman", at="p2"),))
    assert mentions([who], [NOTES])[1]
    assert mentions([who], [NOTES], whole=False)[1] == ()
    assert mentions([person("one", also=(lemma("Mao", at="p7"),))], [NOVEL], whole=False)[1]


def test_a_name_may_be_shared_by_people_of_different_texts() -> None:
    people = (person("one", "Zhou", texts=("novel",)), person("two", "Zhou", texts=("notes",)))
    assert found(*people) == {"one": ["Zhou", "Zhou"], "two": ["Zhou"]}
