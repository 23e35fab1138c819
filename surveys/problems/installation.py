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
    "database-user-refused": Problem(
        "The database did not accept the user or the password in GT_DATABASE_URL.",
        "Check both. In a password write @ as %40, : as %3A, / as %2F, ? as %3F, # as %23 and "
        "% as %25.",
        500,
    ),
    "database-unknown": Problem(
        "The database server has no database of the name in GT_DATABASE_URL.",
        "Create it with the program’s user as its owner, or correct the name.",
        500,
    ),
    "database-stopped": Problem(
        "No database server is listening at the address in GT_DATABASE_URL.",
        "Start it, or correct the host and port.",
        500,
    ),
    "database-host-unknown": Problem(
        "The host name in GT_DATABASE_URL cannot be found.",
        "Correct it. If the password has @ or / in it, write them as %40 and %2F.",
        500,
    ),
    "database-silent": Problem(
        "The database server in GT_DATABASE_URL does not answer.",
        "Check the address, and that firewalls let this machine reach its port.",
        500,
    ),
    "database-full": Problem(
        "The database server has no connection left for us.",
        "Raise its max_connections, run fewer processes, or set pool_size in GT_DATABASE_URL.",
        500,
    ),
    "database-tls": Problem(
        "The database server and GT_DATABASE_URL do not agree about TLS.",
        "Set sslmode in GT_DATABASE_URL to what the server offers, such as "
        "?sslmode=verify-full&sslrootcert=FILE.",
        500,
    ),
    "database-not-admitted": Problem(
        "The database server does not let this machine and user in.",
        "Add a line for them to its pg_hba.conf. If it asks for TLS, add ?sslmode=require to "
        "GT_DATABASE_URL.",
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
    "database-empty": Problem(
        "The database is empty, so there is nothing to back up.",
        "Check GT_DATABASE_URL.",
        409,
    ),
    "database-not-empty": Problem(
        "The database to restore into is not empty, and nothing in it was changed.",
        "Restore into an empty one: move the SQLite file away or create a new PostgreSQL database, "
        "and name it in GT_DATABASE_URL or with --into.",
        409,
    ),
    "backup-place-taken": Problem(
        "{file} is there already and is no backup, so it was not replaced.",
        "Choose another name.",
        409,
    ),
    "not-a-backup": Problem(
        "{file} is not a backup of Golden Thread. Nothing was changed.",
        "Choose a file that was made with: backup FILE.",
        422,
    ),
    "backup-damaged": Problem(
        "The backup {file} is damaged or incomplete. Nothing was restored.",
        "Use another copy of it, or an earlier backup.",
        422,
    ),
    "backup-newer": Problem(
        "The backup {file} was made by a later version of this program. Nothing was restored.",
        "Install that version, then restore it.",
        422,
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
    "tenant-id-wrong": Problem(
        "“{typed}” is not the id of a tenant.",
        "It looks like 33333333-aaaa-4bbb-8ccc-444444444444. Their IT desk finds it in the Entra "
        "admin centre under Overview, as Tenant ID.",
        422,
    ),
    "tenant-name-needed": Problem(
        "A tenant needs a name.", "Use what you call the organisation, in quotes.", 422
    ),
    "tenant-name-taken": Problem(
        "The name “{name}” belongs to the tenant {other}.", "Choose another name.", 409
    ),
    "tenant-unknown": Problem(
        "We do not know the tenant “{typed}”.",
        "Known: {known}. Add one with: tenant add TENANT NAME",
        404,
    ),
    "tenant-paused": Problem(
        "{name} is paused, so nothing is sent there.",
        "Open it again with: tenant resume, and then try again.",
        409,
    ),
    "tenant-nobody": Problem(
        "There is no lead or administrator of {name} to whom we could send a test message.",
        "Name a person there with --to EMAIL, or import people with their tenant and Entra id.",
        409,
    ),
    "tenant-not-theirs": Problem(
        "{email} is not on the roster as a person of {name}.",
        "Check the e-mail address, and the tenant of their agency.",
        404,
    ),
    "tenant-no-id": Problem(
        "{name} has not opened the app in Teams yet, and we have no Entra id for them.",
        "Ask them to open it once, or import their Entra id.",
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
    "keys-incomplete": Problem(
        "The keys file lacks a key that texts in {where} are under. Nothing was restored.",
        "Use the keys file that belongs to this backup, or a later copy of it.",
        422,
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
    "app-bot-changed": Problem(
        "The last package had the bot {last}; CLIENT_ID is {now} now.",
        "Another bot behind the same app ends every chat. If you mean it, add --new-bot.",
        409,
    ),
    "app-version-wrong": Problem(
        "{version} is no version for the next package.",
        "It must be three numbers such as 1.0.2{above}. Leave --version out to take the next.",
        422,
    ),
    "launch-unready": Problem(
        "The launch kit cannot be written yet: {missing}",
        "Put these in place first, then try again.",
        409,
    ),
    "app-package-none": Problem(
        "No package has been made yet, so there is nothing to write a letter about.",
        "Make one at the same time: package --out FILE.zip --letter FILE.pdf",
        409,
    ),
    "app-package-wrong": Problem(
        "{faults}", "Correct that and try again. Nothing was written.", 422
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
