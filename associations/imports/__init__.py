"""How a municipality's own list of associations is read: file, headings, cells, verdicts."""
