"""What each file of the editors may say, and how a fault in it is worded."""
