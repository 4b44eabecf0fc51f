"""What it means: the mission, its scores, findings, recommendations and plan."""
