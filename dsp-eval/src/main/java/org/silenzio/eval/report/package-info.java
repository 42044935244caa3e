/**
 * The report on a demonstration: one HTML page, complete in itself, on which each recording can be
 * seen and heard in all its versions.
 */
package org.silenzio.eval.report;
