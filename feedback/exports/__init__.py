"""The circle's published numbers as files: one description of a number, and a thin writer for each format."""
