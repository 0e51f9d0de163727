"""The lists beside the texts: notes, people, timeline, emendations, works, changes."""
