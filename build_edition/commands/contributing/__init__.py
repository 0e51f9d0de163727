"""The commands for anyone who contributes: draft a note, review a change, credit its authors."""
