"""The stages from raw text to reading: cleaning, passages, emendations, and ledgers of every edit."""
