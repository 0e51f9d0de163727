"""What people say about the texts: notes in their places, mentions, contributors."""
