#!/bin/sh
# Runs one file of end-to-end tests for make check. No pytest is a failure, not a skip: a test that nobody ran proves nothing.
# E2E_ONLY names the files to be run, for make distcheck after they have all been run; the others say that they were not.
case " ${E2E_ONLY-$(basename "$1")} " in
*" $(basename "$1") "*) ;;
*) exit 77 ;;
esac
python=${PYTHON3:-/usr/bin/python3}
export PYTHONDONTWRITEBYTECODE=1 POSTIGO_BUILD="${abs_top_builddir:-$(pwd)}"
"$python" -c 'import pytest, aiosmtpd' || { echo "needs Debian's python3-pytest and python3-aiosmtpd"; exit 99; }
exec "$python" -m pytest -q -p no:cacheprovider --tb=short --rootdir="$(dirname "$1")" "$@"
