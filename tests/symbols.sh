#!/bin/sh
# Three things that only the linker's tables show, for every archive of ours:
# no global name that a library we link exports too (the dynamic linker would hand the
# library's own calls to us), no name that two of our rooms have (the linker would take
# the first that it meets), and no call of a function that we do not use.
set -eu
tmp=symbols.tmp
trap 'rm -f "$tmp"' EXIT

for lib in $(ldd ./postigod ./postigo | awk '/=>/ { print $3 }' | sort -u); do
	case $lib in */libc.so.*|*/libm.so.*|*/libasan*|*/libubsan*) continue ;; esac
	nm -D --defined-only "$lib" | awk 'NF == 3 { sub(/@.*/, "", $3); print $3 }'
done | sort -u >"$tmp"
clash=$(nm -g --defined-only src/*/*.a 2>/dev/null | awk 'NF == 3 { print $3 }' | sort -u | comm -12 - "$tmp")

twice=$(nm -g --defined-only src/*/*.a 2>/dev/null | awk 'NF == 3 { print $3 }' | sort | uniq -d)

unwanted='strcpy|strcat|strncpy|strncat|sprintf|vsprintf|strtok|gets|atoi|atol|gmtime|localtime|ctime|asctime|system|popen|tmpnam|mktemp'
banned=$(nm -u src/*/*.a 2>/dev/null | awk '/:$/ { file = $1 } NF == 2 && $1 == "U" { print file, $2 }' |
	grep -E " (__)?($unwanted)(_chk)?\$" || :)

wrapped=$(sed -n '/^TALLOC_WRAP *=/,/[^\\]$/p' Makefile | tr ' ,' '\n\n' | sed -n 's/.*--wrap=//p' | tr '\n' ' ')
unchecked=$(nm -u src/*/*.a 2>/dev/null | awk 'NF == 2 && $1 == "U" { print $2 }' | sort -u |
	grep -E '^_?talloc(_named.*|_init|_zero.*|_memdup|.*array|.*realloc.*|_pool.*|_str.*|_v?asprintf.*)?$' |
	while read -r name; do case " $wrapped" in *" $name "*) ;; *) echo "$name" ;; esac; done)

[ -z "$unchecked" ] || echo "not led through src/base/exhausted.c:" $unchecked
[ -z "$clash" ] || echo "names that a library exports too:" $clash
[ -z "$twice" ] || echo "names that stand in two rooms:" $twice
[ -z "$banned" ] || echo "$banned"
[ -z "$clash$twice$banned$unchecked" ]
