package org.silenzio.echo;

import java.util.Objects;
import org.silenzio.audio.StreamFormat;

/**
 * What an echo canceller is made for. Immutable.
 *
 * @param format the capture's frames: mono, any rate and size; at 16, 32 and 48 kHz, in frames of
 *     10 ms, nothing is resampled
 * @param renderChannels channels of the far end, 1 or 2; the frames have the capture's rate and
 *     size. In {@link EchoPreset#BEST} two loudspeakers may have two paths, which takes more work
 *     than mono once they play different sound; the others filter the mean of both
 * @param preset the balance of quality against delay and work
 * @param suppression what becomes of the echo that the linear filter leaves
 * @param maxDelayMs the longest delay between a far-end frame and its echo that is looked for, 0 to
 *     1000 ms; a longer one takes more memory and work
 */
public record EchoCancellerConfig(
    StreamFormat format,
    int renderChannels,
    EchoPreset preset,
    EchoSuppression suppression,
    int maxDelayMs) {

  private static final int MAX_RENDER_CHANNELS = 2;

  /** What devices take at most, but for some Bluetooth. */
  private static final int DEFAULT_MAX_DELAY_MS = 500;

  private static final int LARGEST_MAX_DELAY_MS = 1_000;

  /** Checks every component and names the one that is out of its range. */
  public EchoCancellerConfig {
    Objects.requireNonNull(format, "format");
    if (format.channels() != 1) {
      throw new IllegalArgumentException(
          "format has " + format.channels() + " channels, allowed: 1");
    }
    if (renderChannels < 1 || renderChannels > MAX_RENDER_CHANNELS) {
      throw new IllegalArgumentException(
          "renderChannels is " + renderChannels + ", allowed: 1 to " + MAX_RENDER_CHANNELS);
    }
    Objects.requireNonNull(preset, "preset");
    Objects.requireNonNull(suppression, "suppression");
    if (maxDelayMs < 0 || maxDelayMs > LARGEST_MAX_DELAY_MS) {
      throw new IllegalArgumentException(
          "maxDelayMs is " + maxDelayMs + ", allowed: 0 to " + LARGEST_MAX_DELAY_MS);
    }
  }

  /**
   * The best sound, for a mono far end.
   *
   * @param format the capture's frames, mono
   * @return the configuration
   */
  public static EchoCancellerConfig defaults(StreamFormat format) {
    return new EchoCancellerConfig(
        format, 1, EchoPreset.BEST, EchoSuppression.BY_PRESET, DEFAULT_MAX_DELAY_MS);
  }

  /**
   * The same for another far end.
   *
   * @param renderChannels 1 or 2
   * @return the configuration
   */
  public EchoCancellerConfig withRenderChannels(int renderChannels) {
    return new EchoCancellerConfig(format, renderChannels, preset, suppression, maxDelayMs);
  }

  /**
   * The same with another preset.
   *
   * @param preset the balance of quality against delay and work
   * @return the configuration
   */
  public EchoCancellerConfig withPreset(EchoPreset preset) {
    return new EchoCancellerConfig(format, renderChannels, preset, suppression, maxDelayMs);
  }

  /**
   * The same with another suppression of residual echo.
   *
   * @param suppression what becomes of the echo that the linear filter leaves
   * @return the configuration
   */
  public EchoCancellerConfig withSuppression(EchoSuppression suppression) {
    return new EchoCancellerConfig(format, renderChannels, preset, suppression, maxDelayMs);
  }

  /**
   * The same for other delays.
   *
   * @param maxDelayMs the longest delay that is looked for, 0 to 1000 ms
   * @return the configuration
   */
  public EchoCancellerConfig withMaxDelayMs(int maxDelayMs) {
    return new EchoCancellerConfig(format, renderChannels, preset, suppression, maxDelayMs);
  }

  /**
   * The far end's frames.
   *
   * @return the capture's rate and size with {@link #renderChannels()} channels
   */
  public StreamFormat renderFormat() {
    return new StreamFormat(format.sampleRateHz(), renderChannels, format.frameSamples());
  }
}
