"""Follow many administrations over many rounds: what moved, what is stuck, who can help whom."""
