"""Decide what each command shows: columns, rows, JSON and lines of text. Nothing is printed here."""
