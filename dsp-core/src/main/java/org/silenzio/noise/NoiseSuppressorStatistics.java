package org.silenzio.noise;

/**
 * What a noise suppressor met since its construction.
 *
 * @param frames frames that the algorithm processed, of all channels together
 * @param nonFiniteSamples NaN and infinite input samples, taken as silence
 * @param limitedSamples input samples beyond all headroom, held to {@link
 *     org.silenzio.audio.SampleGuard#MAX_AMPLITUDE}
 * @param recoveries times that the algorithm gave a sample that is not finite and was started anew
 */
public record NoiseSuppressorStatistics(
    long frames, long nonFiniteSamples, long limitedSamples, long recoveries) {}
