"""Workers in processes of their own, made quickly: one that has loaded everything forks them.

    python -m tests.survey.worker.forked 2018-07-02T09:00:00+00:00

For each line that comes in, a worker starts whose clock stands at that moment; its process number
goes out, and an empty line once it has ended.
"""

import os
import sys
from datetime import datetime

from survey import create_app
from survey.config import Settings
from survey.worker import Worker


def main(moment: datetime) -> None:
    app = create_app(Settings.from_env())
    app.extensions["engine"].dispose()  # no connection is shared with a fork
    for _ in sys.stdin:
        number = os.fork()
        if not number:
            Worker(app, clock=lambda: moment, idle_seconds=0.1).run()
        say(f"{number}\n")
        os.waitpid(number, 0)
        say("\n")


def say(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()


if __name__ == "__main__":
    main(datetime.fromisoformat(sys.argv[1]))
