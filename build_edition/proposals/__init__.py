"""What the program proposes to an editor. Nothing here is applied."""
