"""The words of messages as they are edited: plain text with merge fields, never evaluated.

    Dear {{ role }},                                       a merge field
    [talks] We ask you for no scores.                      a paragraph for some people alone
    # What happens to your answers                         a heading
    Give your view for {{ month }}: {{ link }}             a link, with the words that it carries

vocabulary  which fields and which marks each kind of message knows, and which it must have
paragraphs  a text cut into paragraphs, and which of them somebody reads
checking    what is wrong with a text, in sentences, before it is kept
"""
