"""Problems of the installation: settings, database, keys, files, and what nobody foresaw."""

from surveys.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "not-working": Problem(
        "This is not working just now.", "Please try again in a few minutes.", 503
    ),
    "too-large": Problem("That is too large to accept.", "Please send something smaller.", 413),
    "setting-wrong": Problem("Setting {name}: {why}.", "Mend the setting and start again.", 500),
    "settings-unsafe": Problem(
        "{faults}", "Mend the settings and start again; `check` looks at them all.", 500
    ),
    "port-taken": Problem(
        "Port {port} of {host} cannot be opened.",
        "Another program may have it: name a free one with --port.",
        500,
    ),
    "demo-running": Problem(
        "A demonstration is running here already: {which}.",
        "Use that one, or stop it with Ctrl+C and start again. Nothing was changed.",
        409,
    ),
    "packages-missing": Problem(
        "This Python does not have the packages of Golden Thread ({name} is missing).",
        "Run `make setup`, then start it with `.venv/bin/python app.py`; "
        "on Windows see “Try it” in README.md.",
        500,
    ),
    "database-unreachable": Problem(
        "The database cannot be reached.",
        "Look at GT_DATABASE_URL, and whether the database is running.",
        500,
    ),
    "schema-behind": Problem(
        "The database is behind this version.",
        "Run `.venv/bin/python app.py migrate`, then start.",
        500,
    ),
    "schema-stuck": Problem(
        "The database could not be brought to the current schema and is as it was: {why}",
        "See that it may be written to, then run `.venv/bin/python app.py migrate` again.",
        500,
    ),
    "schema-ahead": Problem(
        "The database belongs to a later version of this program.",
        "Install that version, or restore a backup.",
        500,
    ),
    "keys-of-another": Problem(
        "GT_KEYS_FILE holds other keys than those this database was filled with.",
        "Put this installation's own keys file back: what people wrote can be read with no other.",
        500,
    ),
    "already-running": Problem(
        "Another process is already serving this SQLite file.",
        "Stop it first, or use PostgreSQL for several processes.",
        409,
    ),
    "file-unreadable": Problem(
        "{where}: {why}", "Mend the file and try again. Nothing was changed.", 422
    ),
    "file-unwritable": Problem(
        "{file} cannot be written: {why}.", "Nothing was written. Choose another place.", 409
    ),
    "place-unusable": Problem(
        "{file} cannot be used: {why}.", "Name another place, or let this user use it.", 500
    ),
    "database-unwritable": Problem(
        "Nothing was saved: the database is in use by another program, full, or may not be written to.",
        "Try again in a minute; `check` says how it stands.",
        503,
    ),
    "trail-broken": Problem(
        "The audit trail does not fit: {where}.",
        "Keep the database as it is, and find out who changed it.",
        500,
    ),
    "unforeseen": Problem(
        "Something went wrong that was not foreseen.", "It stands in the log under {trace}.", 500
    ),
}
