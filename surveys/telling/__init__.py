"""What we tell: briefings, the people they go to, and what can become of each message."""
