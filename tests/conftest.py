"""Settings for all tests: a slow machine is no failure, so no generated example is timed."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
