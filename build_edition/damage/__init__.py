"""What a text as a whole shows of damage in transmission; nothing is changed here."""
