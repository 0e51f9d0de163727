"""The command that founds an edition of one's own, and what that begins with."""
