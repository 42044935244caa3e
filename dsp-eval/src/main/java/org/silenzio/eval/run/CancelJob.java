package org.silenzio.eval.run;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.silenzio.echo.EchoPreset;
import org.silenzio.echo.EchoSuppression;

/**
 * An echo to be cancelled in a recording.
 *
 * @param farEnd the file of what the loudspeaker played, mono or stereo, of any rate
 * @param microphone the file of what the microphone heard meanwhile
 * @param channel the microphone's among the file's channels, from 1; without it the file has one
 * @param output the file to write
 * @param highPass whether offset and rumble are taken out first
 * @param preset the canceller's balance of quality against delay and work
 * @param suppression what becomes of the echo that the linear filter leaves
 * @param denoise whether the noise suppressor follows
 * @param keepDelay whether the output stays late, as it would be in a call, and is longer by that;
 *     otherwise it lies in time with the microphone
 */
public record CancelJob(
    Path farEnd,
    Path microphone,
    OptionalInt channel,
    Path output,
    boolean highPass,
    EchoPreset preset,
    EchoSuppression suppression,
    boolean denoise,
    boolean keepDelay) {}
