/**
 * Evaluations as Apache Spark jobs: a task per recording, the work itself that of {@link
 * org.silenzio.eval.run.Evaluation}. Compiled only where Spark is at hand, so nothing else names
 * these classes: {@link org.silenzio.eval.run.EvaluationEngine} is the way in.
 */
package org.silenzio.eval.spark;
