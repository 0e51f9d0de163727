"""The commands on one text: add it, propose rulings, number passages, check numbers, recover it."""
