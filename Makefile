# Everything a person types here. Settings: make run HOST=0.0.0.0 PORT=8010 · make test ARGS="crm -k chart"
SHELL := /bin/sh
START := exec sh config/launch/find_python.sh
export ARGS

.PHONY: help run test lint audit bench soak build services rewind requirements messages

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 22

run:  ## Start Rapport with everything it needs; Ctrl-C stops all of it
	@$(START) run

test:  ## Run all tests, browser journeys too; ARGS="…" goes to pytest
	@$(START) test

lint:  ## Check format, style, types, secrets, packages, imports, migrations, templates
	@$(START) lint

audit:  ## Ask the public lists of weaknesses about the packages we pin (needs a network)
	@.venv/bin/python -m config.launch.audit

bench:  ## Measure pages beside a bare Django page; SIZE=small (1k clients) or medium (100k)
	@$(START) bench

soak:  ## Rehearse deaths, recovery and scaling under load, with real processes; ONLY=servers SECONDS=20
	@$(START) soak

build:  ## Make what a server's release needs, no database asked (docs/deploy.md)
	@$(START) build

services:  ## Start PostgreSQL and Redis alone, for manage.py; ARGS=down stops them
	@$(START) services $(if $(ARGS),$(ARGS),up)

rewind:  ## Bring the embedded database back to a moment: ARGS='--to "2026-01-31 09:30+08:00"'
	@$(START) rewind

requirements:  ## Pin the packages anew (needs uv)
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-strip-extras --python-version 3.11 requirements.in -o requirements.txt
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-strip-extras --python-version 3.11 requirements-dev.in -o requirements-dev.txt
	@uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-strip-extras --python-version 3.11 requirements-s3.in -o requirements-s3.txt

messages:  ## Gather the texts to translate into locale/ (needs gettext)
	@.venv/bin/python manage.py makemessages --locale zh_Hans --no-obsolete --no-wrap --add-location file --ignore node_modules --ignore var
