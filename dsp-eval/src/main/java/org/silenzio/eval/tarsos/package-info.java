/**
 * The bridge to TarsosDSP: our processors inside its dispatcher, its pitch tracker inside our
 * evaluation.
 *
 * <p>TarsosDSP is GPL-3. This package alone names its classes, so whoever cannot live with that
 * licence leaves out this package and what calls it.
 */
package org.silenzio.eval.tarsos;
