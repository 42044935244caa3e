/**
 * Simulated calls: a {@link org.silenzio.eval.scenario.Scenario} read from YAML or JSON becomes,
 * with {@link org.silenzio.eval.scenario.Simulator}, what the microphone hears and the loudspeaker
 * plays, with each part of it known apart. The same scenario gives the same bits.
 */
package org.silenzio.eval.scenario;
