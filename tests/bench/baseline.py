"""What an edition is measured against: the same words as ordinary Markdown, for stock Material.

Each text is a page with its notes as native footnotes, the texts are listed in the nav, and search
is the theme's own. No code of this project takes part in building it.
"""

from pathlib import Path

from tests.bench.generate import Made, World

CONFIG = """site_name: Baseline
site_url: http://127.0.0.1:8000/
theme:
  name: material
  font: false
markdown_extensions:
  - footnotes
plugins:
  - search
nav:
  - Home: index.md
  - Texts:
{texts}"""


def write_baseline(root: Path, world: World) -> None:
    """Write the words of an edition as a bare MkDocs project under `root`."""
    docs = root / "docs"
    (docs / "texts").mkdir(parents=True)
    listed = "".join(f"      - {made.title}: texts/{made.slug}.md\n" for made in world.made)
    (root / "mkdocs.yml").write_text(CONFIG.format(texts=listed), encoding="utf-8")
    links = "".join(f"- [{made.title}](texts/{made.slug}.md)\n" for made in world.made)
    (docs / "index.md").write_text(f"# Baseline\n\n{links}", encoding="utf-8")
    for made in world.made:
        (docs / f"texts/{made.slug}.md").write_text(_markdown(made), encoding="utf-8")


def _markdown(made: Made) -> str:
    """Return a text as people write one: headings, paragraphs, list items, notes as footnotes."""
    read = {place: (on, words) for place, on, words in made.rulings}
    called = {place: (name, on) for name, place, on, _ in made.notes}
    blocks = [f"# {made.title}"]
    for n, line in enumerate(made.lines):
        if n in read:
            line = line.replace(*read[n])
        if n in called:
            name, on = called[n]
            line = line.replace(on, f"{on}[^{name}]", 1)
        blocks.append(f"## {line}" if n % 10 == 0 else f"- {line}" if n % 10 in (7, 8) else line)
    blocks += [f"[^{name}]: {said}" for name, _, _, said in made.notes]
    return "\n\n".join(blocks) + "\n"
