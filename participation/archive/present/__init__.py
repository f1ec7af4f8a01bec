"""Words of the archive."""

from participation.archive.present import books, files

REFUSALS = {**files.REFUSALS, **books.REFUSALS}
