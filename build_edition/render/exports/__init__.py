"""The edition in forms that other tools read: JSON, TEI, EPUB, annotations, plain text."""
