"""The loop that does what waits in the outbox: messages and slow pieces of work.

    lease, commit  ->  do  ->  mark, commit
    a message:         write, address  ->  hand, commit  ->  the text, the server's answer

A worker owns a row until its lease runs out, so one that is killed loses nothing: another does
the row again. Only a message whose text was being handed over is not sent again: nobody knows
whether it arrived, so it rests as uncertain until a manager decides. Mail is sent with no
transaction open; all else changes in the transaction that marks it done. Logs name rows by number
and kind, never a person.

loop      the worker: step by step until it is told to stop
lease     taking a row, and keeping that its text is about to leave
ending    done, given up, resting, or waiting for another attempt
sending   writing a message and carrying it out of the house
returned  reading the folder of returned mail
work      what is done for each kind of row that is no message
calendar  what the calendar asks for
watching  what the figures warn of, every night and at each close
"""

from survey.worker.loop import Worker, stopped_by_signals

__all__ = ["Worker", "stopped_by_signals"]
