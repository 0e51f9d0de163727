"""What surrounds the editors' files: other tools' settings, and the pages written by hand."""
