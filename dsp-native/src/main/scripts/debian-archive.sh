# To be sourced: makes Debian's archive of the suite SUITE reachable for amd64 and arm64, aside in
# the folder $scratch, with the array apt_options for apt-get. apt checks the archive's signature.
# Needs a function without REASON that ends the script.

KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
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
