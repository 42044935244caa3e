/**
 * Reports as HTML pages, each complete in itself: of a demonstration, on which each recording can
 * be seen and heard in all its versions, and of an evaluation, with figures, plots and the same for
 * every chain. Knows nothing of how chains are run.
 */
package org.silenzio.eval.report;
