/**
 * RNNoise 0.2 in Java: features, pitch, network, gains, synthesis; the same sound as the C library.
 */
package org.silenzio.rnnoise;
