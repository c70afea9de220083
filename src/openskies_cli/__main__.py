"""`python -m openskies_cli` is the same program as `openskies`."""

try:
    from openskies_cli.main import main

    code = main()
except KeyboardInterrupt:  # before main could say so itself
    code = 130
raise SystemExit(code)
