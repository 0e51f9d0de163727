"""From raw texts and editors' rulings to an annotated edition.

`sources` reads what people wrote. `texts` makes of each raw text the transmitted text, and of that
the reading; `notes` are attached to its words; `checks` and `addresses` say what must hold.
`edition.py` runs these stages in order and returns one Edition, which `render` draws as pages and
data. `output` writes these and leaves alone what has not changed; `site` has MkDocs make the site
from them. Every change to a text is an edit in a ledger, so the raw text can always be recovered.

A room is a sub-package of this one, and a wing is a sub-package of a room. Each room has a README
that says what comes in, what goes out, and where to add what.
"""
