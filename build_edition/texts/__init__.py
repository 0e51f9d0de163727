"""The stages from raw text to reading (cleaning, passages, emendations), with ledgers of edits."""
