#!/usr/bin/env bash
# usage: infra/run.sh [--port N] [--chain]
# Builds the portal and runs it with its own database; Ctrl-C stops both. Without a port: 5080.
# With --chain a development node of its own runs beside it: the ledger is anchored there, every series has its contract,
# and citizens can take tokens to a wallet.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

port=5080 with_chain=
while [ $# -gt 0 ]; do
  case $1 in
    --port) [ $# -ge 2 ] || die "--port needs a number."; port=$2; shift 2 ;;
    --chain) with_chain=yes; shift ;;
    *) die "usage: infra/run.sh [--port N] [--chain]" ;;
  esac
done
[[ $port =~ ^[0-9]{1,5}$ ]] && [ "$port" -ge 1 ] && [ "$port" -le 65535 ] || die "$port is not a port: a number from 1 to 65535."

port_is_open() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

! port_is_open || die "Port $port is in use: stop what listens there or choose another one with --port."

need_dotnet
install_assets
install_postgres
install_packages
web=$root/src/CitizenBonds.Web
build "$web"

# The content root is the project, where appsettings and wwwroot are; the data go to .data beside the solution
# unless Portal__DataFolder says otherwise.
export Portal__DataFolder=${Portal__DataFolder:-$root/.data}
export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Production}

announce_when_ready() {
  while kill -0 $$ 2>/dev/null; do
    if port_is_open; then
      say "CitizenBonds is ready: http://localhost:$port (Ctrl-C stops it)"
      return
    fi
    sleep 0.2
  done
}

# The node holds the keys of its own well-known accounts: money on it is worth nothing. It ends with the portal, keeps
# its blocks in the data folder, and listens on this machine only.
start_chain() {
  local anvil chain_port=$((port + 1)) started=0
  anvil=$(find_anvil)
  [ -n "$anvil" ] || die "The development node anvil is missing: there is no package for this machine and none on the path."
  mkdir -p "$Portal__DataFolder"
  # Its clock begins long ago and is moved to the portal's, which in the demonstration is not the machine's.
  "$anvil" --port "$chain_port" --block-time 1 --gas-limit 60000000 --enable-tx-gas-limit --silent \
    --timestamp 1700000000 \
    --state "$Portal__DataFolder/chain.json" --state-interval 5 >&2 &
  local node=$!
  until (exec 3<>"/dev/tcp/127.0.0.1/$chain_port") 2>/dev/null; do
    started=$((started + 1))
    [ "$started" -le 100 ] && kill -0 "$node" 2>/dev/null || die "The development node did not start on port $chain_port."
    sleep 0.2
  done
  (trap '' INT; while kill -0 $$ 2>/dev/null; do sleep 0.5; done; kill -INT "$node" 2>/dev/null || true) &
  export Chain__Url=http://127.0.0.1:$chain_port Chain__ChainId=31337 Chain__Artifacts=$tools/contracts/built
  export Chain__Sender=0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266 Chain__ConfirmationsMin=4
  # Each role of the contracts has an account of its own; the second to the fifth are left to citizens' wallets.
  export Chain__Administrator=0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc
  export Chain__Issuer=0x976ea74026e726554db657fa54763abd0c3a0aa9
  export Chain__Agent=0x14dc79964da2c08b23698b3d3cc7ca32193d9955
  export Chain__Payer=0x23618e81e3f5cdf7f54c3d65f7fbc0abf5b21e8f
  export Chain__Pauser=0xa0ee7a142d267c1f36714e4a8f75612f20a79720
  export Chain__MovesTime=true # The demonstration's calendar moves the node's clock too.
}

if [ -n "$with_chain" ]; then
  install_built_contracts
  start_chain
fi

announce_when_ready &

# The portal takes the place of this script, so that every signal reaches it and it can stop its database.
cd "$web"
exec dotnet bin/Release/net10.0/CitizenBonds.Web.dll --urls "http://127.0.0.1:$port"
