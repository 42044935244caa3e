#!/usr/bin/env bash
# Fetches Debian's librnnoise0 for amd64 and arm64 through apt and lays it out for the jar:
#   OUT/linux-x64/librnnoise.so    OUT/linux-arm64/librnnoise.so
#   OUT/rnnoise-origin.txt         OUT/LICENSE-rnnoise.txt
# apt checks the archive's signature; the machine's own apt configuration is only read, never changed.
# Where that is impossible, it says so in one line and exits 0: the loader then looks for a library of
# the system's.
set -uo pipefail

readonly PACKAGE=librnnoise0 SUITE=sid
readonly KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
readonly OUT=${1:?usage: fetch-rnnoise.sh OUTPUT_FOLDER}

without_rnnoise() {
  echo "rnnoise: not bundled in this build ($1); a system librnnoise.so.0 serves where there is one"
  exit 0
}

if [[ -f $OUT/rnnoise-origin.txt && -f $OUT/linux-x64/librnnoise.so ]]; then
  exit 0
fi
for tool in apt-get dpkg-deb; do
  command -v "$tool" >/dev/null || without_rnnoise "no $tool here"
done
[[ -f $KEYRING ]] || without_rnnoise "no Debian archive keyring here"

scratch=$(mktemp -d) || without_rnnoise "no temporary folder"
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch"/{lists/partial,cache/archives/partial,unpacked}

# the mirror this machine already uses; the security archive has no unstable suite
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' \
  2>/dev/null | grep -v security | head -n 1)
if [[ -z $mirror ]]; then
  # a machine whose lists were never fetched, such as a fresh container
  mirror=$(sed -n 's/^URIs: *\([^ ]*debian\/*\)\( .*\)*$/\1/p; s/^deb  *\([^[ ][^ ]*debian\/*\) .*/\1/p' \
    /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
    2>/dev/null | grep -v security | head -n 1)
fi
[[ -n $mirror ]] || without_rnnoise "apt has no Debian repository configured"
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
  || without_rnnoise "apt-get update failed: $(tail -n 1 "$scratch/log")"

declare -A platforms=([amd64]=linux-x64 [arm64]=linux-arm64)
for architecture in amd64 arm64; do
  (cd "$scratch" && timeout 120 apt-get "${apt_options[@]}" download "$PACKAGE:$architecture") \
    >"$scratch/log" 2>&1 || without_rnnoise "download failed: $(tail -n 1 "$scratch/log")"
  package=$(echo "$scratch/${PACKAGE}"_*_"$architecture".deb)
  version=$(dpkg-deb --field "$package" Version)
  dpkg-deb -x "$package" "$scratch/unpacked/$architecture" \
    || without_rnnoise "package $package cannot be unpacked"
  # the soname is a link: the one regular file is the library
  [[ $version == 0.2* ]] || without_rnnoise "Debian's version is $version, the network bound here is 0.2"
  library=$(find "$scratch/unpacked/$architecture" -type f -name 'librnnoise.so.0.*' | head -n 1)
  [[ -n $library ]] || without_rnnoise "$PACKAGE $version holds no librnnoise.so.0"
  install -D -m 0644 "$library" "$scratch/whole/${platforms[$architecture]}/librnnoise.so"
done
install -m 0644 "$scratch/unpacked/amd64/usr/share/doc/$PACKAGE/copyright" \
  "$scratch/whole/LICENSE-rnnoise.txt" || without_rnnoise "$PACKAGE holds no copyright notice"
# all of it or nothing
mkdir -p "$OUT" && cp -R "$scratch/whole/." "$OUT/" || without_rnnoise "$OUT cannot be written"
echo "Debian $PACKAGE $version" > "$OUT/rnnoise-origin.txt" # last: says that the rest is whole
echo "rnnoise: bundling $PACKAGE $version from Debian $SUITE"
