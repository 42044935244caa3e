/** What became better or worse between two evaluations, told by paired tests over recordings. */
package org.silenzio.eval.compare;
