"""Bring `docs/` up to date with the edition, and leave alone what has not changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import cached_property, partial
from pathlib import Path

from build_edition.addresses import address_of, lost_pages, lost_places
from build_edition.commands.steps.read import Found
from build_edition.model import Edition, Problem, Text
from build_edition.output.cache import FOLDER
from build_edition.output.digests import digest, files_of
from build_edition.output.emission import DOCS, unmanaged_files
from build_edition.output.files import Content
from build_edition.output.parts import Look, Part, Parts
from build_edition.render import (
    GATHERED,
    OF_THE_EDITION,
    Drawing,
    Question,
    Whole,
    citation_questions,
    data_files,
    draw_text,
    draw_whole,
    held,
    whole_drawing,
)
from build_edition.site.pandoc import ask
from build_edition.site.search_index import RECORDS


class Emission:
    """Writes an edition's files under `docs/`: those of each text, then those that span texts.

    Citeproc formats the citations in `beside`, from the beginning.
    """

    def __init__(
        self, root: Path, edition: Edition, found: Found, parts: Parts, beside: Executor
    ) -> None:
        self._root, self._edition, self._parts = root, edition, parts
        self._keys = _keys(root, edition, found)
        self._stale = [t.info for t in edition.texts if not parts.stands(*self._named(t))]
        questions = citation_questions(edition, self._stale)
        self._answers = beside.submit(_answers, parts, found.program, questions)

    @cached_property
    def _whole(self) -> Whole:
        return whole_drawing(self._edition, self._stale, self._answers.result())

    @cached_property
    def _look(self) -> Look:
        return partial(_lost_places, self._whole.addresses.promised)

    def texts(self) -> None:
        """Emit each text's files, and remove the search records of texts that are gone."""
        drawing = self._whole.without_texts()
        texts = [
            Part(*self._named(text), partial(_text_files, drawing, text))
            for text in self._edition.texts
        ]
        self._parts.draw(texts, self._look, self._parts.processes)
        self._parts.manifest.remove_all_but(self._parts.seals, RECORDS)

    def whole(self) -> tuple[Problem, ...]:
        """Emit what spans the texts and return every Problem; without any, remove unused files."""
        keys = [*self._keys.values()]
        key = digest(map(str.encode, keys)) if all(keys) else ""
        for name in (*GATHERED, *OF_THE_EDITION):
            part = Part(f"edition: {name}", key, partial(self._whole_files, name))
            self._parts.draw([part], self._look)
        # It lists every other file with its checksum, so it is drawn each time, which takes little.
        self._parts.draw([Part("data files", "", self._data_files)])
        return self._closed()

    def _data_files(self) -> Mapping[str, Content]:
        seals = self._parts.seals.items()
        sums = {
            path.removeprefix(DOCS): (seal.size, seal.digest)
            for path, seal in seals
            if path.startswith(DOCS)
        }
        return _under_docs(data_files(self._whole, sums))

    def _closed(self) -> tuple[Problem, ...]:
        seals = self._parts.seals
        paths = (path.removeprefix(DOCS) for path in seals if path.startswith(DOCS))
        problems = (*self._parts.problems, *lost_pages(self._whole.addresses, paths))
        if not problems:
            self._parts.manifest.remove_all_but(seals)
        self._parts.manifest.write({*seals, *(self._parts.manifest.files if problems else ())})
        return (*problems, *unmanaged_files(self._root))

    def _named(self, text: Text) -> tuple[str, str]:
        """Return the name of a text's part, and the digest of what it is made from."""
        return f"text: {text.info.slug}", self._keys[text.info.slug]

    def _whole_files(self, name: str) -> Mapping[str, Content]:
        """Return a format's files; pages with released places are held whole, to be searched."""
        promised = self._whole.addresses.promised
        files = draw_whole(self._whole, name, self._share)
        looked_at = {path for path in files if any(promised.get(address_of(path), ()))}
        return _under_docs({p: held(c) if p in looked_at else c for p, c in files.items()})

    def _share(self, name: str, text: Text) -> str:
        """Return a text's share of a file that spans the texts, as it was drawn with the text."""
        content = self._parts.content(self._named(text)[0], _share_path(name, text))
        return content.decode() or GATHERED[name].share(self._whole, text)


def _keys(root: Path, edition: Edition, found: Found) -> dict[str, str]:
    """Return each text's digest, which includes all that texts share; "" if it is not known."""
    infos = (repr(text.info) for text in edition.texts)
    said = (found.program, repr(edition.imprint), repr(edition.pages), *infos)
    beside = [path for path in (root / "edition").iterdir() if path.is_file()]
    shared = digest((*map(str.encode, said), *files_of(beside, root)))
    return {
        slug: digest((shared.encode(), source.encode())) if source else ""
        for slug, source in found.made_from.items()
    }


def _answers(parts: Parts, program: str, questions: Sequence[Question]) -> dict[str, str]:
    """Return citeproc's answers by their names; the next build does not ask the same questions again."""
    asked = {f"{FOLDER}/citations/{question.name}": question for question in questions}
    made_from = {path: digest(map(str.encode, (program, *q))) for path, q in asked.items()}
    stale = {p: q for p, q in asked.items() if not parts.stands(p, made_from[p])}
    files = {p: {p: a} for p, a in zip(stale, ask([*stale.values()]), strict=True)}
    parts.draw([Part(p, key, partial(files.__getitem__, p)) for p, key in made_from.items()])
    return {q.name: parts.content(p, p).decode() or ask([q])[0] for p, q in asked.items()}


def _text_files(drawing: Drawing, text: Text) -> Mapping[str, Content]:
    """Return a text's files, and its shares of the files that span the texts."""
    shares = {
        _share_path(name, text): gathered.share(drawing, text)
        for name, gathered in GATHERED.items()
    }
    return {**_under_docs(draw_text(drawing, text)), **shares}


def _share_path(name: str, text: Text) -> str:
    return f"{FOLDER}/shares/{name}/{text.info.slug}"


def _under_docs(files: Mapping[str, Content]) -> dict[str, Content]:
    return {f"{DOCS}{path}": content for path, content in files.items()}


def _lost_places(
    promised: Mapping[str, Sequence[str]], files: Mapping[str, Content]
) -> Iterable[Problem]:
    """Yield a Problem for each released place that is missing from a page among some files."""
    pages: Iterator[tuple[str, str]] = (
        (path.removeprefix(DOCS), content)
        for path, content in files.items()
        if path.startswith(DOCS) and isinstance(content, str)
    )
    return lost_places(promised, dict(pages))
