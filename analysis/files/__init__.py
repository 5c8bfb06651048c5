"""Tables from files: CSV by the standard library, Parquet by DuckDB (the extra `scale`).

Every table comes as a frame of the columns in its contract and of `row`, the number of each row as
a spreadsheet shows it; the header is row 1. What cannot be read raises AnswersError, which names
the file, the row and the mend.

contracts   which columns each table has
rows        rows of text, checked and gathered into a frame
text        CSV
parquet     Parquet
cells       small tables, cell by cell
ratings     the official ratings of a period's items, from a frame
steps       a lineage, from a frame
"""
