#!/bin/sh
# The unit file gives up what the daemon does not need: systemd's own measure of that, 0 (nothing left) to 10, in tenths.
set -eu
command -v systemd-analyze >/dev/null || exit 77
systemd-analyze security --help 2>/dev/null | grep -q -e --offline || exit 77
systemd-analyze security --no-pager --offline=true --threshold=15 doc/postigo.service
