"""What the lines of a raw text look like; each module proposes rulings of one kind, with reasons."""
