"""What each of the editors' files may contain, and the messages for what it may not."""
