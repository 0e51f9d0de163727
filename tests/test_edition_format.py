"""`edition.json` is what its records declare, and changes by addition only.

After adding a field: `pytest tests/test_edition_format.py --refresh-golden`. That refuses a change
that breaks older programs; for one, raise `FORMAT`, and name the new format in CHANGELOG.md.
"""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

import jsonschema
import pytest

from build_edition import edition
from build_edition.model import Citation, Mention, Place, Span, Speaker
from build_edition.model.published import COUNT, Published, published_fields
from build_edition.render import draw_whole, held
from build_edition.render.exports.edition_json import recover_published
from build_edition.render.exports.edition_schema import edition_schema, schema_of
from build_edition.render.exports.records import FORMAT
from build_edition.render.markup.json import indented
from build_edition.sources.formats.edition_and_text import SpeakerFormat
from build_edition.sources.formats.taken import taken
from build_edition.sources.load import load_sources
from tests.support import PLACE, ROOT, person, whole

GOLDEN = ROOT / "tests/golden"
RAW = GOLDEN / "edition/texts/minutes/raw.txt"
Shape = dict[str, Any]


def shape_of(schema: Any, named: bool = False) -> Any:
    """Return a schema without its prose: what a program that reads the data can rely on."""
    if isinstance(schema, list):
        return [shape_of(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    words = () if named else ("$schema", "$id", "title", "description")
    kept = {key: value for key, value in schema.items() if key not in words}
    return {key: shape_of(value, key == "properties") for key, value in kept.items()}


def broken(old: Shape, new: Shape, at: str = "") -> Iterator[str]:
    """Yield each change that breaks a program written for the old data.

    Fields may be added, and values to a field's possible ones, except null. All else must stay.
    """
    for key in sorted(old.keys() | new.keys()):
        before, now = old.get(key), new.get(key)
        if key == "properties" and before is None and old.get("additionalProperties", True):
            continue  # of what was open, it is now said what some of it is
        if before is None or now is None:
            yield f"{at}: {key} was {before} and is {now}"
        elif key == "properties":
            yield from (f"{at}/{name} is gone" for name in before if name not in now)
            for name in (name for name in before if name in now):
                yield from broken(before[name], now[name], f"{at}/{name}")
        elif key == "items":
            yield from broken(before, now, f"{at}[]")
        elif key in ("required", "enum"):
            yield from (f"{at}: {key} without {lost}" for lost in before if lost not in now)
            if None in now and None not in before:
                yield f"{at}: may be null"
        elif before != now:
            yield f"{at}: {key} was {before} and is {now}"


def faults(number: int, shape: Shape, approved: Shape | None, changelog: str) -> list[str]:
    """Return the faults of a format: broken promises, or a changelog that does not name it."""
    found = [*broken(approved, shape)] if approved else []
    if number > 1 and f"format {number} of `edition.json`" not in changelog:
        found.append(f"CHANGELOG.md says nothing of format {number} of `edition.json`")
    return found


def test_the_format_changes_by_addition_only(pytestconfig: pytest.Config) -> None:
    path, shape = GOLDEN / f"edition-format-{FORMAT}.json", shape_of(edition_schema())
    approved = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert faults(FORMAT, shape, approved, changelog) == []
    if pytestconfig.getoption("--refresh-golden"):
        path.write_text(json.dumps(shape, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        approved = shape
    assert approved == shape, "a field was added: refresh the golden files, and commit them"


def test_what_is_required_is_declared_as_strict_validators_ask() -> None:
    def undeclared(schema: Shape) -> Iterator[str]:
        if "required" in schema:
            yield from set(schema["required"]) - set(schema.get("properties", {}))
        for within in (*schema.get("properties", {}).values(), schema.get("items")):
            yield from undeclared(within) if within else ()

    assert [*undeclared(edition_schema())] == []


def part(shape: Shape, path: str) -> Shape:
    """Return the part of a shape that describes a field, such as `people[]/name`."""
    for step in path.replace("[]", "/[]").split("/"):
        shape = shape["items"] if step == "[]" else shape["properties"][step]
    return shape


def drop(record: Shape, name: str) -> None:
    """Remove a field from a record."""
    del record["properties"][name]
    record["required"].remove(name)


def add(record: Shape, name: str) -> None:
    """Add a field to a record."""
    record["properties"][name] = {"type": "string"}
    record["required"].append(name)


BREAKING: dict[str, tuple[str, Callable[[Shape], object]]] = {
    "a field vanishes": ("people[]", lambda found: drop(found, "native")),
    "a field of a field vanishes": ("people[]/mentions[]", lambda found: drop(found, "span")),
    "a field need not be there": ("texts[]", lambda found: found["required"].remove("caveat")),
    "a field has another type": ("people[]/who", lambda found: found.update(type="array")),
    "a field may be null": ("events[]/date", lambda found: found.update(type=["string", "null"])),
    "a choice may be null": (
        "events[]/certainty",
        lambda found: found["enum"].append(None),
    ),
    "a field is never null": ("people[]/stands_for", lambda found: found.update(type="string")),
    "items have another type": (
        "texts[]/notes[]/by",
        lambda found: found["items"].update(type="integer"),
    ),
    "a value is no longer possible": (
        "texts[]/notes[]/kind",
        lambda found: found["enum"].remove("error"),
    ),
    "a pattern comes": ("texts[]/slug", lambda found: found.update(pattern="^[a-z]+$")),
    "a pattern goes": ("people[]/id", lambda found: found.pop("pattern")),
    "numbers may be negative": ("texts[]/raw/bytes", lambda found: found.pop("minimum")),
    "spans are longer": ("texts[]/passages[]/span", lambda found: found.update(maxItems=3)),
    "a record may hold anything": (
        "people[]",
        lambda found: found.update(additionalProperties=True),
    ),
}


@pytest.mark.parametrize("name", BREAKING)
def test_what_an_older_reader_would_miss_is_noticed(name: str) -> None:
    path, change = BREAKING[name]
    shape = shape_of(edition_schema())
    changed = deepcopy(shape)
    change(part(changed, path))
    assert len(faults(1, changed, shape, "")) in (1, 2)
    assert all(path in fault for fault in faults(1, changed, shape, ""))


def test_additions_break_nothing() -> None:
    shape = shape_of(edition_schema())
    changed = deepcopy(shape)
    add(part(changed, "people[]"), "born_in")
    add(part(changed, "texts[]/passages[]"), "page")
    part(changed, "texts[]/notes[]/kind")["enum"].append("translation")
    assert faults(1, changed, shape, "") == []
    assert changed != shape


def test_a_new_format_is_named_in_the_changelog() -> None:
    shape = shape_of(edition_schema())
    assert faults(2, shape, None, "format 1 of `edition.json`")
    assert faults(2, shape, None, "This is format 2 of `edition.json`: `native` is gone.") == []


@pytest.fixture(scope="module")
def data() -> Any:
    """Return the `edition.json` of the golden edition, parsed."""
    sources, _ = load_sources(GOLDEN)
    assert sources
    built, _ = edition.build(sources)
    assert built
    files = draw_whole(whole(built), "published")
    assert json.loads(held(files["data/edition.schema.json"])) == edition_schema()
    return json.loads(held(files["data/edition.json"]))


def objects(schema: Shape, value: Any) -> Iterator[tuple[Shape, dict[str, Any]]]:
    """Yield every record in the data, with its schema."""
    if schema.get("properties"):
        yield schema, value
        for name, inner in schema["properties"].items():
            yield from objects(inner, value[name])
    for item in value if "items" in schema else ():
        yield from objects(schema["items"], item)


def test_the_data_has_the_declared_fields_in_their_order_and_no_others(data: Any) -> None:
    schema = edition_schema()
    check = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=check).validate(data)
    works = schema["properties"]["works"]["items"]  # what else they have is CSL's
    found = [pair for pair in objects(schema, data) if pair[0] is not works]
    assert len(found) > 50
    for declared, record in found:
        assert [*record] == declared["required"] == [*declared["properties"]]
        assert declared["additionalProperties"] is False


def test_every_field_says_what_it_is() -> None:
    def bare(schema: Shape, at: str) -> Iterator[str]:
        if not schema.get("description"):
            yield at
        for name, inner in schema.get("properties", {}).items():
            yield from bare(inner, f"{at}/{name}")
        for inner in (schema.get("items"), *schema.get("prefixItems", ())):
            yield from bare(inner, f"{at}[]") if inner else ()

    assert [*bare(edition_schema(), "")] == []


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(edition_schema())


def test_the_raw_text_comes_back_from_the_data(data: Any) -> None:
    assert recover_published(data, "minutes") == RAW.read_bytes()


@dataclass(frozen=True)
class Boat:
    """A boat.

    It floats.
    """

    name: Annotated[str, Published("Its name.", name="called")]
    crew: Annotated[tuple[Annotated[str, Published("A hand.")], ...], Published("Who sails it.")]
    rig: Annotated[Literal["sloop", "ketch"] | None, Published("How it is rigged.")]
    speed: Annotated[float, Published("In knots.")]
    place: Place = PLACE


def test_a_record_publishes_what_it_says_and_nothing_else() -> None:
    boat = Boat("Å%s", ("a", "b"), None, 6.5)
    assert json.loads(indented(boat)) == {
        "called": "Å%s",
        "crew": ["a", "b"],
        "rig": None,
        "speed": 6.5,
    }
    assert indented([boat]) == json.dumps(
        [json.loads(indented(boat))], indent=1, ensure_ascii=False
    )
    assert [*published_fields(Boat)] == ["called", "crew", "rig", "speed"]


def test_the_schema_of_a_record_is_read_from_its_types() -> None:
    assert schema_of(tuple[Boat, ...])["items"] == {
        "type": "object",
        "description": "A boat.",
        "additionalProperties": False,
        "required": ["called", "crew", "rig", "speed"],
        "properties": {
            "called": {"type": "string", "description": "Its name."},
            "crew": {
                "type": "array",
                "description": "Who sails it.",
                "items": {"type": "string", "description": "A hand."},
            },
            "rig": {"enum": ["sloop", "ketch", None], "description": "How it is rigged."},
            "speed": {"type": "number", "description": "In knots."},
        },
    }
    assert schema_of(Annotated[int | None, COUNT]) == {"type": ["integer", "null"], "minimum": 0}
    assert schema_of(Literal[1]) == {"const": 1}
    assert schema_of(Span)["minItems"] == schema_of(Span)["maxItems"] == 2


def test_a_value_that_is_no_record_is_not_written() -> None:
    for value in (object(), PLACE):
        with pytest.raises(TypeError):
            indented(value)


def test_a_person_is_published_with_mentions_and_sources() -> None:
    told = replace(
        person("clerk"),
        citations=(Citation("diary", "3", PLACE),),
        mentions=(Mention("minutes", "p2", Span(0, 5)),),
    )
    found = json.loads(indented(told))
    assert found["sources"] == [{"work": "diary", "locator": "3", "seen": None}]
    assert found["mentions"] == [{"text": "minutes", "passage": "p2", "span": [0, 5]}]
    assert not {"place", "texts", "also", "exceptions", "citations"} & found.keys()


def test_a_value_takes_over_what_its_format_has_and_it_is_not_given() -> None:
    form = SpeakerFormat(label="Q:", name="Somebody")
    assert taken(Speaker, form) == Speaker("Q:", "Somebody")
    assert taken(Speaker, form, name="Somebody else") == Speaker("Q:", "Somebody else")
    with pytest.raises(TypeError, match="missing"):
        taken(Mention, form, text="minutes")
