"""Write an adopted plan in the formats of other programs."""
