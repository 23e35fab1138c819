"""The script that Alembic runs, on a connection and a lock from `storage.database.schema`.

There is no configuration file and no other way in, so a migration never runs beside another.
"""

from alembic import context

from storage.tables import metadata


def run() -> None:
    """Run the migrations inside the transaction of that connection."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        transaction_per_migration=False,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    context.run_migrations()


run()
