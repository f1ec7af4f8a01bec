"""Data in, paper out: PDF set in Typst, and QR codes."""
