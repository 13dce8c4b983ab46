"""Paper: QR codes, and posters set in type. Knows nobody; the words come in as data. Pure."""
