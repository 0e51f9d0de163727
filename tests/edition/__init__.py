"""The three texts: what must hold of any state of them that the edition's own check lets pass.

Nothing here depends on a note, a ruling, a person or a count: an editor may retire, reword and
add, and only a Problem of `make check` stops publication. What the program does is tested on the
specimen, in the folder above; here, the tests that must hold for any edition run on this one.
"""
