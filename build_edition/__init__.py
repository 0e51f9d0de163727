"""Two Tigers: from raw texts and editors' rulings to an annotated edition.

`inputs` reads what people wrote; `clean` takes away what is not text, `passages` puts each line
under its permanent id, `emend` mends slips of transmission; `edition` runs these in order and
`checks` the result; `render` draws the Edition as pages and data, `emission` brings `docs/` up to
date with them, `site` hands them to MkDocs. What did not change is kept from one build to the
next: a text as it was read (`cache`), as it was drawn, and the page made of it. Every change to a text is an edit in a ledger, so the raw text
always comes back.
"""
