# Results are summed from what the runners themselves wrote down; sourced by ./test.

passed=0 failed=0 skipped=0
bad=() bad_results=()

# add WHAT PASSED FAILED SKIPPED SECONDS [FILE]: the file names those that failed.
add() {
  passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
  if [ "$3" -gt 0 ]; then bad+=("$1") bad_results+=("${6:-}"); fi
  note "$1: $2 passed, $3 failed, $4 skipped in $5 s"
}

# checked WHAT COMMAND…: a checker counts as one test.
checked() {
  local what=$1 start=$SECONDS
  shift
  if "$@"; then add "$what" 1 0 0 $((SECONDS - start)); else add "$what" 0 1 0 $((SECONDS - start)); fi
}

# A run that hangs is a failure, not a wait: what goes before a command that may take so many seconds, in $limit.
limit() { if has timeout; then limit=(timeout -k 20 "$1"); else limit=(); fi; }
limited() {
  local limit
  limit "$1"
  shift
  ${limit[@]+"${limit[@]}"} "$@" </dev/null
}

# from_trx WHAT FILE EXITCODE SECONDS
from_trx() {
  local what=$1 file=$2 code=$3 counters total good wrong
  counters=$(grep -o '<Counters [^>]*>' "$file" 2>/dev/null || true)
  if [ -z "$counters" ]; then
    note "$what left no results (exit code $code)"
    add "$what" 0 1 0 "$4"
    return
  fi
  total=$(counter total) good=$(counter passed) wrong=$(($(counter failed) + $(counter error) + $(counter timeout) + $(counter aborted)))
  if [ "$code" != 0 ] && [ "$wrong" = 0 ]; then
    note "$what ended with exit code $code although no test failed"
    wrong=1 total=$((total + 1))
  fi
  if [ $((good + wrong)) = 0 ]; then
    note "$what ran no test"
    wrong=1 total=$((total + 1))
  fi
  add "$what" "$good" "$wrong" $((total - good - wrong)) "$4" "$file"
}
counter() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }

# from_tap WHAT FILE EXITCODE SECONDS
from_tap() {
  local what=$1 file=$2 code=$3 good wrong
  good=$(tap pass) wrong=$(($(tap fail) + $(tap cancelled)))
  if [ "$wrong" = 0 ] && { [ "$code" != 0 ] || [ "$good" = 0 ]; }; then
    note "$what ended with exit code $code after $good tests"
    wrong=1
  fi
  add "$what" "$good" "$wrong" $(($(tap skipped) + $(tap todo))) "$4" "$file"
}
tap() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$file" 2>/dev/null | tail -n 1 | grep . || echo 0; }

# from_line WHAT FILE EXITCODE SECONDS: the last line "N passed, N failed, N skipped" of a runner of ours.
from_line() {
  local what=$1 file=$2 code=$3 line
  line=$(grep -E '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' "$file" | tail -n 1)
  if [ -z "$line" ]; then
    note "$what left no results (exit code $code)"
    add "$what" 0 1 0 "$4"
    return
  fi
  # shellcheck disable=SC2046
  set -- $(tr -dc '0-9 ' <<<"$line") "$what" "$code" "$4"
  if [ "$5" != 0 ] && [ "$2" = 0 ]; then set -- "$1" 1 "$3" "$4" "$5" "$6"; fi
  add "$4" "$1" "$2" "$3" "$6" "$file"
}

closing_line() {
  local at
  if [ ${#bad[@]} -gt 0 ]; then
    for at in "${!bad[@]}"; do
      printf '\nFailed: %s\n' "${bad[$at]}"
      if [ -n "${bad_results[$at]}" ]; then node tests/run/failed.mjs "${bad_results[$at]}" || note "${bad_results[$at]} cannot be read"; fi
    done
  fi
  printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
