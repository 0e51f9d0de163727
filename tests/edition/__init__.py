"""The three texts: what must hold of any state of them that the edition's own check lets pass.

Nothing here knows a note, a ruling, a person or a count: an editor may retire, reword and add, and
only a Problem of `make check` stops the publication. What the program does is tested on the
specimen instead, in the folder above; most of its tests are asked here again, of the real edition.
"""
