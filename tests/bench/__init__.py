"""How fast an edition is built, and how that grows: editions to measure, and what measures them."""
