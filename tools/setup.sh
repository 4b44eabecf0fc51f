#!/bin/sh
# Set up what is missing and nothing else: `setup.sh use` to run rmdiag, `setup.sh develop` to test it as well.
# .venv holds a stamp of what was installed, so that a second run takes a fraction of a second.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:?use or develop}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

fail_with_log() {
    tail -n 20 "$log" >&2
    fail "$@"
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if command -v "$candidate" >/dev/null && new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail 'rmdiag needs Python 3.11 or newer. Mend it with: sudo apt-get install -y python3; or sudo dnf install -y' \
        'python3.11; or brew install python. An interpreter of another name is given as PYTHON=name make demo.'
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

with_apt() { # with_apt PACKAGE...: install them, where apt exists and may be used without a password
    if ! command -v apt-get >/dev/null || ! as_root true 2>/dev/null; then
        return 1
    fi
    say "Installing $* with apt …"
    for attempt in first second; do
        echo "apt, $attempt attempt" >>"$log"
        as_root apt-get update -qq </dev/null >>"$log" 2>&1 || true # a broken list of another program is not ours to mend
        if as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            -o DPkg::Lock::Timeout=120 "$@" </dev/null >>"$log" 2>&1; then
            return 0
        fi
    done
    tail -n 5 "$log" >&2
    return 1
}

make_environment() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        with_apt "$package" || fail "The venv module of Python is missing. Mend it with: sudo apt-get install -y $package"
    fi
    say "Making .venv with $("$python" --version) …"
    "$python" -m venv --clear .venv >>"$log" 2>&1 ||
        fail_with_log "The virtual environment .venv could not be made with $python."
}

pip_install() { .venv/bin/python -m pip install --quiet --constraint constraints.txt "$@" >>"$log" 2>&1; }

install_packages() {
    extras=
    [ "$purpose" = use ] || extras='[dev]'
    say 'Installing Python packages into .venv; the first time takes a minute or two …'
    # Without isolation the build backend, too, has the version of constraints.txt.
    if ! pip_install hatchling || ! pip_install --no-build-isolation --editable ".$extras"; then
        fail_with_log 'pip could not install the Python packages; its last words are above.'
    fi
}

first_time() { # first_time NAME: true once for each environment, so that a second run does not wait for apt again
    [ ! -e ".venv/tried-$1" ] && : >".venv/tried-$1"
}

install_libraries() {
    lacking=$(.venv/bin/python tools/lacking.py)
    while IFS='|' read -r need packages words; do
        [ -n "$need" ] || continue
        # shellcheck disable=SC2086 # a list of packages
        if { [ "$need" != needed ] && ! first_time "$packages"; } || ! with_apt $packages; then
            say "$words"
        fi
    done <<END
$lacking
END
}

install_poppler() {
    if ! command -v pdftoppm >/dev/null && ! { first_time poppler-utils && with_apt poppler-utils; }; then
        say 'pdftoppm is missing, so tests that look at pages are skipped. Mend it with: sudo apt-get install -y' \
            'poppler-utils; or sudo dnf install -y poppler-utils; or brew install poppler'
    fi
}

has_office() { # Calc and Writer, each with the library of its own that Debian installs apart
    office=$(command -v soffice) && rooms=$(dirname "$(readlink -f "$office")") && [ -e "$rooms/libsclo.so" ] && [ -e "$rooms/libswlo.so" ]
}

install_office() {
    if ! has_office && ! { first_time libreoffice && with_apt libreoffice-calc libreoffice-writer; } && ! command -v soffice >/dev/null; then
        say 'LibreOffice is missing, so tests that have it open workbooks and documents are skipped. Mend it with: sudo apt-get' \
            'install -y libreoffice-calc libreoffice-writer; or sudo dnf install -y libreoffice-calc libreoffice-writer; or brew' \
            'install --cask libreoffice'
    fi
}

install_browser() {
    if ! command -v chromium >/dev/null && ! { first_time chromium && with_apt chromium; }; then
        say 'Chromium is missing, so tests that open pages in it are skipped. Mend it with: sudo apt-get install -y chromium;' \
            'or sudo dnf install -y chromium; or brew install --cask chromium'
    fi
}

has_server() { # Debian keeps the programs of PostgreSQL out of the path
    command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

with_server() { # tests start a server of their own; the one that Debian would start and keep running is not wanted
    if command -v apt-get >/dev/null && [ ! -e /etc/postgresql-common ]; then
        as_root mkdir -p /etc/postgresql-common/createcluster.d 2>/dev/null || return 1
        echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.d/none.conf >/dev/null || return 1
    fi
    with_apt postgresql
}

install_server() {
    if ! has_server && ! { first_time postgresql && with_server; }; then
        say 'PostgreSQL is missing, so tests of a store on a server are skipped. Mend it with: sudo apt-get install -y' \
            'postgresql; or sudo dnf install -y postgresql-server; or brew install postgresql'
    fi
}

install_java() {
    if ! java -version >/dev/null 2>&1 && ! { first_time java && with_apt default-jre-headless; }; then
        say 'Java is missing, so tests that read MS Project files back are skipped. Mend it with: sudo apt-get install -y' \
            'default-jre-headless; or sudo dnf install -y java-latest-openjdk-headless; or brew install openjdk'
    fi
}

stamp="$(pwd -P) $(cat pyproject.toml constraints.txt tools/setup.sh | cksum)"
if ! { new_enough .venv/bin/python && .venv/bin/python -c 'import pip'; } 2>/dev/null; then
    make_environment
fi
if [ "$(cat ".venv/stamp-$purpose" 2>/dev/null)" != "$stamp" ]; then
    install_packages
    echo "$stamp" >.venv/stamp-use
    echo "$stamp" >".venv/stamp-$purpose"
fi
install_libraries
if [ "$purpose" != use ]; then
    install_poppler
    install_office
    install_browser
    install_server
    install_java
fi
