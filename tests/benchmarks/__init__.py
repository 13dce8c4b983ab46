"""Measurements against the budgets of the house. Not collected by pytest: they take their time."""
