"""How dates and numbers are written and read, the same in every language of the interface."""
