"""Left out where PySpark is not installed; `make test-cluster` installs it, in `.cluster`."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("pyspark") else ["standalone.py", "test_counting.py"]
