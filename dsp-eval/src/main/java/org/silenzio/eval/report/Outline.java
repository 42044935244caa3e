package org.silenzio.eval.report;

/**
 * A waveform as the template draws it.
 *
 * @param kind "own", or "reference" for the first take's behind a later one
 * @param width the share of the time axis that it spans, as a percentage
 * @param columns its width in its own units
 * @param path its SVG path data
 */
record Outline(String kind, String width, int columns, String path) {}
