/**
 * Both directions of a call behind one small API: {@link org.silenzio.engine.VoiceEngine} builds
 * them, {@link org.silenzio.engine.CapturePipeline} takes what the microphone hears, {@link
 * org.silenzio.engine.RenderPipeline} gives what the loudspeaker plays.
 */
package org.silenzio.engine;
