"""What goes into an insight pack: each part reads what may leave, and nothing is counted twice.

payload
├── turnout      who was asked and heard, by block and by way of answering
├── published    figures of closed quarters, as an edition has them
├── concerns     what people spoke of, from the threshold up, in bands
├── promises     commitments due, and reviews
└── report       the plan's ratings and the performance report
"""
