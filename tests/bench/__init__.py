"""Measure how fast editions of growing size are built; the editions are made here too."""
