"""A raw text is read in the encoding it was received in, and its bytes come back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_edition.cli import main
from build_edition.proposals.languages import language_of
from build_edition.sources.parsing.encodings import ENCODINGS, encoding_of, examples
from build_edition.sources.text_source import load_text_source

RUSSIAN = "Никита Сергеевич приехал в Пекин осенью. Его встретили на аэродроме, и он был рад. " * 3
CHINESE = "这是一次秘密访问。机场没有欢迎仪式，只有总理和苏联驻华大使前往机场迎接。" * 3
TAIWAN = "這是一次祕密訪問。機場沒有歡迎儀式，只有總理和蘇聯駐華大使前往機場迎接。" * 3
JAPANESE = (
    "これは秘密の訪問でした。空港では歓迎式典はありませんでした。総理だけが迎えに行きました。" * 3
)
GERMAN = "Über die Brücke fuhr ein Zug, und die Männer grüßten ihn. Für ihn war es schön. " * 3
FRENCH = (
    "L’été dernier, le président a été reçu à l’aéroport – « sans cérémonie », a-t-il dit. " * 3
)
POLISH = (
    "Zażółć gęślą jaźń, powiedział rybak i odszedł ścieżką. Świt był blisko, śpieszył się. " * 3
)
CZECH = "Příliš žluťoučký kůň úpěl ódy, řekl rybář a odešel dolů k lodi. Šest lidí ho vidělo. " * 3
HUNGARIAN = "Árvíztűrő tükörfúrógép, mondta az öreg halász. Őt senki sem látta többé. " * 3
SWEDISH = (
    "»Nej», sade han¹ och gick över bron. Ingen såg honom, och å andra sidan var det sent. " * 3
)
ENGLISH = "He said: “It’s a long way” – and left the house. " + "Nothing more was known of it. " * 9


@pytest.mark.parametrize(
    ("words", "written", "found"),
    [
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "windows-1252", "windows-1252"),
        (FRENCH, "windows-1252", "windows-1252"),
        (GERMAN, "latin-1", "windows-1252"),
        (SWEDISH, "latin-1", "windows-1252"),
        (POLISH, "iso-8859-2", "iso-8859-2"),
        (POLISH, "windows-1250", "windows-1250"),
        (CZECH, "iso-8859-2", "iso-8859-2"),
        (CZECH, "windows-1250", "windows-1250"),
        (HUNGARIAN, "iso-8859-2", "windows-1250"),
        (RUSSIAN, "windows-1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (CHINESE, "gb18030", "gb18030"),
        (TAIWAN, "big5", "big5"),
        (JAPANESE, "shift_jis", "cp932"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (f"\ufeff{RUSSIAN}", "utf-16-be", "utf-16-be"),
        (f"\ufeff{CHINESE}", "utf-16-le", "utf-16-le"),
    ],
)
def test_the_encoding_of_a_text_is_told(words: str, written: str, found: str) -> None:
    content = words.encode(written)
    encoding = encoding_of(content)
    assert encoding
    assert content.decode(encoding) == words
    assert encoding == found


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x81", b"PK\x03\x04" + bytes(range(256)) * 40]
)
def test_a_picture_or_an_archive_is_no_text(content: bytes) -> None:
    assert encoding_of(content) is None


@given(st.binary(max_size=200))
def test_bytes_come_back_from_the_encoding_that_is_told(content: bytes) -> None:
    encoding = encoding_of(content)
    assert encoding is None or content.decode(encoding).encode(encoding) == content


@given(st.text(max_size=60), st.sampled_from(ENCODINGS))
def test_words_in_any_encoding_are_taken_in_or_refused(words: str, written: str) -> None:
    content = words.encode(written, errors="ignore")
    encoding = encoding_of(content)
    assert encoding is None or content.decode(encoding).encode(encoding) == content


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (ENGLISH, ""),
        (RUSSIAN, "ru"),
        ("Вона їхала до міста, і їй було добре. Її ніхто не чекав.", "uk"),
        (CHINESE, "zh"),
        (JAPANESE, "ja"),
        ("كان هذا خبرا جديدا", "ar"),
        ("یہ ایک نئی خبر تھی اور سب خوش تھے", "ur"),
        ("این خبر تازه‌ای بود و چه کسی گفت", "fa"),
        ("זו הייתה ידיעה חדשה", "he"),
        ("He said “你好” to me", ""),
        ("12, 13", ""),
    ],
)
def test_the_language_of_a_text_is_told_from_its_script(words: str, language: str) -> None:
    assert language_of(words) == language


def test_words_that_show_an_encoding_are_few_and_different() -> None:
    assert examples("déjà vu, déjà vu, ça va, très bien", 3) == ["déjà", "ça", "très"]
    assert examples("nothing") == []


@pytest.mark.parametrize(
    ("words", "encoding"), [(FRENCH, "windows-1252"), (RUSSIAN, "windows-1251"), (TAIWAN, "big5")]
)
def test_a_text_is_taken_in_as_received(
    words: str, encoding: str, small: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    raw = words.encode(encoding)
    (small / "new.txt").write_bytes(raw)
    assert main(["--root", str(small), "text", "new", str(small / "new.txt")]) == 0
    told = capsysbinary.readouterr().out.decode()
    assert f"It was read as {encoding}" in told
    assert (small / "edition/texts/new/raw.txt").read_bytes() == raw
    assert main(["--root", str(small), "check"]) == 0
    capsysbinary.readouterr()
    assert main(["--root", str(small), "recover", "new"]) == 0
    assert capsysbinary.readouterr().out == raw


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "not-utf8: byte 0xe9 is not UTF-8"),
        ("gb18030", "not-decodable: byte 0xe9 is not gb18030"),
        ("klingon", "bad-value"),
    ],
)
def test_a_wrong_encoding_is_told(encoding: str, told: str, small: Path) -> None:
    folder = small / "edition/texts/letter"
    (folder / "raw.txt").write_bytes("Letters online\n\nCafé".encode("latin-1"))
    text_yml = (folder / "text.yml").read_text(encoding="utf-8")
    (folder / "text.yml").write_text(f"{text_yml}encoding: {encoding}\n", encoding="utf-8")
    source, problems = load_text_source(small, "letter")
    assert source is None
    assert any(f"{p.code}: {p.message}".startswith(told) for p in problems)


def test_bytes_that_an_encoding_would_not_give_back_are_told(small: Path) -> None:
    folder = small / "edition/texts/letter"
    # Big5 has two places for the same character
    (folder / "raw.txt").write_bytes(b"Letters online\n\n\xa1\xc3\xa2\xcc\n")
    text_yml = (folder / "text.yml").read_text(encoding="utf-8")
    (folder / "text.yml").write_text(f"{text_yml}encoding: big5\n", encoding="utf-8")
    _, problems = load_text_source(small, "letter")
    assert "not-decodable" in {problem.code for problem in problems}
