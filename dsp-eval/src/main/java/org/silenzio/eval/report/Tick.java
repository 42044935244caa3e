package org.silenzio.eval.report;

/**
 * A marked position on an axis.
 *
 * @param value where it lies, in the axis' unit
 * @param label the value as text
 */
record Tick(double value, String label) {}
