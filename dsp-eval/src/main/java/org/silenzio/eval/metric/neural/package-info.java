/**
 * Speech quality as networks trained on listeners' ratings hear it: DNSMOS, AECMOS and PLCMOS,
 * through ONNX Runtime. The networks are Microsoft's and are not shipped: {@link
 * org.silenzio.eval.metric.neural.MetricModels} finds them where the caller keeps them.
 *
 * <p>Compare scores on the same recordings only. A metric runs on the calling thread alone and may
 * be called by many threads at once; the same input gives the same score.
 */
package org.silenzio.eval.metric.neural;
