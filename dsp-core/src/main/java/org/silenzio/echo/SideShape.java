package org.silenzio.echo;

import java.util.List;

/**
 * What the filters see of one {@link Side}.
 *
 * @param taps frames that they span, from the far end's first on
 * @param bins how many bins see it, the lowest ones
 * @param sounds whether it is sound that the far end's mean does not hold
 * @param likely how likely its weights are at first against the mean's, as a power
 */
record SideShape(int taps, int bins, boolean sounds, float likely) {

  /** Whether there is sound among so many sides that the far end's mean does not hold. */
  static boolean anySounds(List<SideShape> sides) {
    return sides.stream().anyMatch(SideShape::sounds);
  }
}
