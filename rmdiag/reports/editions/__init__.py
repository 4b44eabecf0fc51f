"""Decide what the editions of a report say: chapter by chapter, from an assessment to the values of `model.py`."""
