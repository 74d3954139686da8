"""``python -m ingest`` is ``planilla``."""

from ingest.cli import main

main()
