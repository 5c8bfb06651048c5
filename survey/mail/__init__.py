"""Mail: what is written, and how it leaves the house.

address      a recipient that can stand in a header, or a refusal
messages     a message with its headers, from a template in plain text and in HTML
invitation   the message of one queued invitation
delivery     where messages go: a mail server, or a folder of .eml files
├── smtp     within ten seconds of silence, by TLS where the server offers it
└── folder   written whole or not at all
outcomes     why a message did not leave: Dropped, Rejected or Postponed
"""
