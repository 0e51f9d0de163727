"""Turn a note that somebody suggested in an issue into a file, with its author credited."""

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_edition import edition
from build_edition.commands.printing.problems import as_text
from build_edition.commands.steps.outcome import GOOD, PROBLEMS, WrongUseError, code_of
from build_edition.model import Problem, Text
from build_edition.output.files import write_file
from build_edition.proposals.notes import Found, find_words, name_for, suggested_file
from build_edition.proposals.suggestions import Suggestion, read_suggestion
from build_edition.sources.formats.names import TEXTS
from build_edition.sources.notes import load_note
from build_edition.sources.text_source import load_text_source
from build_edition.texts.foldings import folded

_ACCOUNT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})")


@dataclass(frozen=True)
class Issue:
    """An issue as the host gives it: its text, number, and the author's account, if it is told."""

    body: str
    number: int
    account: str
    account_id: int


def note_from_issue(root: Path, file: Path) -> int:
    """Write the note that an issue suggests, say what the check finds in it, and how to commit it."""
    issue = _issue(file)
    try:
        suggestion = read_suggestion(issue.body)
    except ValueError as error:
        raise WrongUseError(f"{file} suggests no note: {error}") from error
    if not (root / TEXTS / suggestion.text).is_dir():
        raise WrongUseError(f"{file} is about a text {suggestion.text}, which there is not")
    source, problems = load_text_source(root, suggestion.text)
    text, found = edition.read_text(source) if source else (None, ())
    if text is None:
        print(as_text((*problems, *found)), end="")
        return PROBLEMS
    by = suggestion.name or issue.account
    if not by:
        raise WrongUseError(f"{file} does not say who suggests it: write a name below “### Name”")
    place, words = _placed(suggestion, text)
    folder = f"{TEXTS}/{suggestion.text}/notes"
    taken = {path.stem for path in (root / folder).glob("*.md")}
    path = f"{folder}/{name_for(words, taken)}.md"
    write_file(root / path, suggested_file(suggestion, place, words, by))
    return _reported(root, path, issue, by, suggestion.text)


def _issue(file: Path) -> Issue:
    """Return an issue from the host's JSON, or from its text alone."""
    content = file.read_text(encoding="utf-8", errors="replace")
    given: Any = None
    if content.lstrip().startswith("{"):
        try:
            given = json.loads(content)
        except ValueError as error:
            raise WrongUseError(f"{file} is not valid JSON: {error}") from error
    if not isinstance(given, dict):
        return Issue(content, 0, "", 0)
    user = given.get("user")
    user = user if isinstance(user, dict) else {}
    login, number, number_of_user = user.get("login"), given.get("number"), user.get("id")
    return Issue(
        str(given.get("body") or ""),
        number if isinstance(number, int) else 0,
        login if isinstance(login, str) and _ACCOUNT.fullmatch(login) else "",
        number_of_user if isinstance(number_of_user, int) else 0,
    )


def _placed(suggestion: Suggestion, text: Text) -> tuple[Found, str]:
    """Return where the words are and how the page has them; as written, if they are not there."""
    here = [reading for reading in text.readings if reading.id == suggestion.at]
    words = suggestion.words
    for reading in here:
        alike = folded(words, reading.text, reading.id)
        if words not in reading.text and len(alike.spans) == 1:
            words = reading.text[slice(*alike.spans[0])]
    exact = find_words(words, here)
    return (exact[0] if len(exact) == 1 else Found(suggestion.at, 1, 1)), words


def _reported(root: Path, path: str, issue: Issue, by: str, slug: str) -> int:
    """Print what was written, what is wrong with it, and the command that credits its author."""
    print(f"{path} was created, by {by}.")
    problems = _problems(root, path, slug)
    print(as_text(problems), end="")
    subject = f"Add a note suggested in #{issue.number}" if issue.number else "Add a suggested note"
    trailer = ""
    if issue.account and issue.account_id:
        mail = f"{issue.account_id}+{issue.account}@users.noreply.github.com"
        trailer = " --trailer " + shlex.quote(f"Co-authored-by: {issue.account} <{mail}>")
    print("Read it, correct what is wrong, run make check, and commit it:")
    print(f"  git add {path}")
    print(f"  git commit --message {shlex.quote(subject)}{trailer}")
    return code_of(problems) or GOOD


def _problems(root: Path, path: str, slug: str) -> tuple[Problem, ...]:
    """Return what is wrong with a note, in its file or with its words."""
    _, found = load_note(root, slug, path)
    source, _ = load_text_source(root, slug)
    placed = edition.read_text(source)[1] if source else ()
    return tuple(sorted({*found, *(p for p in placed if p.place.path == path)}))
