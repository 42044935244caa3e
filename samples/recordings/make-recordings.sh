#!/usr/bin/env bash
#
# Makes the WAV files in this folder from recordings that Debian packages ship.
# It downloads the packages, unpacks them in a temporary folder (nothing gets
# installed), cuts and resamples the recordings, and mixes speech with noise.
#
# Needs: a Debian system with apt (package lists up to date: run
# "apt-get update" first), sox, libsox-fmt-base (reads FLAC) and python3.
# Run as root, apt warns that it downloads "unsandboxed"; that does no harm.
#
# Usage: make-recordings.sh [OUTPUT_FOLDER]      (default: this folder)
#
# The result is the same byte for byte on every run. It is compared with
# SHA256SUMS at the end, so a changed package or tool does not go unnoticed.
# Where the recordings come from, and their licences: LICENSES.md.

set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:-$here}"
out=$(cd "${1:-$here}" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

need() {
    command -v "$1" >/dev/null || { echo "missing: $1" >&2; exit 1; }
}

# fetch PACKAGE: unpacks the package into $tmp/PACKAGE and names its version.
fetch() {
    (cd "$tmp" && apt-get download -qq "$1")
    dpkg-deb -x "$tmp/$1"_*.deb "$tmp/$1"
    dpkg-deb -W "$tmp/$1"_*.deb
}

# -R: the same random numbers each run; -D: no dither, which would add noise
# of its own; -V1: show errors only.
quiet_sox() {
    sox -R -D -V1 "$@"
}

# speech48: four prompts with silent gaps. The prompts end in near silence
# (below -55 dBFS); the short fades only take away what is left of a step.
speech48() {
    local dir=$tmp/alsa-utils/usr/share/sounds/alsa
    local parts=() name gap
    quiet_sox -n -r 48000 -c 1 -b 16 "$tmp/part0.wav" trim 0 1.0
    parts+=("$tmp/part0.wav")
    while read -r name gap; do
        quiet_sox "$dir/$name.wav" "$tmp/part_$name.wav" \
            fade t 0.005 -0 0.01 pad 0 "$gap"
        parts+=("$tmp/part_$name.wav")
    done <<'END'
Front_Center 0.6
Side_Left 0.7
Rear_Right 0.6
Side_Right 0.2
END
    # A peak of -9 dBFS leaves room for the noise, so no mix has to be turned
    # down and all mixes share this clean file.
    quiet_sox "${parts[@]}" "$out/prompts48_clean.wav" norm -9
}

# speech16: the two halves of one sentence, with the pause between them. The
# recording has a DC offset and rumble below the voice; the high-pass takes out both.
# 0.8 s of silence plus 0.2 s of the reader's room make a lead-in of 1 s.
speech16() {
    local dir=$tmp/pocketsphinx-testdata/usr/share/pocketsphinx/test/data/librivox
    local book=$dir/sense_and_sensibility_01_austen_64kb
    quiet_sox "$book-0880.wav" "$book-0890.wav" "$out/austen16_clean.wav" \
        highpass 60 highpass 60 fade t 0.1 -0 0.1 norm -9 pad 0.8 0
}

# noise NAME RATE [EFFECT...]: one channel of a Sonic Pi sample as $tmp/NAME.wav.
# Only the left channel is used: adding both would cancel parts of the sound.
noise() {
    local name=$1 rate=$2
    shift 2
    quiet_sox "$tmp/sonic-pi-samples/usr/share/sonic-pi/samples/$name.flac" \
        -b 16 "$tmp/$name.wav" remix 1 gain -6 "$@" rate -v "$rate" norm -3
}

# keys: all keystrokes at 48 kHz. Some touch full scale, hence the gain; the
# fades stop each recording's room sound from starting and ending with a step.
keys() {
    local file
    mkdir "$tmp/keys"
    for file in "$tmp"/bucklespring-data/usr/share/buckle/wav/[0-3]*.wav; do
        quiet_sox "$file" -b 16 "$tmp/keys/$(basename "$file")" \
            gain -6 fade t 0.001 -0 0.05 rate -v 48000
    done
}

need apt-get; need dpkg-deb; need sox; need python3
for package in alsa-utils pocketsphinx-testdata sonic-pi-samples bucklespring-data; do
    fetch "$package"
done

speech48
speech16

# Steam on sauna stones hisses like a fan or an air vent, but its level falls by
# 1.5 dB per second. Looped as it is, every start would stick out as a jump, so
# mix.py evens it out. The first 0.2 s (it still swells) and the end are left out.
noise ambi_sauna 48000 trim 0.2 5.8
python3 "$here/mix.py" level "$tmp/ambi_sauna.wav" 1.5 "$tmp/steam.wav"

# The 3-D printer as it is. Of the record player's noise only the crackle and
# hiss: below 100 Hz the turntable's rumble would drown everything else.
noise loop_3d_printer 16000
noise vinyl_hiss 16000 highpass 100

keys
python3 "$here/mix.py" typing "$tmp/keys" 8.9 "$tmp/typing.wav"

mix() {
    python3 "$here/mix.py" mix "$@"
}
mix "$out/prompts48_clean.wav" "$tmp/steam.wav" 5 "$out/prompts48_steam_snr5_noisy.wav"
mix "$out/prompts48_clean.wav" "$tmp/typing.wav" 10 "$out/prompts48_keyboard_snr10_noisy.wav" \
    "$out/noise48_keyboard.wav" 2
mix "$out/austen16_clean.wav" "$tmp/loop_3d_printer.wav" 5 "$out/austen16_printer_snr5_noisy.wav" \
    "$out/noise16_printer.wav" 3
mix "$out/austen16_clean.wav" "$tmp/vinyl_hiss.wav" 10 "$out/austen16_vinyl_snr10_noisy.wav"

(cd "$out" && sha256sum --check "$here/SHA256SUMS") || {
    echo "The files differ from SHA256SUMS: a package or tool has changed." >&2
    exit 1
}
