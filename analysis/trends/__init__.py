"""What became of the figures over many periods, from one Cube each, the oldest first.

trends
├── spans       the periods of one kind that some months lie in
├── series      an item's figures in every period, with its breaks and gaps
├── throughout  what those did who scored in every period since the last break
├── standing    the panel's band beside the official rating, and how long a gap has lasted
├── profiles    each group beside the whole panel
├── breaks      where a series begins anew, and why
├── leads       a theme's leads beside everybody else
├── telling     one series, theme or lead in plain sentences
└── summing     what many of them come to
"""
