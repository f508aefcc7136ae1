#!/usr/bin/env bash
# usage: infra/run.sh [--port N]
# Builds the portal and runs it with its own database; Ctrl-C stops both. Without a port: 5080.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

port=5080
while [ $# -gt 0 ]; do
  case $1 in
    --port) [ $# -ge 2 ] || die "--port needs a number."; port=$2; shift 2 ;;
    *) die "usage: infra/run.sh [--port N]" ;;
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

announce_when_ready &

# The portal takes the place of this script, so that every signal reaches it and it can stop its database.
cd "$web"
exec dotnet bin/Release/net10.0/CitizenBonds.Web.dll --urls "http://127.0.0.1:$port"
