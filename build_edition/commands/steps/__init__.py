"""The steps that commands share: reading the edition, emitting `docs/`, exit codes."""
