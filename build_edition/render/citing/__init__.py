"""Citations, and what a page tells machines about itself."""
