"""One importer a file: somebody else's list -> drafts of records, for a person to read. The folder holds none yet.

    SUFFIXES   the endings of the files that it reads, as (".csv",)
    read       `read(data: bytes, path: str) -> Iterator[tuple[str, str]]`: the name of a file under data/ or seeds/, and its
               text in the spelling of docs/record.md

An importer gives back the texts of files; it opens none, writes none and asks no network: the desk does. It decides nothing
about law: what the list says goes into acts with their source, what it does not say is left out, and a day that it gives for
an effect is that source's `effect`, never a computed one. A name that it cannot place stays as it is written, so that the
reader of records refuses it at its line. A draft is a record when `openskies check` is silent about it and a person has looked.

`read` raises `Refused` where the file is not of its kind. It may import dates, model and diagnostics, and no other importer.
"""
