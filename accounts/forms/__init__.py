"""What people may type about people, and what comes of it."""
