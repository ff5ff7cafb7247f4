# Sourced by .ci/run, .ci/nightly and .ci/bench: the steps, each a function that ends the run when it fails.
#
# Callers set: DEMO_RUNS, SCRIPT_DAMAGES, BIT_FLIPS (counts), HISTORIES and MUTANTS where they play histories,
# SIMULATED_HOURS and SIMULATION_SEED where they simulate, and LIMIT_MINUTES, after which the whole run is ended.

[ -n "${DATAPACT_CI_LIMITED:-}" ] || DATAPACT_CI_LIMITED=1 exec timeout --kill-after=60 "${LIMIT_MINUTES}m" bash "$0"

TREE="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
readonly TREE
WORK="$(mktemp -d "${TMPDIR:-/tmp}/datapact-ci.XXXXXX")"
readonly WORK
readonly BUNDLE_DAMAGE_SEED=20260101
# How long ./datapact demo may take: the first builds the programs and writes class archives, later ones find both.
readonly COLD_DEMO_SECONDS=480
readonly WARM_DEMO_SECONDS=75

passed=0
failed=0
skipped=0
postgres_bin=""

# shellcheck source=network-config/launcher/src/build/find-jdk.sh
. "$TREE/network-config/launcher/src/build/find-jdk.sh"

say() { printf '\n=== %s\n' "$1"; }

die() {
  printf 'ci: %s\n' "$1" >&2
  exit 1
}

at_end() {
  [ -z "$postgres_bin" ] || runuser -u postgres -- "$postgres_bin/pg_ctl" -D "$WORK/postgres" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$WORK"
}

trap at_end EXIT

need_tool() {
  command -v "$1" >/dev/null && return
  apt-get -qq update && apt-get -qq -y install "$2" >/dev/null || die "the command $1 is needed: install the package $2"
}

# One sentence and the command that must succeed for it to be true.
check() {
  local sentence="$1"
  shift
  if "$@"; then
    passed=$((passed + 1))
    printf 'ok   %s\n' "$sentence"
  else
    failed=$((failed + 1))
    printf 'FAIL %s\n' "$sentence"
  fi
}

ends_with() {
  local wanted="$1" got=0
  shift
  "$@" >"$WORK/last.out" 2>&1 || got=$?
  [ "$got" -eq "$wanted" ] || { printf '     ended with %s, not %s: %s\n' "$got" "$wanted" "$(tail -n 3 "$WORK/last.out" | tr '\n' ' ')"; return 1; }
}

refuses() {
  ! "$@" >"$WORK/last.out" 2>&1
}

# Prints Surefire's numbers for each module and adds them to the run's; fails when there are none.
report_tests() {
  local label="$1" module counts tests errors failures skips ran=0
  for module in "$TREE"/*/*/; do
    counts="$(find "$module/target/surefire-reports" -name 'TEST-*.xml' -exec grep -ho '<testsuite [^>]*>' {} + 2>/dev/null \
      | sed -E 's/.* tests="([0-9]+)" errors="([0-9]+)" skipped="([0-9]+)" failures="([0-9]+)".*/\1 \2 \3 \4/' \
      | awk '{t+=$1; e+=$2; s+=$3; f+=$4} END {if (NR) print t, e, s, f}')" || true
    [ -n "$counts" ] || continue
    read -r tests errors skips failures <<<"$counts"
    ran=$((ran + tests - skips))
    passed=$((passed + tests - errors - failures - skips))
    failed=$((failed + errors + failures))
    skipped=$((skipped + skips))
    printf '%-12s %-34s %5d tests, %d failed, %d skipped\n' "$label" "${module#"$TREE"/}" "$tests" "$((errors + failures))" "$skips"
  done
  [ "$ran" -gt 0 ] || die "the profile '$label' ran no test"
}

maven_tests() {
  local label="$1" status=0
  shift
  find "$TREE" -path '*/target/surefire-reports' -prune -exec rm -rf {} +
  (cd "$TREE" && mvn -B -ntp "$@" verify </dev/null) || status=$?
  report_tests "$label"
  [ "$status" -eq 0 ] || die "mvn $* verify ended with $status"
}

# README's own command, with the Java that Maven finds.
default_build() {
  say "mvn verify"
  maven_tests default
}

format() {
  say "spotless:check"
  local jdk
  jdk="$(find_jdk)" || die "the formatter needs a JDK $JDK_FEATURE"
  (cd "$TREE" && JAVA_HOME="$jdk" mvn -B -ntp -q spotless:check </dev/null) || die "run mvn spotless:apply with JAVA_HOME=$jdk"
  check "sources are formatted" true
}

acceptance() {
  say "processes killed and restarted"
  need_tool tcpdump tcpdump
  maven_tests acceptance -Pacceptance "-Ddatapact.flips=${BIT_FLIPS:-2000}" -Ddatapact.capture=required
}

seeded_bugs() {
  say "bugs put into the rules"
  maven_tests bugs -Pbugs -pl chaincode/contract-logic
}

histories() {
  say "$HISTORIES histories, $MUTANTS mutants"
  maven_tests histories -pl chaincode/contract-logic "-Dtest=HistoriesTest,MutantsTest" \
    "-Ddatapact.histories=$HISTORIES" "-Ddatapact.mutants=$MUTANTS"
}

# Seeds count up from the first; a failure names its own.
simulation() {
  say "$SIMULATED_HOURS simulated hours of the ledger from seed $SIMULATION_SEED"
  maven_tests simulation -Psimulation -pl node-service/ledger-embedded -am \
    "-Ddatapact.simulation.hours=$SIMULATED_HOURS" "-Ddatapact.simulation.seed=$SIMULATION_SEED"
}

free_port() {
  local port
  for port in $(seq 35432 35499); do
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      printf '%s' "$port"
      return
    fi
  done
  die "no free port from 35432 to 35499"
}

start_postgresql() {
  local port="$1"
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || { apt-get -qq update && apt-get -qq -y install postgresql >/dev/null; }
  postgres_bin="$(dirname "$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1)")"
  chmod 755 "$WORK"
  install -d -o postgres "$WORK/postgres"
  runuser -u postgres -- "$postgres_bin/initdb" -D "$WORK/postgres" -A trust -E UTF8 >/dev/null
  runuser -u postgres -- "$postgres_bin/pg_ctl" -D "$WORK/postgres" -w -l "$WORK/postgres/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$WORK/postgres" start >/dev/null
  runuser -u postgres -- "$postgres_bin/createdb" -h 127.0.0.1 -p "$port" datapact
  runuser -u postgres -- "$postgres_bin/createdb" -h 127.0.0.1 -p "$port" authority
}

postgresql() {
  say "PostgreSQL"
  local port
  port="$(free_port)"
  start_postgresql "$port"
  export DATAPACT_TEST_POSTGRESQL_URL="jdbc:postgresql://127.0.0.1:$port/datapact?user=postgres"
  export DATAPACT_POSTGRES_URL="jdbc:postgresql://127.0.0.1:$port/authority" DATAPACT_POSTGRES_USER=postgres
  maven_tests postgresql -Ppostgresql
}

# The tests of the rule book against mutants of it; names each mutant that they let live.
mutation() {
  say "mutants of the rule book"
  local status=0 reports="$TREE/chaincode/contract-logic/target/pit-reports"
  (cd "$TREE" && mvn -B -ntp -q -Pmutation -pl chaincode/contract-logic verify </dev/null) || status=$?
  [ -s "$reports/mutations.csv" ] || die "the profile 'mutation' ended with $status and left no report"
  awk -F, '{sub(/^io\.datapact\.contract\./, "", $2); sub(/.*\./, "", $3)
      package = $2; sub(/\.[^.]*$/, "", package); all[package]++
      if ($6 == "KILLED" || $6 == "TIMED_OUT" || $6 == "MEMORY_ERROR") killed[package]++
      else printf "lives: %s.%s, line %s: %s (%s)\n", $2, $4, $5, $3, $6}
    END {for (package in all) printf "%-12s %5d mutants, %5d killed\n", package, all[package], killed[package]}' \
    "$reports/mutations.csv" | sort
  check "the tests kill enough of the rule book's mutants (mutation.least in its pom)" test "$status" -eq 0
}

json_holds() {
  jq -e "$@" >/dev/null
}

has_step() {
  json_holds --arg step "$2" --arg outcome "$3" --arg reason "$4" \
    '[.steps[] | select(.step == $step and .outcome == $outcome and ($reason == "" or .reason == $reason))] | length == 1' \
    "$1/summary.json"
}

check_summary() {
  local out="$1"
  check "a forbidden column is refused" has_step "$out" propose-forbidden-column refused COLUMN_NEVER_RELEASED
  check "a start before approval is refused" has_step "$out" start-before-approval refused APPROVAL_MISSING
  check "the run is done" has_step "$out" run done ""
  check "a second start is refused" has_step "$out" second-start refused USES_EXHAUSTED
  check "the task is settled" has_step "$out" settle done ""
  check "the bundle verifies" has_step "$out" verify done ""
  check "the task's own bundle verifies" has_step "$out" verify-task done ""
  check "a changed byte is found" has_step "$out" verify-tampered refused ""
  check "no rule is violated or unverifiable" \
    json_holds '.audit | .holds > 0 and .violated == 0 and .unverifiable == 0' "$out/summary.json"
  check "the ledger is the embedded one, with entries" \
    json_holds '.ledger | .kind == "embedded" and .entries > 0 and (.stateDigest | length > 0)' "$out/summary.json"
  check "balances are whole minor units" json_holds '[.balances | .. | numbers] | length > 0 and all(. == floor)' "$out/summary.json"
  check "the result has rows" test "$(wc -l <"$out/result.csv")" -gt 1
}

# Changes one byte, at places that a seed chooses, and asks the script each time.
damage_bundle() {
  local script="$1" out="$2" size place value number
  size="$(wc -c <"$out/bundle.zip")"
  RANDOM=$BUNDLE_DAMAGE_SEED
  for number in $(seq "$SCRIPT_DAMAGES"); do
    place=$(((RANDOM * 32768 + RANDOM) % size))
    value="$(od -An -tu1 -j "$place" -N 1 "$out/bundle.zip" | tr -d ' ')"
    cp "$out/bundle.zip" "$WORK/damaged.zip"
    printf '%b' "\\x$(printf '%02x' $((value ^ (1 << (number % 8)))))" \
      | dd of="$WORK/damaged.zip" bs=1 seek="$place" conv=notrunc status=none
    check "verify.sh sees a change of byte $place" refuses bash "$script" "$WORK/damaged.zip" "$out/root.pem"
  done
}

demo() {
  local number out seconds limit="$COLD_DEMO_SECONDS"
  need_tool jq jq
  for number in $(seq "$DEMO_RUNS"); do
    say "demo $number of $DEMO_RUNS"
    out="$WORK/demo-$number"
    SECONDS=0
    "$TREE/datapact" demo --once --out "$out" || die "the demo ended with $?"
    seconds="$SECONDS"
    check "the demo took $seconds seconds, at most $limit" test "$seconds" -le "$limit"
    limit="$WARM_DEMO_SECONDS"
    check_summary "$out"
    check "datapact audit verify passes" ends_with 0 "$TREE/datapact" audit verify "$out/bundle.zip" --trust "$out/root.pem"
    check "the task's own bundle passes too" ends_with 0 "$TREE/datapact" audit verify "$out/task.zip" --trust "$out/root.pem"
    check "without a trusted root it says so" ends_with 4 "$TREE/datapact" audit verify "$out/bundle.zip"
    "$TREE/datapact" audit script >"$WORK/verify.sh"
    check "verify.sh passes" ends_with 0 bash "$WORK/verify.sh" "$out/bundle.zip" "$out/root.pem"
  done
  damage_bundle "$WORK/verify.sh" "$out"
}

run_steps() {
  local step
  for step in "$@"; do
    "$step"
  done
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
