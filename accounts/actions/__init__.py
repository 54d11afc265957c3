"""Every write about people and teams. A view, a task, a command makes one call."""
