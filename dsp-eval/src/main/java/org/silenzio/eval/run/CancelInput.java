package org.silenzio.eval.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.silenzio.audio.SampleGuard;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundFileException;
import org.silenzio.eval.corpus.SoundReader;

/**
 * The two sounds that a canceller is given, at the microphone's rate, as long as the microphone's,
 * all samples fit.
 *
 * @param sampleRateHz samples per second
 * @param microphone what the microphone heard
 * @param farEnd what the loudspeaker played, by channel
 * @param encoding how the microphone's file stores samples
 * @param mendedSamples samples of both that were not finite or absurdly loud
 */
@SuppressWarnings("ArrayRecordComponent") // carries recordings, is never compared
record CancelInput(
    int sampleRateHz,
    float[] microphone,
    float[][] farEnd,
    SampleEncoding encoding,
    long mendedSamples) {

  private static final int MAX_FAR_END_CHANNELS = 2;
  private static final int FRAMES_PER_SECOND = 100;

  /**
   * Reads the files.
   *
   * @throws SoundFileException if one is unfit
   * @throws IllegalArgumentException if the microphone's file has no such channel
   */
  static CancelInput load(CancelJob job) throws IOException {
    SampleGuard guard = new SampleGuard();
    int rate;
    float[] microphone;
    SampleEncoding encoding;
    try (SoundReader reader = SoundReader.open(job.microphone())) {
      rate = reader.sampleRateHz();
      encoding = reader.encoding();
      int channel = channel(job.microphone(), reader.channels(), job.channel());
      if (reader.samples() < rate / FRAMES_PER_SECOND) {
        throw new SoundFileException(
            job.microphone(), "has " + reader.samples() + " samples, allowed: 10 ms or more");
      }
      checkFarEnd(job.farEnd());
      microphone = Recording.readAll(reader).channels()[channel];
    }
    guard.mend(microphone, 0, microphone.length);
    float[][] farEnd = farEnd(job.farEnd(), rate, microphone.length, guard);
    return new CancelInput(
        rate, microphone, farEnd, encoding, guard.nonFiniteSamples() + guard.limitedSamples());
  }

  private static int channel(Path file, int channels, OptionalInt wanted) throws IOException {
    if (wanted.isEmpty() && channels > 1) {
      throw new SoundFileException(
          file,
          "has "
              + channels
              + " channels, allowed: 1, the microphone; --channel N (1 to "
              + channels
              + ") takes one of them");
    }
    int channel = wanted.orElse(1);
    if (channel < 1 || channel > channels) {
      throw new IllegalArgumentException(
          "--channel is " + channel + ", allowed in " + file + ": 1 to " + channels);
    }
    return channel - 1;
  }

  /** Before the long work of reading everything. */
  private static void checkFarEnd(Path file) throws IOException {
    try (SoundReader reader = SoundReader.open(file)) {
      if (reader.channels() > MAX_FAR_END_CHANNELS) {
        throw new SoundFileException(
            file, "has " + reader.channels() + " channels, allowed for the far end: 1 or 2");
      }
    }
  }

  /** Silence follows where it is shorter than the microphone's, and what is longer is cut. */
  private static float[][] farEnd(Path file, int rate, int samples, SampleGuard guard)
      throws IOException {
    Recording recording = Recording.load(file);
    float[][] channels = new float[recording.channels().length][];
    for (int c = 0; c < channels.length; c++) {
      float[] channel = recording.channels()[c];
      guard.mend(channel, 0, channel.length); // else a resampler would spread what is not finite
      channels[c] =
          Arrays.copyOf(converted(file, channel, recording.sampleRateHz(), rate), samples);
    }
    return channels;
  }

  private static float[] converted(Path file, float[] samples, int fromHz, int toHz)
      throws IOException {
    try {
      return Rates.convert(samples, fromHz, toHz);
    } catch (IllegalArgumentException e) {
      throw new SoundFileException(
          file,
          "its sample rate of "
              + fromHz
              + " Hz cannot be converted to the microphone's "
              + toHz
              + " Hz: "
              + e.getMessage(),
          e);
    }
  }

  /** The far end in one channel: the mean of all. */
  float[] farEndMean() {
    float[] mean = new float[microphone.length];
    for (float[] channel : farEnd) {
      for (int n = 0; n < mean.length; n++) {
        mean[n] += channel[n] / farEnd.length;
      }
    }
    return mean;
  }
}
