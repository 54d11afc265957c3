"""Pages about signing in, oneself, people and teams."""
