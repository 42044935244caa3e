package org.silenzio.echo;

/**
 * A view of the canceller's work. Levels follow over half a second of far-end sound; each is read
 * by itself, so they may stem from neighbouring frames.
 *
 * @param frames frames processed
 * @param missingRenderFrames captures for which no frame of the far end was there in time, so that
 *     silence was taken
 * @param droppedRenderFrames frames of the far end that no capture met: they found the queue full,
 *     stood in it too long, or waited when the canceller was reset
 * @param echoReturnLossDb far end over echo estimate, in dB: how much the room takes; NaN before
 *     the first echo
 * @param returnLossEnhancementDb capture over output while the far end plays, in dB (ERLE), where
 *     nobody seems to talk at the near end; noise lowers it; NaN before the first far end
 * @param bestReturnLossEnhancementDb the highest that it has been
 * @param linearReturnLossEnhancementDb the same for the linear filter alone
 * @param residualEchoLikelihood how much of what the linear filter leaves seems to be echo, 0 to 1
 * @param nearEndPresence how sure it is that someone talks at the near end, 0 to 1
 * @param adaptation what the linear filter is doing
 * @param delayMs how long after the far end's frame its echo is heard, in ms; NaN while it is not
 *     known
 * @param delayConfidence how clearly that delay stands out, 0 to 1
 * @param driftPpm how much faster the microphone's clock runs than the loudspeaker's, in millionths
 * @param transparent whether the far end is not heard at all, as with headphones, so that the
 *     capture passes
 * @param pathChanges changes of the echo path found
 * @param divergences filters of single bins, or whole cancellers, that went astray and were started
 *     anew
 * @param nonFiniteSamples NaN and infinite input samples, taken as silence
 * @param limitedSamples input samples beyond all headroom, held to {@link
 *     org.silenzio.audio.SampleGuard#MAX_AMPLITUDE}
 */
public record EchoStatistics(
    long frames,
    long missingRenderFrames,
    long droppedRenderFrames,
    double echoReturnLossDb,
    double returnLossEnhancementDb,
    double bestReturnLossEnhancementDb,
    double linearReturnLossEnhancementDb,
    double residualEchoLikelihood,
    double nearEndPresence,
    AdaptationState adaptation,
    double delayMs,
    double delayConfidence,
    double driftPpm,
    boolean transparent,
    long pathChanges,
    long divergences,
    long nonFiniteSamples,
    long limitedSamples) {}
