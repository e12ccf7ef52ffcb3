# What a machine needs before it can test; sourced by ./test.

say() { printf '\n== %s\n' "$*"; }
note() { printf '   %s\n' "$*"; }
die() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

postgres_bin() {
  local candidate
  for candidate in "${XBEES_PG_BIN:-}" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) \
    "$(has pg_config && pg_config --bindir)" /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
    if [ -n "$candidate" ] && [ -x "$candidate/initdb" ]; then
      echo "$candidate"
      return 0
    fi
  done
}

chromium_path() {
  local name
  if [ -n "${XBEES_TEST_CHROMIUM:-}" ]; then
    echo "$XBEES_TEST_CHROMIUM"
    return 0
  fi
  # The first is the same engine without a window: it takes half the time.
  for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    if has "$name"; then
      command -v "$name"
      return 0
    fi
  done
  name="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
  if [ -x "$name" ]; then echo "$name"; fi
}

can_install() { has apt-get && [ "$(id -u)" = 0 ]; }
apt_install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >"$work/apt.log" 2>&1; }

# Debian has the browser without a window by itself. A machine with a whole one gets it too, and keeps to its own where it cannot.
install_faster_chromium() {
  if [ -n "${XBEES_TEST_CHROMIUM:-}" ] || has chromium-headless-shell || ! can_install || ! grep -q '^ID=debian' /etc/os-release; then return 0; fi
  say "Installing chromium-headless-shell"
  { apt-get update -qq </dev/null && apt_install chromium-headless-shell; } || note "It is not to be had now: $(chromium_path) takes longer"
}

font_missing() { has dpkg && ! dpkg -s "$1" >/dev/null 2>&1; }

# Debian's packages are seen by Debian's Python alone.
reader_missing() {
  local python
  for python in /usr/bin/python3 python3; do
    if "$python" -c "import $1" 2>/dev/null; then return 1; fi
  done
}

install_missing() {
  local packages=() font
  if [ -z "$(chromium_path)" ]; then packages+=(chromium-headless-shell); fi
  if [ -z "$(postgres_bin)" ]; then packages+=(postgresql); fi
  # Readers of calendar files and vCards that are not ours.
  if reader_missing icalendar; then packages+=(python3-icalendar); fi
  if reader_missing vobject; then packages+=(python3-vobject); fi
  # Two CalDAV servers that are not ours either.
  has radicale || packages+=(radicale)
  has xandikos || packages+=(xandikos)
  if [ -n "${XBEES_TEST_ALL:-}" ]; then
    # Of the long tests: failing disk calls, clocks that jump, SQL in parameters, slow clients, a small disk.
    has fiu-run || packages+=(fiu-utils)
    has faketime || packages+=(faketime)
    has sqlmap || packages+=(sqlmap)
    has slowhttptest || packages+=(slowhttptest)
    has mkfs.ext4 || packages+=(e2fsprogs)
    # A spreadsheet that opens our tables.
    has soffice || packages+=(libreoffice-calc-nogui)
  fi
  for font in fonts-liberation fonts-dejavu-core; do
    if font_missing "$font"; then packages+=("$font"); fi
  done
  if [ ${#packages[@]} -eq 0 ]; then return 0; fi
  if can_install; then
    apt-get update -qq </dev/null
    # Elsewhere than on Debian it may be part of the whole browser alone.
    apt-cache show chromium-headless-shell >/dev/null 2>&1 || packages=("${packages[@]/chromium-headless-shell/chromium}")
    say "Installing ${packages[*]}"
    apt_install "${packages[@]}" || { tail -n 30 "$work/apt.log" >&2; die "apt-get could not install ${packages[*]}"; }
  else
    note "Please install: ${packages[*]} (as root on Debian or Ubuntu ./test does it by itself)"
  fi
}

# A lock file that changed, or a first run, is the only reason to ask the registry again.
install_node_packages() {
  local folder=$1 wanted
  wanted=$(cksum <"$folder/package-lock.json")
  if [ "$(cat "$folder/node_modules/.installed" 2>/dev/null)" = "$wanted" ]; then return 0; fi
  say "npm ci in $folder"
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null)
  echo "$wanted" >"$folder/node_modules/.installed"
}

need_dotnet() {
  local version
  has dotnet || die "The .NET SDK 10 is missing: https://dot.net/download"
  version=$(dotnet --version 2>/dev/null) || die "The .NET SDK that global.json asks for is missing: https://dot.net/download"
  note ".NET SDK $version"
}

need_node() {
  local version
  has node && has npm || die "Node.js 20 or newer with npm is missing: https://nodejs.org"
  version=$(node --version)
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || die "Node.js 20 or newer is needed, this is $version: https://nodejs.org"
  note "Node.js $version"
}
