"""Vega-Lite specifications that a browser draws: plain dictionaries out of plain values.

They load nothing, so that a web process can make them; the pictures of published pages are those of
`analysis.charts`, which the worker draws. `frame` says how every chart looks.
"""
