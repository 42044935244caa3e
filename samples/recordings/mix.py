"""Sample arithmetic for make-recordings.sh; needs only the standard library.

  mix.py level NOISE DB_PER_SECOND OUT       undo a steady fall in level
  mix.py typing KEYS_FOLDER SECONDS OUT      typing from single keystrokes
  mix.py mix CLEAN NOISE SNR OUT [NOISE_OUT SECONDS]
                                             add noise to speech at an SNR

All files are 16-bit mono WAV. The SNR is the mean power of the speech in its
active frames over the mean power of the noise in the whole file. A frame is
20 ms; it is active if its power is within 40 dB of the loudest frame's.
"""
import array
import math
import random
import sys
import wave

FRAME_SECONDS = 0.02
ACTIVE_DB = 40
CROSSFADE_SECONDS = 0.25
HIGHEST_PEAK = 32768 * 10 ** (-1 / 20)  # -1 dBFS

TEXT = "the noise has to stop where the voice begins and not "
# Keyboard scan code of the first key of each letter row; the rest follow on.
KEY_ROWS = ((0x10, "qwertyuiop"), (0x1E, "asdfghjkl"), (0x2C, "zxcvbnm"), (0x39, " "))


def read(path):
    with wave.open(path, "rb") as file:
        if file.getnchannels() != 1 or file.getsampwidth() != 2:
            sys.exit(f"{path}: not 16-bit mono")
        samples = array.array("h", file.readframes(file.getnframes()))
        if sys.byteorder == "big":
            samples.byteswap()
        return file.getframerate(), [float(sample) for sample in samples]


def write(path, rate, samples):
    peak = max(abs(sample) for sample in samples)
    if peak > HIGHEST_PEAK:
        sys.exit(f"{path}: peak above -1 dBFS")
    rounded = array.array("h", [round(sample) for sample in samples])
    if sys.byteorder == "big":
        rounded.byteswap()
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(rounded.tobytes())


def mean_power(samples):
    return math.fsum(sample * sample for sample in samples) / len(samples)


def active_power(samples, rate):
    size = round(FRAME_SECONDS * rate)
    powers = [mean_power(samples[at:at + size])
              for at in range(0, len(samples) - size + 1, size)]
    limit = max(powers) * 10 ** (-ACTIVE_DB / 10)
    active = [power for power in powers if power >= limit]
    return math.fsum(active) / len(active)


def loop(noise, rate, length):
    """Repeats noise up to length. Each end fades over into the next start, both
    by equal power, because unrelated stretches of noise add up in power."""
    overlap = round(CROSSFADE_SECONDS * rate)
    result = noise[:]
    while len(result) < length:
        start = len(result) - overlap
        for i in range(overlap):
            angle = math.pi / 2 * (i + 0.5) / overlap
            result[start + i] = (result[start + i] * math.cos(angle)
                                 + noise[i] * math.sin(angle))
        result += noise[overlap:]
    return result[:length]


def level(noise_path, db_per_second, out_path):
    rate, noise = read(noise_path)
    seconds = len(noise) / rate
    # The end keeps its level and the start comes down, so nothing can clip.
    write(out_path, rate,
          [sample * 10 ** (float(db_per_second) * (i / rate - seconds) / 20)
           for i, sample in enumerate(noise)])


def scan_code(letter):
    for first, letters in KEY_ROWS:
        if letter in letters:
            return first + letters.index(letter)
    sys.exit(f"no key for {letter!r}")


def typing(keys_folder, seconds, out_path):
    """Types TEXT at about five keys a second with a short stop after each word.
    In the package NN-1.wav is key NN going down and NN-0.wav its coming up."""
    dice = random.Random(1)  # a fixed seed: the same rhythm on every run
    cache = {}

    def key(letter, down):
        name = f"{keys_folder}/{scan_code(letter):02x}-{down}.wav"
        if name not in cache:
            cache[name] = read(name)
        return cache[name]

    rate = key(TEXT[0], 1)[0]
    result = [0.0] * round(float(seconds) * rate)
    now = 0.05
    typed = 0
    while now < float(seconds):
        letter = TEXT[typed % len(TEXT)]
        gain = 10 ** (-3 * dice.random() / 20)  # no two strokes are equally hard
        held = 0.07 + 0.04 * dice.random()
        for down, time in ((1, now), (0, now + held)):
            start = round(time * rate)
            for i, sample in enumerate(key(letter, down)[1][:max(0, len(result) - start)]):
                result[start + i] += gain * sample
        now += 0.12 + 0.10 * dice.random()
        if letter == " ":
            now += 0.10 + 0.20 * dice.random()
        typed += 1
    write(out_path, rate, result)


def mix(clean_path, noise_path, snr, out_path, noise_out_path=None, seconds=None):
    rate, clean = read(clean_path)
    noise_rate, noise = read(noise_path)
    if rate != noise_rate:
        sys.exit(f"{clean_path} and {noise_path} differ in rate")
    noise = loop(noise, rate, len(clean))
    wanted = active_power(clean, rate) / 10 ** (float(snr) / 10)
    gain = math.sqrt(wanted / mean_power(noise))
    noise = [gain * sample for sample in noise]
    write(out_path, rate, [c + n for c, n in zip(clean, noise)])
    if noise_out_path:
        write(noise_out_path, rate, noise[:round(float(seconds) * rate)])


if __name__ == "__main__":
    {"level": level, "typing": typing, "mix": mix}[sys.argv[1]](*sys.argv[2:])
