"""Words as they are typed -> (command, values). A door understands; it answers nothing.

    shells   the scripts that teach a shell to complete
    quick    plain, complete words, at no cost
    full     Typer: help, did-you-mean, every odd spelling

A file imports only those above it.
"""
