"""What we tell people: briefings, their sign-off and approval, and what readers do with them."""
