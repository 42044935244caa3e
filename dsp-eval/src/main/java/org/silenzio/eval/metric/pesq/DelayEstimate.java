package org.silenzio.eval.metric.pesq;

/**
 * How late the degraded signal is.
 *
 * @param samples the delay
 * @param confidence the share of the evidence that speaks for it, 0 to 1
 */
record DelayEstimate(int samples, double confidence) {}
