package org.silenzio.eval.metric.neural;

/**
 * One named input of a network.
 *
 * @param name as the network calls it
 * @param values in row-major order
 * @param shape the length along each axis
 */
record ModelInput(String name, float[] values, long... shape) {}
