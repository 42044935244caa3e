package org.silenzio.gain;

/**
 * A view of the adaptive gain's work. Each figure is read by itself.
 *
 * @param frames frames processed
 * @param gainDb the gain at the last frame's end, the fixed one included
 * @param speechLevelDbfs the K-weighted level of speech as it came in; NaN before the first
 * @param backgroundDbfs the K-weighted level of what is always there, −∞ in digital silence
 * @param speech whether there seemed to be speech at the last frame's end
 * @param nonFiniteSamples NaN and infinite input samples, taken as silence
 * @param heldSamples input samples beyond all headroom, held to {@link
 *     org.silenzio.audio.SampleGuard#MAX_AMPLITUDE}
 */
public record GainStatistics(
    long frames,
    double gainDb,
    double speechLevelDbfs,
    double backgroundDbfs,
    boolean speech,
    long nonFiniteSamples,
    long heldSamples) {}
