package org.silenzio.eval.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.silenzio.audio.StreamFormat;

/**
 * What the page of a cancelled recording shows. All sounds start at the same moment, have one rate
 * and as many samples, 1 or more, all finite, full scale at ±1; they are kept, not copied.
 *
 * @param title the page's heading
 * @param facts where and with what it was processed; may be empty
 * @param figures what was measured; may be empty
 * @param sampleRateHz samples per second of all sounds, {@value StreamFormat#MIN_SAMPLE_RATE_HZ} to
 *     {@value StreamFormat#MAX_SAMPLE_RATE_HZ}
 * @param microphone what the microphone heard
 * @param farEnd what the loudspeaker played, in one channel
 * @param output what the canceller left, its delay taken off
 * @param track what it told of itself
 */
@SuppressWarnings("ArrayRecordComponent") // carries a recording, is never compared
public record CancelReport(
    String title,
    List<Figure> facts,
    List<Figure> figures,
    int sampleRateHz,
    float[] microphone,
    float[] farEnd,
    float[] output,
    CancelTrack track) {

  private static final String TEMPLATE = "cancel-report";

  /** Checks every component and copies the lists. */
  public CancelReport {
    Objects.requireNonNull(title, "title");
    facts = List.copyOf(facts);
    figures = List.copyOf(figures);
    StreamFormat.checkSampleRate(sampleRateHz);
    if (microphone.length == 0) {
      throw new IllegalArgumentException("microphone is empty, allowed: 1 sample or more");
    }
    check("farEnd", farEnd, microphone.length);
    check("output", output, microphone.length);
    Objects.requireNonNull(track, "track");
  }

  private static void check(String name, float[] sound, int samples) {
    if (sound.length != samples) {
      throw new IllegalArgumentException(
          name + " has " + sound.length + " samples, allowed: " + samples + ", as the microphone");
    }
  }

  /**
   * Writes the page aside and puts it into place when it is complete: there is the whole page
   * afterwards, or what was there before. It asks no other file or server for anything. [control]
   *
   * @param html where the page goes, in a folder that exists; a file of that name is replaced
   * @throws IOException if the page cannot be written
   */
  public void write(Path html) throws IOException {
    PageFile.write(html, TEMPLATE, CancelView.of(this));
  }
}
