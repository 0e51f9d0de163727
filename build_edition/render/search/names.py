"""Every spelling under which a reader may look for a person: listed, or made from the native name.

Names in Chinese characters are spelled in pinyin, Wade–Giles and Cyrillic, and in traditional and
Japanese characters; Russian names by every scheme of transliteration in use, also without surname. No library knows how Chinese
writes the names of foreigners, or Russian those of others than Chinese: `also-called` lists these.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

import iuliia

from build_edition.model import Person
from build_edition.render.search.words import key

_TONES = re.compile("[0-9]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_HAN = re.compile("[\u3400-\u9fff·]+")
_IN_GERMAN = "a b w g d e o sch s i i k l m n o p r s t u f ch z tsch sch schtsch y e ju ja".split()
_GERMAN = str.maketrans(
    dict(zip("абвгдеёжзийклмнопрстуфхцчшщыэюя", _IN_GERMAN, strict=True)) | {"ъ": "", "ь": ""}
)
"""The usual German spelling of Russian names, which the library does not have."""


def spelled_keys(people: Iterable[Person]) -> Mapping[str, list[int]]:
    """Return, for each spelling as search looks it up, the numbers of the people it may mean.

    Whoever is mentioned most comes first.
    """
    found: dict[str, list[int]] = {}
    for number, person in sorted(enumerate(people), key=lambda each: -len(each[1].mentions)):
        for name in dict.fromkeys(map(key, spellings(person))):
            found.setdefault(name, []).append(number)
    found.pop("", None)
    return found


def spellings(person: Person) -> Iterator[str]:
    """Yield every spelling of a person's name, some more than once."""
    yield from (person.name, person.surname, *person.names)
    given = person.name.replace(person.surname, "").strip()
    yield from (given, f"{person.surname} {given}", f"{given} {person.surname}")
    yield person.native
    for name in person.also_called:
        yield name
        if _HAN.fullmatch(name):
            yield from (*otherwise_written(name), " ".join(_syllables(name)))
    if person.language.startswith("zh"):
        yield from _chinese(person.native)
    elif person.language == "ru":
        yield from _russian(person.native.split())


def _chinese(name: str) -> Iterator[str]:
    yield from otherwise_written(name)
    pinyin = _syllables(name)
    cyrillic = [_TONES.sub("", syllable) for syllable in _syllables(name, "CYRILLIC")]
    for syllables in (pinyin, _wade_giles(name, pinyin), cyrillic):
        family, *given = syllables
        yield from (" ".join(syllables), " ".join((*given, family)), " ".join(given))
        if len(family) > 3 or not family.isascii():  # shorter ones are parts of too many names
            yield family


def otherwise_written(name: str) -> Sequence[str]:
    """Return what is in simplified characters in the traditional ones and as Japanese has them."""
    traditional = _converter("s2t")(name)
    return [traditional, _converter("t2jp")(traditional)]


def every_script(names: Iterable[str]) -> list[str]:
    """Return names of a thing, those in Chinese characters also as others write them."""
    written = [(n, *(otherwise_written(n) if _HAN.fullmatch(n) else ())) for n in names if key(n)]
    return [*dict.fromkeys(name for some in written for name in some)]


@cache
def _converter(scheme: str) -> Callable[[str], str]:
    """Return the one converter of a scheme, which reads its dictionaries when it is made."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(scheme).convert
    return convert


def _syllables(name: str, style: str = "NORMAL") -> list[str]:
    """Return the syllables of a Chinese name in one of pypinyin's styles."""
    # Its tables take longer to read than all other modules together, and only the index needs them.
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(name, style=getattr(Style, style), v_to_u=style == "NORMAL")


def _wade_giles(name: str, pinyin: Sequence[str]) -> list[str]:
    """Return the syllables of a name in Wade–Giles; pypinyin spells some in `ai` wrongly (`lei`)."""
    spelled = zip(_syllables(name, "WADEGILES"), pinyin, strict=True)
    return [
        re.sub("ei$", "ai", syllable) if sound.endswith("ai") else syllable.replace("v", "ü")
        for syllable, sound in spelled
    ]


def _russian(words: Sequence[str]) -> Iterator[str]:
    # Who writes no ё, as most do, has its e transliterated.
    for form in (words, [word.replace("ё", "е") for word in words]):
        latin = ([_latin(word, scheme) for word in form] for scheme in _schemes())
        german = [word.lower().translate(_GERMAN) for word in form]
        for spelled in (form, german, *latin):
            first, *_, last = spelled
            yield from (" ".join(spelled), f"{first} {last}", f"{last} {first}", last)
            # With the patronymic: without the surname, or behind it as in lists.
            yield from (" ".join(spelled[:2]), " ".join((last, *spelled[:-1])))


def in_latin(name: str) -> str:
    """Return the name of an author in Latin letters; "" if it has them, or is no person's name.

    Chinese is in pinyin, Russian as in the edition, by the scheme of BGN/PCGN.
    """
    if _HAN.fullmatch(name) and 1 < len(name) < 4:
        family, *given = _syllables(name)
        return f"{family.capitalize()} {''.join(given).capitalize()}"
    return _latin(name, "bgn_pcgn") if _CYRILLIC.search(name) else ""


@cache
def _schemes() -> Sequence[str]:
    return sorted(iuliia.schemas.names())


def _latin(word: str, scheme: str) -> str:
    latin = iuliia.schemas.get(scheme).translate(word)
    return _CYRILLIC.sub("e", latin)  # some schemes leave ё as it is


def called(people: Sequence[Person]) -> list[list[str]]:
    """Return, for each person, the names by which everything but the texts speaks of them.

    That is the surname alone, unless another person has it too.
    """
    surnames = Counter(person.surname for person in people)
    return [
        [*dict.fromkeys(filter(None, (_short(person, surnames), person.name, *_native(person))))]
        for person in people
    ]


def _short(person: Person, surnames: Mapping[str, int]) -> str:
    return person.surname if surnames[person.surname] == 1 else ""


def _native(person: Person) -> Sequence[str]:
    words = person.native.split()
    native = (person.native, words[-1]) if person.language == "ru" else (person.native,)
    return every_script((*native, *person.also_called))
