/**
 * Recorded or simulated calls otherwise than they were made: what was tuned on recordings must bear
 * other gains, microphones that stand still or do not, rooms' noise and talkers, too.
 */
package org.silenzio.eval.change;
