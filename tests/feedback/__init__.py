"""Tests of what the answers tell us."""
