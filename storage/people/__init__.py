"""People: rosters, chats and saved audiences."""
