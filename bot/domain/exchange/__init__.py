"""Titles as JSON and CSV, and every mistake in such a file at once."""
