#!/bin/sh
# Reads every mail of this folder with the program that was just built; see check.py.
exec "${PYTHON3:-/usr/bin/python3}" "$(dirname "$0")/check.py"
