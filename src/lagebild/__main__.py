"""`python -m lagebild` is the command line."""

from lagebild.cli.main import main

main()
