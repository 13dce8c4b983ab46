"""What we know: knowledge platforms and the guidance for each age."""
