package org.silenzio.eval.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.natives.NativeLibraryException;
import org.silenzio.natives.opus.OggOpusConfig;
import org.silenzio.natives.opus.OggOpusWriter;

/** A sound inside a page: Ogg Opus, or a WAV of 20 times the size where there is no libopusenc. */
final class SoundUri {

  /** Enough that voices at these rates sound as they are; figures are never taken from it. */
  private static final int WIDE_BAND_BITRATE = 32_000;

  private static final int FULL_BAND_BITRATE = 48_000;
  private static final int WIDE_BAND_RATE_HZ = 16_000;
  private static final double FULL_SCALE = 32_767;

  private SoundUri() {}

  /** The data URI of one channel. */
  static String of(float[] samples, int sampleRateHz, String title) throws IOException {
    if (NativeLibraries.status(NativeLibrary.OPUS).isLoaded()) {
      try {
        return DataUri.of("audio/ogg", opus(samples, sampleRateHz, title));
      } catch (NativeLibraryException e) {
        return wav(samples, sampleRateHz); // a system's libopus, without the part that writes files
      }
    }
    return wav(samples, sampleRateHz);
  }

  private static byte[] opus(float[] samples, int sampleRateHz, String title) throws IOException {
    int bitrate = sampleRateHz > WIDE_BAND_RATE_HZ ? FULL_BAND_BITRATE : WIDE_BAND_BITRATE;
    OggOpusConfig config =
        OggOpusConfig.defaults(sampleRateHz, 1)
            .withBitrateBitsPerSecond(bitrate)
            .withTag("TITLE", title.replace("\0", ""));
    ByteArrayOutputStream ogg = new ByteArrayOutputStream();
    OggOpusWriter.write(ogg, config, samples);
    return ogg.toByteArray();
  }

  /** The data URI of a WAV with 16 bits. */
  static String wav(float[] samples, int sampleRateHz) throws IOException {
    ByteBuffer pcm = ByteBuffer.allocate(samples.length * Short.BYTES);
    pcm.order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : samples) {
      pcm.putShort((short) Math.round(Math.clamp(sample, -1.0, 1.0) * FULL_SCALE));
    }
    AudioFormat format = new AudioFormat(sampleRateHz, Short.SIZE, 1, true, false);
    ByteArrayOutputStream wav = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(pcm.array()), format, samples.length),
        AudioFileFormat.Type.WAVE,
        wav);
    return DataUri.of("audio/wav", wav.toByteArray());
  }
}
