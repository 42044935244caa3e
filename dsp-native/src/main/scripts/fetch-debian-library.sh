#!/usr/bin/env bash
# Fetches a library from Debian's archive for amd64 and arm64 through apt:
#   OUT/linux-x64/libNAME.so    OUT/linux-arm64/libNAME.so
#   OUT/NAME-origin.txt      OUT/LICENSE-NAME.txt
# apt checks the archive's signature; the machine's own apt configuration is only read, never changed.
# Where that is impossible, it says so in one line and exits 0: a library of the system's may serve.
set -uo pipefail

usage='usage: fetch-debian-library.sh NAME PACKAGE SUITE VERSION_PREFIX OUTPUT_FOLDER'
readonly NAME=${1:?$usage} PACKAGE=${2:?$usage} SUITE=${3:?$usage} VERSION=${4:?$usage} OUT=${5:?$usage}
readonly KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

without() {
  echo "$NAME: not fetched for this build ($1); a system lib$NAME.so serves where there is one"
  exit 0
}

if [[ -f $OUT/$NAME-origin.txt && -f $OUT/linux-x64/lib$NAME.so ]]; then
  exit 0
fi
for tool in apt-get dpkg-deb; do
  command -v "$tool" >/dev/null || without "no $tool here"
done
[[ -f $KEYRING ]] || without "no Debian archive keyring here"

scratch=$(mktemp -d) || without "no temporary folder"
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch"/{lists/partial,cache/archives/partial,unpacked}

# the mirror this machine already uses; the security archive has no other suites
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' \
  2>/dev/null | grep -v security | head -n 1)
if [[ -z $mirror ]]; then
  # a machine whose lists were never fetched, such as a fresh container
  mirror=$(sed -n 's/^URIs: *\([^ ]*debian\/*\)\( .*\)*$/\1/p; s/^deb  *\([^[ ][^ ]*debian\/*\) .*/\1/p' \
    /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
    2>/dev/null | grep -v security | head -n 1)
fi
[[ -n $mirror ]] || without "apt has no Debian repository configured"
echo "deb [signed-by=$KEYRING] $mirror $SUITE main" > "$scratch/sources.list"

apt_options=(
  -qq
  -o Dir::State::Lists="$scratch/lists"
  -o Dir::Etc::sourcelist="$scratch/sources.list"
  -o Dir::Etc::sourceparts=/dev/null
  -o Dir::Cache="$scratch/cache"
  -o APT::Sandbox::User="$(id -un)"
  -o APT::Architecture=amd64
  -o APT::Architectures::=amd64
  -o APT::Architectures::=arm64
  -o Acquire::Languages=none
  -o Acquire::Retries=2
)
timeout 120 apt-get "${apt_options[@]}" update >"$scratch/log" 2>&1 \
  || without "apt-get update failed: $(tail -n 1 "$scratch/log")"

declare -A platforms=([amd64]=linux-x64 [arm64]=linux-arm64)
for architecture in amd64 arm64; do
  (cd "$scratch" && timeout 120 apt-get "${apt_options[@]}" download "$PACKAGE:$architecture") \
    >"$scratch/log" 2>&1 || without "download failed: $(tail -n 1 "$scratch/log")"
  package=$(echo "$scratch/${PACKAGE}"_*_"$architecture".deb)
  version=$(dpkg-deb --field "$package" Version)
  dpkg-deb -x "$package" "$scratch/unpacked/$architecture" \
    || without "package $package cannot be unpacked"
  # the soname is a link: the one regular file is the library
  [[ $version == "$VERSION"* ]] || without "Debian's version is $version, bound here is $VERSION"
  library=$(find "$scratch/unpacked/$architecture" -type f -name "lib$NAME.so.*" | head -n 1)
  [[ -n $library ]] || without "$PACKAGE $version holds no lib$NAME.so"
  install -D -m 0644 "$library" "$scratch/whole/${platforms[$architecture]}/lib$NAME.so"
done
install -m 0644 "$scratch/unpacked/amd64/usr/share/doc/$PACKAGE/copyright" \
  "$scratch/whole/LICENSE-$NAME.txt" || without "$PACKAGE holds no copyright notice"
# all of it or nothing
mkdir -p "$OUT" && cp -R "$scratch/whole/." "$OUT/" || without "$OUT cannot be written"
echo "Debian $PACKAGE $version" > "$OUT/$NAME-origin.txt" # last: says that the rest is whole
echo "$NAME: taking $PACKAGE $version from Debian $SUITE"
