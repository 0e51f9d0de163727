"""The commands on one text: take it in, number its passages, examine its numbers, recover its bytes."""
