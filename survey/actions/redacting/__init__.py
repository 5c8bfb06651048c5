"""Words made fit to be published, without changing what was said.

redacting
├── brackets    outside [brackets] a quote holds the original's words and no others
├── finding     everything in a text that may tell who spoke, marked
├── patterns    what tells by its shape: dates, sums, addresses, references, titles with names
├── telephones  telephone numbers, by libphonenumber
├── capitals    words that are written like a name
├── names       first names, and words that begin sentences and are none
└── known       what this panel and this plan tell
"""
