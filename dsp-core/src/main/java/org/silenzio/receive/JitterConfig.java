package org.silenzio.receive;

/**
 * What a jitter buffer is made for. Immutable.
 *
 * @param rtpClockHz ticks of the RTP timestamp per second, {@value #MIN_CLOCK_HZ} to {@value
 *     #MAX_CLOCK_HZ}; 48,000 for Opus whatever the decoder's rate (RFC 7587, 4.1)
 * @param minDelayMs the floor of the target delay, 0 ms to the ceiling
 * @param maxDelayMs the ceiling of the target delay, {@value #LEAST_MAX_DELAY_MS} to {@value
 *     #LARGEST_MAX_DELAY_MS} ms
 * @param startDelayMs the target of the first second, floor to ceiling
 * @param quantile the share of quarters of a second in which no packet shall come too late, however
 *     late that is, over 0, under 1; for what is rarer the target rises up to 60 ms only
 * @param capacityPackets how many packets may wait, a power of two, {@value #MIN_CAPACITY} to
 *     {@value #MAX_CAPACITY}
 * @param maxPacketBytes the largest packet, 1 to {@value #LARGEST_PACKET_BYTES} bytes
 */
public record JitterConfig(
    int rtpClockHz,
    int minDelayMs,
    int maxDelayMs,
    int startDelayMs,
    double quantile,
    int capacityPackets,
    int maxPacketBytes) {

  /** Telephony's clock, the slowest in use. */
  public static final int MIN_CLOCK_HZ = 8_000;

  /** The fastest sample rate of {@link org.silenzio.audio.StreamFormat}. */
  public static final int MAX_CLOCK_HZ = 192_000;

  /** Under one frame no buffer is one. */
  public static final int LEAST_MAX_DELAY_MS = 10;

  /** Beyond, nobody calls it a conversation. */
  public static final int LARGEST_MAX_DELAY_MS = 2_000;

  /** The least that spans a burst. */
  public static final int MIN_CAPACITY = 16;

  /** 20 s of packets of 20 ms. */
  public static final int MAX_CAPACITY = 1_024;

  /** The largest UDP datagram over IPv4. */
  public static final int LARGEST_PACKET_BYTES = 65_507;

  /** One packet of 20 ms and no jitter: the fastest network. */
  private static final int DEFAULT_MIN_DELAY_MS = 20;

  private static final int DEFAULT_MAX_DELAY_MS = 500;

  /** Between a wired line and a busy wireless one. */
  private static final int DEFAULT_START_DELAY_MS = 40;

  /**
   * 0.9 makes the delay 4 ms longer in the mean over the simulated networks, most of it on the
   * congested one and on the one that stalls, and saves 0.02 % of concealment; 0.7 saves 1 ms.
   */
  private static final double DEFAULT_QUANTILE = 0.8;

  private static final int OPUS_CLOCK_HZ = 48_000;

  /** 5 s of packets of 20 ms. */
  private static final int DEFAULT_CAPACITY = 256;

  /** Ethernet's payload: what is larger would be sent in fragments. */
  private static final int DEFAULT_PACKET_BYTES = 1_500;

  /** Checks every component and names the one that is out of its range. */
  public JitterConfig {
    check("rtpClockHz", rtpClockHz, MIN_CLOCK_HZ, MAX_CLOCK_HZ);
    check("maxDelayMs", maxDelayMs, LEAST_MAX_DELAY_MS, LARGEST_MAX_DELAY_MS);
    check("minDelayMs", minDelayMs, 0, maxDelayMs);
    check("startDelayMs", startDelayMs, minDelayMs, maxDelayMs);
    if (!(quantile > 0 && quantile < 1)) { // also refuses NaN
      throw new IllegalArgumentException("quantile is " + quantile + ", allowed: over 0, under 1");
    }
    check("capacityPackets", capacityPackets, MIN_CAPACITY, MAX_CAPACITY);
    if (Integer.bitCount(capacityPackets) != 1) {
      throw new IllegalArgumentException(
          "capacityPackets is " + capacityPackets + ", allowed: powers of two");
    }
    check("maxPacketBytes", maxPacketBytes, 1, LARGEST_PACKET_BYTES);
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed: " + min + " to " + max);
    }
  }

  /**
   * Opus over the internet: 20 to 500 ms, beginning with 40.
   *
   * @return the configuration
   */
  public static JitterConfig defaults() {
    return new JitterConfig(
        OPUS_CLOCK_HZ,
        DEFAULT_MIN_DELAY_MS,
        DEFAULT_MAX_DELAY_MS,
        DEFAULT_START_DELAY_MS,
        DEFAULT_QUANTILE,
        DEFAULT_CAPACITY,
        DEFAULT_PACKET_BYTES);
  }

  /**
   * The same for another codec's clock.
   *
   * @param rtpClockHz ticks per second
   * @return the configuration
   */
  public JitterConfig withRtpClockHz(int rtpClockHz) {
    return new JitterConfig(
        rtpClockHz,
        minDelayMs,
        maxDelayMs,
        startDelayMs,
        quantile,
        capacityPackets,
        maxPacketBytes);
  }

  /**
   * The same with other bounds of the target; the start is held between them.
   *
   * @param minDelayMs the floor
   * @param maxDelayMs the ceiling; the same as the floor for a fixed target
   * @return the configuration
   */
  public JitterConfig withDelayMs(int minDelayMs, int maxDelayMs) {
    return new JitterConfig(
        rtpClockHz,
        minDelayMs,
        maxDelayMs,
        Math.max(minDelayMs, Math.min(startDelayMs, maxDelayMs)),
        quantile,
        capacityPackets,
        maxPacketBytes);
  }

  /**
   * The same with another target for the first second.
   *
   * @param startDelayMs floor to ceiling
   * @return the configuration
   */
  public JitterConfig withStartDelayMs(int startDelayMs) {
    return new JitterConfig(
        rtpClockHz,
        minDelayMs,
        maxDelayMs,
        startDelayMs,
        quantile,
        capacityPackets,
        maxPacketBytes);
  }

  /**
   * The same with another quantile.
   *
   * @param quantile over 0, under 1
   * @return the configuration
   */
  public JitterConfig withQuantile(double quantile) {
    return new JitterConfig(
        rtpClockHz,
        minDelayMs,
        maxDelayMs,
        startDelayMs,
        quantile,
        capacityPackets,
        maxPacketBytes);
  }

  /**
   * The same for more or fewer, larger or smaller packets.
   *
   * @param capacityPackets how many may wait, a power of two
   * @param maxPacketBytes the largest
   * @return the configuration
   */
  public JitterConfig withPackets(int capacityPackets, int maxPacketBytes) {
    return new JitterConfig(
        rtpClockHz,
        minDelayMs,
        maxDelayMs,
        startDelayMs,
        quantile,
        capacityPackets,
        maxPacketBytes);
  }
}
