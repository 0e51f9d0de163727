"""Words written as YAML, for what an editor is to paste."""

import json


def quoted(words: str) -> str:
    """Words in quotation marks that YAML reads back unchanged, whatever characters they hold."""
    return json.dumps(words, ensure_ascii=False)
