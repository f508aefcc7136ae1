#!/usr/bin/env bash
# usage: infra/test.sh [PROJECT...]    for example: infra/test.sh Domain Web; without a name: all of them
# Contracts is not a .NET project: forge runs the tests of src/contracts.
# Builds once, runs the test projects, quick ones first, and ends with one line: N passed, N failed[, N skipped].
# Everything else goes to standard error. The exit code is 0 only when every test passed.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

seconds_max=1500
quick_first=(Conventions Domain Web Contracts Integration Browser)

is_project() { [ "$1" = Contracts ] || [ -d "$root/tests/CitizenBonds.$1.Tests" ]; }

# The known ones in their order, then whatever else the folder holds: a new project is never forgotten.
all_projects() {
  local name
  for name in "${quick_first[@]}"; do if is_project "$name"; then echo "$name"; fi; done
  for name in "$root"/tests/CitizenBonds.*.Tests; do
    name=${name##*/CitizenBonds.}
    name=${name%.Tests}
    [[ " ${quick_first[*]} " == *" $name "* ]] || echo "$name"
  done
}

# Reads one attribute of the runner's report: total, passed, failed, skipped, errors.
figure() { grep -m1 -o '<assembly [^>]*>' "$1" | grep -o " $2=\"[0-9]*\"" | grep -o '[0-9]*' || echo 0; }

if [ $# -gt 0 ]; then projects=("$@"); else mapfile -t projects < <(all_projects); fi
for name in "${projects[@]}"; do
  is_project "$name" || die "There is no test project $name; there are: $(all_projects | xargs)."
done

need_dotnet
install_assets
install_postgres
[[ " ${projects[*]} " != *" Browser "* ]] || need_chromium
[[ " ${projects[*]} " != *" Contracts "* ]] || install_contracts
[[ " ${projects[*]} " != *" Integration "* && " ${projects[*]} " != *" Browser "* ]] || install_built_contracts
install_packages
build "$root/CitizenBonds.sln" || { say "The build failed; no test was run."; echo "0 passed, 1 failed"; exit 1; }

reports=$root/TestResults
rm -rf "$reports"
mkdir -p "$reports"
passed=0 failed=0 skipped=0
for name in "${projects[@]}"; do
  started=$SECONDS
  if [ "$name" = Contracts ]; then
    read -r ok bad left < <(node "$contracts/tools/test.mjs") || { ok=0 bad=1 left=0; }
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + left))
    say "$name: $ok passed, $bad failed, $left skipped in $((SECONDS - started)) s"
    continue
  fi
  report=$reports/$name.xml
  program=$root/tests/CitizenBonds.$name.Tests/bin/Release/net10.0/CitizenBonds.$name.Tests.dll
  status=0
  timeout --kill-after=30 "$seconds_max" dotnet exec "$program" -noLogo -noColor -xml "$report" >&2 || status=$?
  ok=0 bad=0 left=0
  if [ -s "$report" ]; then
    ok=$(figure "$report" passed)
    bad=$(($(figure "$report" failed) + $(figure "$report" errors)))
    left=$(figure "$report" skipped)
  fi
  # A run that broke off counts as a failure of its own: it may not have come to the test that fails.
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
    bad=1
    say "$name ended with exit code $status and reported no failed test"
  fi
  if [ ! -s "$report" ] && [ "$bad" -eq 0 ]; then bad=1; say "$name wrote no report"; fi
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + left))
  say "$name: $ok passed, $bad failed, $left skipped in $((SECONDS - started)) s"
done

summary="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || summary="$summary, $skipped skipped"
echo "$summary"
[ "$failed" -eq 0 ]
