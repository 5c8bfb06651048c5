"""What a period says, for the command `summary`.

stored      from the installation's database
files       from files alone, without any installation
tables      one file as a frame
outside     what may leave: text, JSON, a page
inside      every figure, for the panel team alone
notes       what has to be said beside the figures
page        a page of HTML
"""
