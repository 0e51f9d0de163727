"""Write what is proposed for a raw text as a block to paste into `text.yml`, and what it takes away."""

import hashlib
from collections.abc import Iterator
from itertools import groupby

from build_edition.model import TextInfo
from build_edition.proposals.line_rulings import Proposed, proposed
from build_edition.proposals.shapes.columns import ProposedColumns
from build_edition.proposals.shapes.look import Proposal, begins
from build_edition.proposals.yaml_words import quoted
from build_edition.texts.raw_lines import RawLines, counted_lines

SHOWN = 10
"""How many lines of one stretch are told one by one when they are taken away."""


def propose(raw: str, info: TextInfo) -> str:
    """Return a block of YAML for `text.yml`: checksum, rules, speakers and line rulings."""
    return as_yaml(raw, info, proposed(raw, info))


def as_yaml(raw: str, info: TextInfo, found: Proposed) -> str:
    """Return what is proposed as a block of YAML; reasons are comments."""
    lines = ["", f"sha256: {hashlib.sha256(raw.encode(info.encoding)).hexdigest()}"]
    lines += [f"encoding: {info.encoding}"] if info.encoding != "utf-8" else []
    if found.rules:
        lines += ["rules: [" + ", ".join(name for name, _ in found.rules) + "]"]
        lines += [f"# {name}: {reason}" for name, reason in found.rules if reason]
    lines += ["speakers:"] if found.speakers else []
    lines += [f"  - {{label: {quoted(s.label)}, name: {quoted(s.name)}}}" for s in found.speakers]
    lines += ["columns:"] if found.columns else []
    lines += [line for proposal in found.columns for line in _columns(proposal)]
    lines += ["rulings:"] if found.rulings else []
    lines += [line for proposal in found.rulings for line in _block(found.raw_lines, proposal)]
    return "\n".join(lines) + "\n"


def _columns(proposal: ProposedColumns) -> Iterator[str]:
    ruling = proposal.ruling
    yield f"  - lines: {ruling.first}-{ruling.last}  # {proposal.reason}"
    yield f"    begins: {quoted(ruling.begins)}"
    yield f"    at: {ruling.at}"


def _block(raw_lines: RawLines, proposal: Proposal) -> Iterator[str]:
    if proposal.like:
        yield f"  - like: {quoted(proposal.like)}"
        yield f"    times: {proposal.times}"
    else:
        first, last = proposal.first, proposal.last
        yield f"  - lines: {first}" if first == last else f"  - lines: {first}-{last}"
        yield f"    begins: {quoted(begins(raw_lines.words(raw_lines.lines[first - 1])))}"
    yield f"    as: {proposal.kind}  # {proposal.reason}"
    if proposal.kind == "heading" or proposal.level > 1:
        yield f"    level: {proposal.level}"
    if proposal.why:
        yield f"    why: {quoted(proposal.why)}"


def taken_away(found: Proposed) -> list[str]:
    """Return what furniture is taken away, a line for each, for an editor to check.

    Of a stretch of many lines the first and the last are told, and how many are between them.
    """
    raw_lines = found.raw_lines
    gone = [
        (line.number, raw_lines.words(line).strip(), ruling)
        for line in raw_lines.lines
        if (ruling := raw_lines.ruling(line)) and ruling.kind == "furniture"
    ]
    gone = [each for each in gone if each[1]]
    told = [f"{counted_lines(len(gone))} taken away:"] if gone else []
    for _, run in groupby(gone, key=lambda each: id(each[2])):
        lines = [(number, words) for number, words, _ in run]
        why = raw_lines.rulings[lines[0][0]].why
        shown = lines if len(lines) <= SHOWN else (lines[0], lines[-1])
        told += [f"  {number} “{begins(words)}”: {why}" for number, words in shown[:-1]]
        told += [f"  … {len(lines) - 2:,} lines between"] if len(lines) > SHOWN else []
        number, words = shown[-1]
        told.append(f"  {number} “{begins(words)}”: {why}")
    return told
