"""Announcements: what is told, to which channels, when, and what became of each request."""
