"""Run the command line with `python -m rmdiag`."""

from rmdiag.cli import main

if __name__ == "__main__":
    main()
