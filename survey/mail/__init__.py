"""Mail: what is written, and how it leaves the house.

writing        the message of an outbox row of any kind, written when it is about to leave
├── wanted     whether it is still wanted then
├── asking     who reads it, and what the merge fields say to them
├── shipped    the words: those that were edited, or else those of the folder `words`
├── code_words the words that nobody edits, of the message with the six digits
├── body       one text with merge fields, cut into what both parts are made of
├── own_answers, interviews     what only thanks and conversations have; its calendar entry
├── reading_back what only the link to a record has: from whom, and until when it can be corrected
├── trial      words as they are being edited, for whoever edits them
└── messages   headers, and the two parts: `plain`, and HTML in `styles` and `colours`
address        a recipient that can stand in a header, or a refusal
delivery       where messages go: a mail server, or a folder of .eml files
├── smtp       many over one connection; the moment from which a copy may be out is kept
├── connection opened, protected by TLS where the server offers it, signed in
└── folder     written whole or not at all
bounces        what a returned message says of which of ours
checking       the settings of mail, tried step by step
outcomes       why a message did not leave: Dropped, Rejected, Postponed, NotYet or Uncertain
"""
