package org.silenzio.natives.opus;

import java.util.List;

/**
 * Which channel of a surround sound lies in which stream of its packets. Immutable.
 *
 * @param streams streams in each packet
 * @param coupledStreams how many of them are stereo; they come first
 * @param channels for each channel of the sound the channel of the decoded streams it is, counted
 *     through the stereo ones first; 255 for silence
 */
public record OpusChannelMapping(int streams, int coupledStreams, List<Integer> channels) {

  /** What libopus counts in a byte; the last value means silence. */
  private static final int MAX_DECODED_CHANNELS = 255;

  private static final int SILENCE = 255;

  /** RFC 7845, section 5.1.1.2, by number of channels; of each the coupled streams. */
  private static final List<OpusChannelMapping> SURROUND =
      List.of(
          new OpusChannelMapping(1, 0, List.of(0)),
          new OpusChannelMapping(1, 1, List.of(0, 1)),
          new OpusChannelMapping(2, 1, List.of(0, 2, 1)),
          new OpusChannelMapping(2, 2, List.of(0, 1, 2, 3)),
          new OpusChannelMapping(3, 2, List.of(0, 4, 1, 2, 3)),
          new OpusChannelMapping(4, 2, List.of(0, 4, 1, 2, 3, 5)),
          new OpusChannelMapping(4, 3, List.of(0, 4, 1, 2, 3, 5, 6)),
          new OpusChannelMapping(5, 3, List.of(0, 6, 1, 2, 3, 4, 5, 7)));

  /** Checks every component and names the one that is out of its range. */
  public OpusChannelMapping {
    channels = List.copyOf(channels);
    OpusConfig.checkRange("streams", streams, 1, MAX_DECODED_CHANNELS);
    OpusConfig.checkRange(
        "coupledStreams", coupledStreams, 0, Math.min(streams, MAX_DECODED_CHANNELS - streams));
    OpusConfig.checkRange("channels", channels.size(), 1, MAX_DECODED_CHANNELS);
    for (int channel : channels) {
      if (channel != SILENCE) {
        OpusConfig.checkRange("channels[]", channel, 0, streams + coupledStreams - 1);
      }
    }
  }

  /**
   * The channels in Vorbis order (family 1 of RFC 7845): left, centre, right, rear left, rear
   * right, low frequencies for 5.1.
   *
   * @param channels 1 to 8
   * @return the mapping
   */
  public static OpusChannelMapping surround(int channels) {
    OpusConfig.checkRange("channels", channels, 1, SURROUND.size());
    return SURROUND.get(channels - 1);
  }
}
