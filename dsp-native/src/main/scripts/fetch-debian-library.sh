#!/usr/bin/env bash
# Fetches a library from Debian's archive for amd64 and arm64 through apt:
#   OUT/linux-x64/libNAME.so    OUT/linux-arm64/libNAME.so
#   OUT/NAME-origin.txt      OUT/LICENSE-NAME.txt
# apt checks the archive's signature; the machine's own apt configuration is only read, never changed.
# Where that is impossible, it says so in one line and exits 0: a library of the system's may serve.
set -uo pipefail

usage='usage: fetch-debian-library.sh NAME PACKAGE SUITE VERSION_PREFIX OUTPUT_FOLDER'
readonly NAME=${1:?$usage} PACKAGE=${2:?$usage} SUITE=${3:?$usage} VERSION=${4:?$usage} OUT=${5:?$usage}

without() {
  echo "$NAME: not fetched for this build ($1); a system lib$NAME.so serves where there is one"
  exit 0
}

if [[ -f $OUT/$NAME-origin.txt && -f $OUT/linux-x64/lib$NAME.so ]]; then
  exit 0
fi
# shellcheck source=debian-archive.sh
source "$(dirname "${BASH_SOURCE[0]}")/debian-archive.sh"
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
