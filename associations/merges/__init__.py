"""How a merge works on rows: what it changed, what it moves, and how that is put back."""
