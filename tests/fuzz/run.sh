#!/bin/sh
# run.sh NAME SOURCE OUT - one fuzz target for SECONDS_MAX seconds, TIMEOUT seconds for one input, from our own mails and
# from what it found earlier
#
# Says in one line how it went; when it found something, shows that, and the status is not 0.
set -u
name=$1 source=$2 out=$3
corpus=$out/corpus/$name log=$out/$name.log

# Memory that cannot be had is talloc's to see: the hook for that ends the process as it does outside of a fuzzer.
export ASAN_OPTIONS="${ASAN_OPTIONS:-allocator_may_return_null=1:detect_stack_use_after_return=0}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"

mkdir -p "$corpus"
"$out/$name" -max_total_time="$SECONDS_MAX" -max_len=65536 -timeout="$TIMEOUT" -rss_limit_mb=1024 -print_final_stats=1 \
	-dict="$source/tests/fuzz/mail.dict" -artifact_prefix="$out/$name-" \
	"$corpus" "$source/tests/fuzz/seeds" "$source/tests/mails" >"$log" 2>&1 </dev/null
status=$?

runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
if [ $status -eq 0 ]; then
	echo "fuzz: $name: ${runs:-no} runs in $SECONDS_MAX s, nothing found"
else
	echo "fuzz: $name: FAILED (status $status) after ${runs:-some} runs; from $log:"
	grep -nE 'does not hold|ERROR|SUMMARY|runtime error|Test unit written|^ +#[0-9]+ ' "$log" | head -n 60
fi
exit $status
