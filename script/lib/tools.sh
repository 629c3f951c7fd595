# shellcheck shell=bash
# Sourced by script/run, script/test, script/bench and script/proof.
#
# Brings a bare Debian, Ubuntu or macOS machine (git and a network) to where `cargo xtask` works.
# Everything is looked for first and installed only when missing, so a second call takes seconds.
# What is ours goes to $INDGANG_CACHE, outside the clone: a fresh clone on the same machine is warm.

set -euo pipefail

# Pinned here, and explained in docs/dependencies.md. wasm-bindgen follows Cargo.lock.
TRUNK_VERSION=0.21.14
NODE_MINIMUM=20
NODE_FALLBACK=20.20.2
NPM_FALLBACK=10.9.9
SCHEMATHESIS_VERSION=4.32.5

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$ROOT"

export INDGANG_CACHE=${INDGANG_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/indgang}
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$INDGANG_CACHE/target}
export PATH="$ROOT/node_modules/.bin:$INDGANG_CACHE/tools/bin:$INDGANG_CACHE/node/node_modules/.bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
mkdir -p "$CARGO_TARGET_DIR" "$INDGANG_CACHE/tools"

# A Node that is not the system's own trusts only its built-in authorities: let it trust the system's
# too (a company's proxy, a build machine's).
if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -r /etc/ssl/certs/ca-certificates.crt ]; then
  export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
fi

# Said once at the top of a run: what is about to happen and, for installs, why.
say() { printf '· %s\n' "$*" >&2; }

# fail WHAT REMEDY
fail() {
  printf '\n✗ %s\n  What helps: %s\n' "$1" "$2" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# ------------------------------------------------------------------------------- system packages

os() {
  case "$(uname -s)" in
    Darwin) echo macos ;;
    Linux) if has apt-get; then echo debian; else echo linux; fi ;;
    *) echo other ;;
  esac
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif has sudo; then
    sudo "$@"
  else
    fail "this needs root: $*" "run it as root, or install sudo, and start again"
  fi
}

apt_lists_are_fresh=no

# apt_install WHY PACKAGE…
apt_install() {
  local why=$1
  shift
  say "installing $* ($why)"
  if [ "$apt_lists_are_fresh" = no ]; then
    as_root apt-get update -qq || say "apt-get update failed; trying with the lists that are here"
    apt_lists_are_fresh=yes
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 ||
    fail "apt-get could not install $*" "check the network and /etc/apt/sources.list, then start again"
}

# brew_install WHY FORMULA… (or --cask NAME)
brew_install() {
  local why=$1
  shift
  has brew || fail "$* is missing ($why)" "install Homebrew from https://brew.sh, or install $* yourself, then start again"
  say "installing $* with Homebrew ($why)"
  brew install "$@" >&2
}

need_compiler() {
  has cc && has curl && return
  case "$(os)" in
    debian) apt_install "a linker for Rust, and curl to fetch rustup" build-essential pkg-config curl ca-certificates ;;
    macos)
      xcode-select --install >/dev/null 2>&1 || true
      fail "Apple's command line tools are missing" "accept the dialog that has just opened, wait for it to finish, and start again"
      ;;
    *) fail "cc or curl is missing" "install a C compiler and curl with the package manager of this system" ;;
  esac
}

# ------------------------------------------------------------------------------------------ Rust

channel() { sed -n 's/^channel *= *"\(.*\)"/\1/p' rust-toolchain.toml; }

toolchain_is_complete() {
  has cargo || return 1
  local libdir
  libdir=$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null) || return 1
  [ -d "$libdir" ] && cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1 &&
    rustc --version | grep -qF " $(channel) "
}

install_rustup() {
  local installer="$INDGANG_CACHE/rustup-init.sh" from
  for from in https://sh.rustup.rs https://static.rust-lang.org/rustup/rustup-init.sh; do
    say "installing rustup from $from (it brings the Rust compiler in the pinned version)"
    if curl --proto '=https' --tlsv1.2 -sSf --retry 2 "$from" -o "$installer"; then
      sh "$installer" -y --no-modify-path --profile minimal --default-toolchain none >&2 && return
    fi
  done
  if [ "$(os)" = debian ] && apt-cache show rustup >/dev/null 2>&1; then
    apt_install "the Rust toolchain manager, from the distribution" rustup
    return
  fi
  fail "rustup could not be installed" "install it by hand from https://rustup.rs, then start again"
}

need_rust() {
  toolchain_is_complete && return
  has rustup || install_rustup
  say "fetching Rust $(channel) with clippy, rustfmt and the WebAssembly target"
  rustup toolchain install "$(channel)" --profile minimal --component clippy --component rustfmt \
    --target wasm32-unknown-unknown --no-self-update >&2 || true
  toolchain_is_complete ||
    fail "Rust $(channel) with clippy, rustfmt and wasm32-unknown-unknown is not there" \
      "rustup toolchain install $(channel) -c clippy -c rustfmt -t wasm32-unknown-unknown"
}

# ------------------------------------------------------------------------------------- Node, npm

node_is_good() {
  has node && has npm && [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge "$NODE_MINIMUM" ]
}

need_node() {
  node_is_good && return
  case "$(os)" in
    debian) has npm || apt_install "Node runs the bundler's helpers and the browser tests" nodejs npm ;;
    macos) brew_install "Node runs the bundler's helpers and the browser tests" node ;;
  esac
  node_is_good && return
  # An older distribution: its npm fetches a newer Node, checked against the registry's checksum.
  has npm || fail "Node $NODE_MINIMUM or newer with npm is missing" "install it from https://nodejs.org, then start again"
  local system machine
  system=$(uname -s | tr '[:upper:]' '[:lower:]')
  case "$(uname -m)" in
    x86_64) machine=x64 ;;
    aarch64 | arm64) machine=arm64 ;;
    *) fail "Node $(node --version 2>/dev/null) is too old" "install Node $NODE_MINIMUM or newer from https://nodejs.org" ;;
  esac
  say "installing Node $NODE_FALLBACK from the npm registry (this system's own is $(node --version 2>/dev/null), at least $NODE_MINIMUM is needed)"
  npm install --prefix "$INDGANG_CACHE/node" --ignore-scripts --no-audit --no-fund --no-save --loglevel=error \
    "node-$system-$machine@$NODE_FALLBACK" "npm@$NPM_FALLBACK" >&2 || true
  ln -sf "../node-$system-$machine/bin/node" "$INDGANG_CACHE/node/node_modules/.bin/node" 2>/dev/null || true
  hash -r
  node_is_good || fail "Node $NODE_MINIMUM or newer is missing" "install it from https://nodejs.org, then start again"
}

# npm_packages FOLDER WHY: what FOLDER/package-lock.json names, by version and checksum
npm_packages() {
  local folder=$1 why=$2 stamp sum
  stamp="$folder/node_modules/.indgang-lock"
  sum=$(cksum <"$folder/package-lock.json")
  [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ] && return
  say "npm ci in ${folder#"$ROOT"/} ($why)"
  local how=(npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  (cd "$folder" && { "${how[@]}" >&2 || { say "once more"; "${how[@]}" >&2; }; }) ||
    fail "npm ci failed in $folder" "check the network and 'npm config get registry', then start again"
  printf '%s\n' "$sum" >"$stamp"
}

need_npm_packages() { npm_packages "$ROOT" "design system, font, wasm-opt, browser test driver"; }

# --------------------------------------------------------------------------------------- bundler

locked_version() {
  awk -v name="$1" '$1 == "name" && $3 == "\"" name "\"" { getline; gsub(/"/, "", $3); print $3; exit }' Cargo.lock
}

# is_version COMMAND VERSION
is_version() { has "$1" && [ "$("$1" --version 2>/dev/null | awk '{ print $2; exit }')" = "$2" ]; }

# cargo_tool CRATE COMMAND VERSION MINUTES: from source, as release downloads have no checksum we could pin
cargo_tool() {
  local crate=$1 command=$2 version=$3 minutes=$4
  is_version "$command" "$version" && return
  say "building $crate $version from crates.io: once per machine, about $minutes minutes on two cores"
  # An unoptimised bundler is as good; a little optimisation keeps its work on the app short.
  local how=(install "$crate@$version" --root "$INDGANG_CACHE/tools" --debug --force
    --config 'profile.dev.debug=false' --config 'profile.dev.opt-level=1')
  (
    cd "$INDGANG_CACHE" # away from the workspace and its settings
    export CARGO_TARGET_DIR="$INDGANG_CACHE/tools/target" RUSTUP_TOOLCHAIN
    RUSTUP_TOOLCHAIN=$(sed -n 's/^channel *= *"\(.*\)"/\1/p' "$ROOT/rust-toolchain.toml")
    cargo "${how[@]}" --locked >&2 || {
      say "the versions it was locked with could not be had; once more with the newest that fit"
      cargo "${how[@]}" >&2
    }
  ) || fail "$crate $version could not be built" "run 'cargo install $crate@$version' by hand and read its first error"
  hash -r
}

need_bundler() {
  cargo_tool trunk trunk "$TRUNK_VERSION" 7
  cargo_tool wasm-bindgen-cli wasm-bindgen "$(locked_version wasm-bindgen)" 4
  rm -rf "$INDGANG_CACHE/tools/target"
  has wasm-opt || fail "wasm-opt is missing" "it comes with npm ci: delete node_modules and start again"
}

# --------------------------------------------------------------------------------------- browser

find_chromium() {
  local candidate
  for candidate in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "$INDGANG_CACHE"/browsers/chromium-*/chrome-linux*/chrome; do
    # Ubuntu's chromium-browser is a stub that only asks for a snap: it must really start.
    if [ -n "$candidate" ] && has "$candidate" && "$candidate" --version >/dev/null 2>&1; then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

need_chromium() {
  if CHROMIUM_PATH=$(find_chromium); then
    export CHROMIUM_PATH
    return
  fi
  local why="the browser journeys run in a real browser"
  case "$(os)" in
    macos) brew_install "$why" --cask google-chrome ;;
    debian)
      if grep -qi '^ID=ubuntu' /etc/os-release; then
        say "fetching Playwright's Chromium ($why; Ubuntu's own is a snap)"
        as_root env PATH="$PATH" PLAYWRIGHT_BROWSERS_PATH="$INDGANG_CACHE/browsers" \
          node node_modules/playwright-core/cli.js install --with-deps --no-shell chromium >&2 || true
      else
        apt_install "$why" chromium
      fi
      ;;
  esac
  hash -r
  CHROMIUM_PATH=$(find_chromium) ||
    fail "no Chromium or Chrome was found" "install one, or set CHROMIUM_PATH to its program, then start again"
  export CHROMIUM_PATH
}

# -------------------------------------------------------------------------------------- database

# As tests/support/postgres.rs looks for it: on the PATH, or where Debian or Homebrew puts it.
find_postgres() {
  local folder
  IFS=: read -ra folders <<<"$PATH"
  for folder in "${folders[@]}" /usr/lib/postgresql/*/bin /opt/homebrew/opt/*/bin /usr/local/opt/*/bin; do
    [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && return
  done
  return 1
}

need_postgres() {
  [ -n "${INDGANG_TEST_POSTGRES:-}" ] && return
  find_postgres && return
  local why="everything that is stored is tested on it too"
  case "$(os)" in
    debian) apt_install "$why" postgresql ;;
    macos) brew_install "$why" postgresql@17 ;;
  esac
  find_postgres ||
    fail "PostgreSQL is missing" "install it, or set INDGANG_TEST_POSTGRES=postgres://USER@HOST to a server for tests"
}

# ---------------------------------------------------------------------------------------- fuzzing

# Without it the step says so and is skipped: a machine may have no Python, or no PyPI.
want_schemathesis() {
  local python="$INDGANG_CACHE/python"
  [ "$("$python/bin/schemathesis" --version 2>/dev/null | awk '{ print $NF }')" = "$SCHEMATHESIS_VERSION" ] && return
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null && [ "$(os)" = debian ]; then
    apt_install "generated requests come from a Python program" python3-venv
  fi
  say "installing schemathesis $SCHEMATHESIS_VERSION from PyPI (generated requests against the API)"
  python3 -m venv "$python" >&2 && "$python/bin/pip" install -q "schemathesis==$SCHEMATHESIS_VERSION" >&2 ||
    say "schemathesis could not be installed; the step will be skipped"
}

# ----------------------------------------------------------------------------- what a script calls

need_to_build() {
  need_compiler
  need_rust
  need_node
  need_npm_packages
  need_bundler
}

need_to_test() {
  need_to_build
  need_postgres
  need_chromium
  want_schemathesis
}
