"""Several tables -> one document, one way per file."""
