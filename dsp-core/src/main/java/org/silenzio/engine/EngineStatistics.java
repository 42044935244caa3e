package org.silenzio.engine;

import java.util.Optional;
import org.silenzio.echo.EchoStatistics;
import org.silenzio.gain.GainStatistics;
import org.silenzio.gain.LimiterStatistics;
import org.silenzio.noise.NoiseSuppressorStatistics;

/**
 * How an engine is doing. Immutable; counts are since the build, and each is read by itself, so
 * they may stem from neighbouring frames.
 *
 * @param captureTimes how long the capture's frames of 10 ms took
 * @param renderTimes how long the render side's frames of the device's size took
 * @param captureOverruns of the capture's frames those that took longer than the budget
 * @param renderOverruns of the render side's frames those that took longer than the budget
 * @param captureGaps times that the microphone did not call for more than 50 ms beyond its frame
 * @param renderGaps times that the loudspeaker did not
 * @param missingFarEndFrames frames of 10 ms for which the canceller had no far end in time, so
 *     that silence was taken
 * @param droppedFarEndFrames frames of 10 ms of the far end that the canceller did not get
 * @param failedPulls times that a remote talker's source threw, for which there was silence
 * @param qualityLevel the way of cleaning the capture, 0 being the best that the budget's ceiling
 *     admits
 * @param quality the same in words, as {@code standard+rnnoise}
 * @param qualitySteps changes of it
 * @param music whether the capture is taken for music
 * @param voice whether somebody talks at the microphone, pauses within words included
 * @param speechProbability how likely the capture's last frame held speech, 0 to 1
 * @param mendedSamples samples of the capture that were not finite or beyond all headroom, and were
 *     mended
 * @param packets packets encoded
 * @param packetBytes their bytes
 * @param echo the canceller's own account since it began to serve, of the first channel
 * @param noise the suppressor's own account since it began to serve
 * @param gain the adaptive gain's own account
 * @param limiter the capture's limiter's own account
 */
public record EngineStatistics(
    Times captureTimes,
    Times renderTimes,
    long captureOverruns,
    long renderOverruns,
    long captureGaps,
    long renderGaps,
    long missingFarEndFrames,
    long droppedFarEndFrames,
    long failedPulls,
    int qualityLevel,
    String quality,
    long qualitySteps,
    boolean music,
    boolean voice,
    double speechProbability,
    long mendedSamples,
    long packets,
    long packetBytes,
    Optional<EchoStatistics> echo,
    Optional<NoiseSuppressorStatistics> noise,
    Optional<GainStatistics> gain,
    Optional<LimiterStatistics> limiter) {

  /**
   * How long frames took.
   *
   * @param frames how many there were
   * @param p50Micros the median, in microseconds
   * @param p99Micros the 99th percentile
   * @param p999Micros the 99.9th percentile
   * @param maxMicros the longest
   */
  public record Times(
      long frames, double p50Micros, double p99Micros, double p999Micros, double maxMicros) {}
}
