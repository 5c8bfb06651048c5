from hypothesis import settings

# A shared machine may be slow for a moment; the same examples are tried on every run.
settings.register_profile("analysis", deadline=None, derandomize=True)
settings.load_profile("analysis")
