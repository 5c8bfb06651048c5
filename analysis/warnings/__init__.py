"""Early warnings: what in a period's figures the panel team should look at. Never published.

figures  what each warning rests on, and how it is stored
rules    `warnings`: Cube -> warnings, a function a rule
words    a warning as one plain sentence, and what to do about it

No warning speaks of fewer people than the threshold, to anyone: each rule has a base that its
sentence names, and is silent where that holds fewer. A page needs `figures` and `words` alone.
"""
