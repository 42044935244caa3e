package org.silenzio.gain;

/**
 * What a limiter did since its construction. Each figure is read by itself.
 *
 * @param frames frames processed
 * @param limitedFrames frames in which the gain was below 1
 * @param gainDb the lowest gain of the last frame, 0 dB or less
 * @param lowestGainDb the lowest gain of all
 * @param nonFiniteSamples NaN and infinite input samples, taken as silence
 * @param heldSamples input samples beyond all headroom, held to {@link
 *     org.silenzio.audio.SampleGuard#MAX_AMPLITUDE} before the limiter saw them
 */
public record LimiterStatistics(
    long frames,
    long limitedFrames,
    double gainDb,
    double lowestGainDb,
    long nonFiniteSamples,
    long heldSamples) {}
