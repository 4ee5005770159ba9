#!/bin/sh
# A room may open only the doors listed here: the floors of the house.
set -eu
cd "${srcdir:-.}"
floors='
base:
conf:   base
mail:   base
tmpl:   base conf
store:  base conf
clock:  base conf
article: base conf
desk:   base conf mail tmpl store clock article
fetch:  base conf
reader: base mail
send:   base conf
hook:   base conf
crypt:  base conf mail
webhook: base
web:    base conf mail tmpl store article
daemon: base conf mail store desk fetch reader crypt send hook web
ctl:    base conf mail tmpl store clock article desk fetch crypt send hook
'
bad=$(find src include -name '*.[ch]' -exec grep -Hno '#include <postigo/[a-z]*/' {} + |
	sed -E 's,^((src|include/postigo)/([a-z]+)/[^:]*:[0-9]+):#include <postigo/([a-z]+)/,\1 \3 \4,' |
	while read -r where room door; do
		[ "$room" = "$door" ] && continue
		echo "$floors" | grep -qE "^$room:.* $door( |\$)" || echo "$where: $room may not use $door"
	done)
[ -z "$bad" ] || { echo "$bad"; exit 1; }
