"""The association's side of an application: find a pool, write, send, follow, answer."""
