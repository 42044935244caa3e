package org.silenzio.gain;

/**
 * Levels of a stream. Each figure is read by itself.
 *
 * @param peakDbfs the highest sample of the last frame, over all channels; −∞ in silence
 * @param rmsDbfs the mean power of the last frame, over all channels, 0 for a full-scale square
 *     wave
 * @param momentaryDbfs the K-weighted level of the last 400 ms, EBU R 128's momentary loudness save
 *     that channels are averaged; moves every 100 ms
 * @param highestPeakDbfs the highest sample since construction or reset
 */
public record LevelReading(
    double peakDbfs, double rmsDbfs, double momentaryDbfs, double highestPeakDbfs) {}
