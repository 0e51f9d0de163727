"""Format suspect numbers and proposed readings, for people or as JSON."""

import json
from collections.abc import Iterable, Iterator

from build_edition.numerals import Finding


def as_json_lines(findings: Iterable[tuple[int, str, Finding]]) -> Iterator[str]:
    """Yield one JSON object per paragraph; a sound one has no suspects and no readings."""
    for line, _, finding in findings:
        entry = {
            "line": line,
            "suspects": [
                {
                    "start": s.start,
                    "end": s.end,
                    "text": s.text,
                    "certainty": s.certainty,
                    "rule": s.rule,
                    "why": s.why,
                }
                for s in finding.suspects
            ],
            "readings": [
                {"text": r.text, "certainty": r.certainty, "why": r.why} for r in finding.readings
            ],
        }
        yield json.dumps(entry, ensure_ascii=False) + "\n"


def as_text(findings: Iterable[tuple[int, str, Finding]]) -> Iterator[str]:
    """Yield the suspect paragraphs: each suspect with its span (code points), then readings."""
    for line, _, finding in findings:
        if not finding.suspects:
            continue
        yield f"line {line}\n"
        for s in finding.suspects:
            sure = "a hint" if s.certainty == "low" else f"alarm, certainty {s.certainty}"
            yield f"  {s.start}-{s.end} “{s.text}”: {s.why} ({s.rule}; {sure})\n"
        for n, reading in enumerate(finding.readings, start=1):
            yield f"  reading {n} (certainty {reading.certainty}; {reading.why}):\n    {reading.text}\n"
