"""The loop that does what waits in the outbox: messages and slow pieces of work.

    lease, commit  ->  do  ->  mark, commit

A worker owns a row until its lease runs out, so one that is killed loses nothing: another does
the row again. A message that was done twice has one Message-ID, and one file in the folder. Mail
is sent with no transaction open; an edition changes in the transaction that marks it done.
Logs name rows by number and kind, never a person.

loop    the worker: step by step until it is told to stop
lease   taking a row, marking it, trying again later
work    what is done for each kind of row
"""

from survey.worker.loop import Worker, stopped_by_signals

__all__ = ["Worker", "stopped_by_signals"]
