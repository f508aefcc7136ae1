#!/usr/bin/env bash
# usage: infra/prove.sh NAME    (market, chain)
# Proofs that take longer than a test may: what they found is printed as figures, one JSON object per line; a proof that
# fails ends with its reason and exit code 1. ROUNDS=20 shortens the first, HOLDERS=1000 the second.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

[ $# -eq 1 ] || die "usage: infra/prove.sh market|chain"
exec "$(dirname "$0")/bench.sh" "prove-$1"
