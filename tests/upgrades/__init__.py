"""What earlier revisions of the program left in a database and in chats goes on with this one."""
