"""Run what others wrote: MkDocs and pandoc; make the search index, the archive and the preview."""
