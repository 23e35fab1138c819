"""Who there is: rosters, chats and saved audiences."""
