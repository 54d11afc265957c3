#!/bin/sh
# Find a Python that really runs (a version manager's shim may exist and fail) and hand over to bootstrap.py.
# PYTHON=/path/to/python names one; then a newer version is tried too.
test_python() {
    "$1" -c "import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= ($2) else 1)" >/dev/null 2>&1
}
has_venv() {
    "$1" -c "import venv, ensurepip" >/dev/null 2>&1
}
no_venv=
if [ -n "$PYTHON" ]; then
    newest="3, 99"
    set -- "$PYTHON" -- "$@"
else
    newest="3, 12"
    set -- python3.12 python3.11 /usr/bin/python3.12 /usr/bin/python3.11 python3 /usr/bin/python3 -- "$@"
fi
found=
while [ "$1" != "--" ]; do
    if [ -z "$found" ] && test_python "$1" "$newest"; then
        if has_venv "$1"; then found=$1; else no_venv=$1; fi
    fi
    shift
done
shift
if [ -n "$found" ]; then
    exec "$found" -B -m config.launch.bootstrap "$@"
fi
if [ -n "$no_venv" ]; then
    version=$("$no_venv" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "✗ $no_venv has no venv module: install it (Debian, Ubuntu: apt-get install python$version-venv) and try again." >&2
elif [ -n "$PYTHON" ]; then
    echo "✗ PYTHON=$PYTHON does not run, or is older than Python 3.11: name one of 3.11 or 3.12." >&2
else
    echo "✗ Rapport needs Python 3.11 or 3.12 and found neither: install one (Debian, Ubuntu: apt-get install python3 python3-venv), or name it: make PYTHON=/path/to/python3.12 …" >&2
fi
exit 1
