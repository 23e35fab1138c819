"""What alembic runs to bring a database forward, on a connection from `storage.database.schema`, which holds the lock.

There is no configuration file and no other way in, so a migration never runs beside another.
"""

from alembic import context

from storage.tables import metadata


def run() -> None:
    """Run the steps inside the transaction of the connection that was given."""
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
