"""What hand-written pages include: a worked example, the kinds of note, Problem codes, contact."""
