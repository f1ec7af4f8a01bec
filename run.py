"""Starts it: `python run.py --help`."""

import sys

from participation.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
