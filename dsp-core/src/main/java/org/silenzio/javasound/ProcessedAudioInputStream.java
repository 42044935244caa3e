package org.silenzio.javasound;

import java.io.BufferedInputStream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;

/**
 * A stream that sounds as another does behind a processor: what plays, stores or sends an {@link
 * AudioInputStream} takes this one in its place. Format and length are the other's, and the
 * processor's delay is taken off: what is heard at a position lies there in the original.
 *
 * <p>Mark and reset give the same bytes again without processing them anew; what is skipped passes
 * the processor all the same. Closing closes the other stream and the processor. Like any stream
 * for one thread at a time, save that another may close it.
 */
public final class ProcessedAudioInputStream extends AudioInputStream {

  private static final int FRAMES_PER_SECOND = 100;

  /**
   * Puts a processor behind a stream. [control]
   *
   * @param source PCM of 8, 16, 24 or 32 bits or floats, of any byte order, at its beginning
   * @param processor of the source's rate and channels, in frames of any size, used by nobody else;
   *     closed with the stream
   * @throws IllegalArgumentException if the source's samples are stored in another way, or the
   *     processor is made for another rate or number of channels
   */
  public ProcessedAudioInputStream(AudioInputStream source, FrameProcessor processor) {
    this(source, processor, PcmLayout.of(source.getFormat()));
  }

  private ProcessedAudioInputStream(
      AudioInputStream source, FrameProcessor processor, PcmLayout layout) {
    super(
        new BufferedInputStream(
            new ProcessedBytes(source, checked(processor, source.getFormat()), layout),
            processor.format().frameSamples() * layout.frameBytes()),
        source.getFormat(),
        source.getFrameLength());
  }

  private static FrameProcessor checked(FrameProcessor processor, AudioFormat format) {
    StreamFormat taken = processor.format();
    if (taken.sampleRateHz() != format.getSampleRate()
        || taken.channels() != format.getChannels()) {
      throw new IllegalArgumentException(
          "processor takes "
              + taken
              + ", allowed: "
              + format.getSampleRate()
              + " Hz and "
              + format.getChannels()
              + " channels");
    }
    return processor;
  }

  /**
   * A stream without its noise, by {@link NoiseSuppressors}. [control]
   *
   * @param source as above, 8 to 192 kHz, up to 8 channels
   * @return the stream; closing it closes the source
   * @throws IllegalArgumentException if the source's samples are stored in another way, or its rate
   *     cannot be converted
   * @throws IllegalStateException if no noise suppressor can serve here
   */
  public static ProcessedAudioInputStream denoised(AudioInputStream source) {
    AudioFormat format = source.getFormat();
    PcmLayout layout = PcmLayout.of(format);
    int rateHz = Math.round(format.getSampleRate());
    StreamFormat framing =
        new StreamFormat(rateHz, format.getChannels(), Math.max(1, rateHz / FRAMES_PER_SECOND));
    FrameProcessor suppressor = NoiseSuppressors.create(NoiseSuppressorConfig.defaults(framing));
    try {
      return new ProcessedAudioInputStream(source, suppressor, layout);
    } catch (RuntimeException | Error e) {
      suppressor.close();
      throw e;
    }
  }
}
