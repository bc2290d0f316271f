#!/bin/bash
# Installs the Debian packages of cmake/packages.txt that are missing. Does nothing, quickly, when
# none is.
set -euo pipefail
cd "$(dirname "$0")"

mapfile -t wanted < <(grep -v '^#' packages.txt)
missing=$(comm -23 <(printf '%s\n' "${wanted[@]}" | sort) \
  <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null |
    sed -n 's/^installed //p' | sort))
# Node.js is often there from elsewhere, and Debian's npm conflicts with it: the commands are enough.
missing=$(for package in $missing; do
  case $package in
    nodejs) command -v node >/dev/null || command -v nodejs >/dev/null ;;
    npm) command -v npm >/dev/null ;;
    *) false ;;
  esac || echo "$package"
done)
[[ -z $missing ]] && exit 0

as_root=()
if [[ $(id -u) != 0 ]]; then
  command -v sudo >/dev/null || { echo "setup: run as root, or install sudo; missing:" $missing >&2; exit 1; }
  as_root=(sudo)
fi
echo "Installing" $missing
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 "$@"; }
apt update
apt install -y --no-install-recommends $missing
