"""How a file becomes rows: one mechanism for every kind of import."""
