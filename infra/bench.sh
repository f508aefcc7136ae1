#!/usr/bin/env bash
# usage: infra/bench.sh NAME    (pricing, matching, ...; without a name: the list; gas: the contracts' own, by forge)
# Standard output carries only the figures, one JSON object per line; everything else goes to standard error.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

if [ "${1:-}" = gas ]; then
  install_contracts
  exec node "$contracts/tools/gas.mjs"
fi

need_dotnet
install_assets
install_postgres
[[ "${1:-}" != *chain* ]] || install_built_contracts
install_packages
build "$root/tests/CitizenBonds.Benchmarks"
exec dotnet exec "$root/tests/CitizenBonds.Benchmarks/bin/Release/net10.0/CitizenBonds.Benchmarks.dll" "$@"
