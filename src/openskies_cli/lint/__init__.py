"""The linter: files in, findings out.

    sheet        one file as a rule sees it: its text, its nodes, what they mean
    rules        one rule a file
    inspection   runs the rules over files
    files        finds the files, and what stands around them
    report       what was found
    reports      one way of writing a report a file

A file imports only those above it.
"""
