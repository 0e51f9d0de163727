"""Two Tigers: from raw texts and editors' rulings to an annotated edition.

`sources` reads what people wrote. `texts` takes each raw text to what was transmitted and to what is
read; `notes` hang on its words; `checks` and `addresses` say what must hold. `edition.py` runs these
in order and gives one Edition, which `render` draws as pages and data. `output` writes these, and
leaves alone what has not changed; `site` has MkDocs make pages of them. Every change to a text is an
edit in a ledger, so the raw text always comes back.

Each room has a README that says what comes in, what goes out, and where to add what.
"""
