"""Diagnose the maturity of customs risk management: questionnaires in, proven scores and a report out."""

__version__ = "0.1.0"
