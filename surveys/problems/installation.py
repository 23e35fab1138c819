"""Problems of the installation: settings, database, keys, files, and faults nobody foresaw."""

from surveys.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "not-working": Problem(
        "This is not working just now.", "Please try again in a few minutes.", 503
    ),
    "too-large": Problem("That is too large to accept.", "Please send something smaller.", 413),
    "setting-wrong": Problem("Setting {name}: {why}.", "Correct it and start again.", 500),
    "settings-unsafe": Problem(
        "{faults}", "Correct the settings and start again. `check` examines all of them.", 500
    ),
    "port-taken": Problem(
        "We could not open port {port} of {host}.",
        "Another program may be using it. Choose a free one with --port.",
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
    "script-without-font": Problem(
        "No font of this computer has the letters of these words, such as “{letters}”.",
        "Install one, such as Noto Sans of that script, or print in another language.",
        500,
    ),
    "format-missing": Problem(
        "This Python cannot write that format ({name} is missing).",
        "Install it with `.venv/bin/python -m pip install {name}`, or choose another format.",
        500,
    ),
    "database-unreachable": Problem(
        "We could not reach the database.",
        "Check GT_DATABASE_URL, and that the database is running.",
        500,
    ),
    "schema-behind": Problem(
        "The database is behind this version.",
        "Run `.venv/bin/python app.py migrate`, then start.",
        500,
    ),
    "schema-stuck": Problem(
        "We could not bring the database to the current schema, and left it unchanged: {why}.",
        "Check that we may write to it, then run `.venv/bin/python app.py migrate` again.",
        500,
    ),
    "schema-ahead": Problem(
        "The database belongs to a later version of this program.",
        "Install that version, or restore a backup.",
        500,
    ),
    "keys-missing": Problem(
        "The keys file {file} is gone, and the database was filled with it.",
        "Restore it from its own backup: no other can read what people wrote.",
        500,
    ),
    "keys-not-made": Problem(
        "There is no keys file {file} yet.",
        "Make it once with: keys create. Keep a copy apart from the backups of the database.",
        500,
    ),
    "paper-there": Problem(
        "{file} is there already, and a paper that someone may have worked on is not written over.",
        "Choose another folder, or move the file away.",
        409,
    ),
    "keys-there": Problem(
        "{file} is there already, and a keys file is never overwritten.",
        "To put everything under a new key, use: keys rotate.",
        409,
    ),
    "keys-elsewhere": Problem(
        "{file} is not the keys file in use, which is {used}.",
        "Leave it out, or set GT_KEYS_FILE to it.",
        409,
    ),
    "text-unreadable": Problem(
        "A text in {where} is under the key “{key}”, which is not in the keys file.",
        "Restore the keys file that has it, then go on with: keys rotate.",
        500,
    ),
    "files-exposed": Problem("{why}.", "Do that, then start again.", 500),
    "keys-of-another": Problem(
        "GT_KEYS_FILE does not match this database.",
        "Restore this installation’s own keys file: no other can read what people wrote.",
        500,
    ),
    "already-running": Problem(
        "Another process is already serving this SQLite file.",
        "Stop it first, or use PostgreSQL to run several processes.",
        409,
    ),
    "file-unreadable": Problem(
        "{where}: {why}", "Correct the file and try again. Nothing was changed.", 422
    ),
    "file-unwritable": Problem(
        "We could not write {file}: {why}.", "Nothing was written. Choose another place.", 409
    ),
    "place-unusable": Problem(
        "We could not use {file}: {why}.",
        "Choose another place, or give this user access to it.",
        500,
    ),
    "database-unwritable": Problem(
        "Nothing was saved. The database is busy with another program, full or read-only.",
        "Try again in a minute. `check` shows what is wrong.",
        503,
    ),
    "trail-broken": Problem(
        "The audit trail has been altered: {where}.",
        "Keep the database as it is, and find out who changed it.",
        500,
    ),
    "unforeseen": Problem(
        "Something went wrong that we did not expect.", "Details are in the log: {trace}", 500
    ),
}
