package org.silenzio.eval.bench;

import java.util.List;

/**
 * How a room's cost grows with its members: the straight line of least squares through the loads.
 *
 * @param perMember real-time factor that a further member adds
 * @param ofTheRest real-time factor of what does not grow: the talkers' decoders and all encoders
 * @param worstResidual how far a load is from the line, as a share of the load, at most
 * @param largestRoom members with which a core has no time left, by the line
 */
public record RoomGrowth(
    double perMember, double ofTheRest, double worstResidual, int largestRoom) {

  /**
   * Fits.
   *
   * @param loads of two or more different numbers of members
   * @throws IllegalArgumentException if there are fewer
   */
  public static RoomGrowth of(List<RoomLoad> loads) {
    if (loads.stream().mapToInt(RoomLoad::members).distinct().count() < 2) {
      throw new IllegalArgumentException("members are of one number, allowed: two or more");
    }
    double meanMembers = loads.stream().mapToInt(RoomLoad::members).average().orElseThrow();
    double meanLoad = loads.stream().mapToDouble(RoomLoad::realTimeFactor).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (RoomLoad load : loads) {
      double from = load.members() - meanMembers;
      products += from * (load.realTimeFactor() - meanLoad);
      squares += from * from;
    }
    double slope = products / squares;
    double rest = meanLoad - slope * meanMembers;
    double worst = 0;
    for (RoomLoad load : loads) {
      double off = Math.abs(load.realTimeFactor() - rest - slope * load.members());
      worst = Math.max(worst, off / load.realTimeFactor());
    }
    return new RoomGrowth(slope, rest, worst, (int) Math.max(0, (1 - rest) / slope));
  }
}
