"""The commands on one text: take it in, number it, examine its numbers, recover its bytes."""
