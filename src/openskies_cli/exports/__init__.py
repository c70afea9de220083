"""All records -> one document, in stages.

    datapackage   tables as CSV files with the description of a Data Package
    tables        the tables of all records: columns, keys, rows

A file imports only those above it.
"""
