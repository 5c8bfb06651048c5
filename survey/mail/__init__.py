"""Mail: what is written, and how it leaves the house.

address        a recipient that can stand in a header, or a refusal
messages       a message with its headers, from a template in plain text and in HTML
invitation     the message of one queued invitation
delivery       where messages go: a mail server, or a folder of .eml files
├── smtp       many over one connection; the moment from which a copy may be out is kept
├── connection opened, protected by TLS where the server offers it, signed in
└── folder     written whole or not at all
bounces        what a returned message says of which of ours
outcomes       why a message did not leave: Dropped, Rejected, Postponed or Uncertain
"""
