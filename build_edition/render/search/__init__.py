"""What search reads: records of everything that has an address, and the words and names in them."""
