"""How fast Rapport is: a filled database, a production server, and a bare floor to stand beside. See `make bench`."""
