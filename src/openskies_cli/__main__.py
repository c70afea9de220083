"""`python -m openskies_cli` is the same program as `openskies`."""

from openskies_cli.main import main

raise SystemExit(main())
