"""What starts Rapport on one machine: environment, embedded services, processes. See `make run`."""
