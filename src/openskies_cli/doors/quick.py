"""The first door: plain, complete words, without Typer."""


def plainly(argv: list[str]) -> "tuple[str, dict[str, object]] | None":
    """The words as (command, values), if they are nothing but known words in full; None hands them to Typer.

    Understands less than Typer does, and what it understands it understands alike: a value follows its flag as the
    next word, whatever that looks like, or after "=" where the flag is a long one; the last value said counts.
    """
    from openskies_cli.words import COMMANDS

    command = COMMANDS.get(argv[0]) if argv else None
    if command is None:
        return None
    flags = {flag: word for word in command.words for flag in word.flags}
    lists: dict[str, list[str]] = {word.name: [] for word in command.words if word.shape in ("many", "repeat")}
    values: dict[str, object] = {word.name: lists.get(word.name, False if word.shape == "flag" else None) for word in command.words}
    argument = next((word for word in command.words if word.shape == "many"), None)
    rest = iter(argv[1:])
    for typed in rest:
        if typed[:1] == "-":
            flag, equals, value = typed.partition("=")
            word = flags.get(flag)
            if word is None or (equals and (word.shape == "flag" or flag[:2] != "--")):
                return None
            if word.shape == "flag":
                values[word.name] = True
                continue
            if not equals:
                following = next(rest, None)
                if following is None:
                    return None
                value = following
            if word.shape == "repeat":
                lists[word.name].append(value)
            else:
                values[word.name] = value
        elif argument is None:
            return None
        else:
            lists[argument.name].append(typed)
    if argument is not None and argument.required and not lists[argument.name]:
        return None
    return command.name, values
