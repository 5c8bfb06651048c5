"""Returned mail as common servers write it, about the message with the key KEY."""

KEY = "invitation-0123456789abcdef0123456789abcdef"
HEAD = f"""\
From: Sample City Council <take@council.example>
To: Leader of the Council <leader@council.example>
Subject: Temperature take for July 2018
Message-ID: <{KEY}@council.example>
"""

POSTFIX = f"""\
Return-Path: <>
Message-ID: <report-of-the-server@mx.example>
From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: take@council.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; leader@council.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <leader@council.example>: Recipient address rejected

--B
Content-Type: message/rfc822

{HEAD}
The text with its link.

--B--
"""

POSTFIX_DELAYED = (
    POSTFIX.replace("Action: failed", "Action: delayed")
    .replace("Status: 5.1.1", "Status: 4.4.1")
    .replace(
        "smtp; 550 5.1.1 <leader@council.example>: Recipient address rejected",
        "smtp; connect to mx.council.example: Connection timed out",
    )
)

EXCHANGE = f"""\
From: Microsoft Outlook <postmaster@council.example>
To: take@council.example
Subject: Undeliverable: Temperature take for July 2018
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/html; charset=utf-8

<p>The mailbox is full.</p>

--B
Content-Type: message/delivery-status

Reporting-MTA: dns;exchange.council.example

Final-Recipient: rfc822;leader@council.example
Action: failed
Status: 5.2.2

--B
Content-Type: text/rfc822-headers

{HEAD}
--B--
"""

EXIM = f"""\
Return-path: <>
X-Failed-Recipients: leader@council.example
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.example>
To: take@council.example
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  leader@council.example
    host mx.council.example [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:
    550 No such person at this address

------ This is a copy of the message, including all the headers. ------

{HEAD}
The text with its link.
"""

EXIM_WARNING = f"""\
Return-path: <>
From: Mail Delivery System <Mailer-Daemon@mx.example>
To: take@council.example
Subject: Warning: message 1f9Xyz-0001 delayed 24 hours

This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered. No action is required on your part.

The message identifier is: <{KEY}@council.example>
"""

QMAIL = f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.example
To: take@council.example
Subject: failure notice

Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<leader@council.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <take@council.example>
{HEAD}
The text with its link.
"""

ANSWER = f"""\
From: Leader <leader@council.example>
To: take@council.example
Subject: Re: Temperature take for July 2018
In-Reply-To: <{KEY}@council.example>

The paper that I sent came back: delivery failed, 550 no such user.
"""

ABSENCE = f"""\
From: Leader <leader@council.example>
To: take@council.example
Subject: Automatic reply: Temperature take for July 2018
Auto-Submitted: auto-replied
In-Reply-To: <{KEY}@council.example>

I am away until Monday.
"""
