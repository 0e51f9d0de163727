"""Tell which lines say that they are a chapter, or another part of a text."""

import re
from collections.abc import Iterable

from build_edition.proposals.shapes.look import Seen

ROMAN = r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_WORDS = (
    r"(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty)(?:[- ]\w+)?"
)
_NUMBER = rf"(?:\d{{1,4}}|{ROMAN}|{ROMAN.lower()}|[A-Z]|(?i:{_WORDS}))"
_PARTS: tuple[tuple[str, str], ...] = (
    ("volume", r"volume|vol\.|том|band|tome"),
    ("book", r"book|книга|buch|livre|libro"),
    ("part", r"part|часть|teil|partie|parte|раздел"),
    ("act", r"act|акт|действие|akt|acte|acto"),
    ("canto", r"canto|stave"),
    ("chapter", r"chapter|chap\.|глава|kapitel|chapitre|cap[ií]tulo|capitolo"),
    ("section", r"section|§|lesson|lecture|appendix|episode|лекция|параграф"),
    ("scene", r"scene|сцена|явление|szene"),
    ("letter", r"letter|письмо"),
    ("article", r"article|статья|artikel|art[ií]culo|articolo|المادة"),
)
_NUMBERED = {
    name: re.compile(rf"(?i:{ways})(?:\s+{_NUMBER}|\d{{1,4}})(?![\w’'])(?P<rest>.*)")
    for name, ways in _PARTS
}
_HAN = re.compile(
    r"第\s*[\d〇零一二三四五六七八九十百千两]{1,9}\s*(?P<part>[卷部篇章节節回話话幕])(?P<rest>.{0,40})"
)
_NAMED = re.compile(
    r"(?i:prologue|epilogue|preface|introduction|introductory|contents|table of contents|conclusion"
    r"|foreword|afterword|postscript|(?:end|foot)?notes|bibliography|acknowledge?ments|glossary"
    r"|references|index|appendix|dedication|пролог|эпилог|предисловие|введение|заключение|содержание"
    r"|примечания|序|序章|前言|后记|後記|楔子|尾声|注释|註釋)[.:]?"
)


def part_of(s: Seen, alone: bool) -> str:
    """Return what part of a text a line says that it heads: `chapter`, `section` …, or nothing."""
    if len(s.words) > 110:
        return ""
    if (han := _HAN.match(s.words)) and not s.words.endswith(("。", "，", "！", "？")):
        return {"卷": "volume", "部": "part", "篇": "part", "幕": "act"}.get(han["part"], "chapter")
    if alone and len(s.words) < 40 and _NAMED.fullmatch(s.words) and not s.lower:
        return "chapter"
    for part, pattern in _NUMBERED.items():
        match = pattern.fullmatch(s.words)
        if match and not s.lower and _is_title(match["rest"]):
            return part
    return ""


def _is_title(rest: str) -> bool:
    """Whether what follows a chapter's number is its title, and not the rest of a sentence."""
    bare = rest.strip(" .:—–-*_")
    if not bare:
        return True
    separated = not rest[:1].isspace() or rest.lstrip()[:1] in ".:—–-("
    starts = bare[0].isupper() or not bare[0].isalpha() or bare[0].lower() == bare[0].upper()
    ends = rest.rstrip()[-1:] in ".!?,;" and not bare.isupper()
    return starts and len(bare) <= 90 and (not ends or (separated and bare.count(" ") < 9))


def in_order(parts: Iterable[str]) -> list[str]:
    """Return the sorts of part that there are, the largest first."""
    held = set(parts)
    return [name for name, _ in _PARTS if name in held]
