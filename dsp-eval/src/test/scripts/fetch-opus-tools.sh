#!/usr/bin/env bash
# Fetches opusenc and opusdec with their libraries from Debian's archive through apt, for tests:
#   OUT/bin/opusenc    OUT/bin/opusdec    OUT/lib/*.so*    OUT/origin.txt
# Nothing is installed. Where that is impossible, it says so in one line and exits 0: the tests that
# need them are skipped.
set -uo pipefail

readonly OUT=${1:?usage: fetch-opus-tools.sh OUTPUT_FOLDER} SUITE=bookworm
readonly PACKAGES=(opus-tools libopusenc0 libopusfile0 libopus0 libogg0 libflac12 libssl3)

without() {
  echo "opus-tools: not fetched for this build ($1); tests against them are skipped"
  exit 0
}

if [[ -f $OUT/origin.txt ]]; then
  exit 0
fi
# shellcheck source=../../../../dsp-native/src/main/scripts/debian-archive.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../../../dsp-native/src/main/scripts/debian-archive.sh"

architecture=$(dpkg --print-architecture 2>/dev/null)
[[ $architecture == amd64 || $architecture == arm64 ]] || without "no programs for $architecture"
(cd "$scratch" && timeout 120 apt-get "${apt_options[@]}" download \
  "${PACKAGES[@]/%/:$architecture}") >"$scratch/log" 2>&1 \
  || without "download failed: $(tail -n 1 "$scratch/log")"
for package in "$scratch"/*.deb; do
  dpkg-deb -x "$package" "$scratch/unpacked" || without "package $package cannot be unpacked"
done
version=$(dpkg-deb --field "$scratch"/opus-tools_*.deb Version)
mkdir -p "$scratch"/whole/{bin,lib}
cp "$scratch"/unpacked/usr/bin/opus{enc,dec} "$scratch/whole/bin" || without "no opusenc in it"
find "$scratch/unpacked/usr/lib" -name '*.so*' -exec cp -P {} "$scratch/whole/lib" \;
# all of it or nothing
mkdir -p "$OUT" && cp -R "$scratch/whole/." "$OUT/" || without "$OUT cannot be written"
echo "Debian opus-tools $version" > "$OUT/origin.txt" # last: says that the rest is whole
echo "opus-tools: taking $version from Debian $SUITE"
