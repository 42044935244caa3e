/**
 * PESQ, the perceptual evaluation of speech quality: ITU-T P.862 with the mappings of P.862.1
 * (narrow band) and P.862.2 (wide band). {@link org.silenzio.eval.metric.pesq.Pesq} is the way in.
 *
 * <p>A pair of signals takes five steps:
 *
 * <ol>
 *   <li>{@code InputFilter} brings both to the same level and through the listener's handset or
 *       headphone.
 *   <li>{@code VoiceActivity} marks the speech in both, in windows of 4 ms.
 *   <li>{@code TimeAlignment} finds the utterances, and the delay of each; {@code
 *       UtteranceSplitter} cuts one in two where the delay changes inside it.
 *   <li>{@code PerceptualModel} compares the loudness of both, in frames of 32 ms and in Bark
 *       bands, and gives stretches that differ badly a second chance at another delay.
 *   <li>{@code PesqMode} maps the result to the scale of listening tests.
 * </ol>
 */
package org.silenzio.eval.metric.pesq;
