"""The linter: files in, findings out."""
