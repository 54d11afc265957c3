"""The measuring side: a person's browser, pages, figures, their report. Standard library and brotli."""
