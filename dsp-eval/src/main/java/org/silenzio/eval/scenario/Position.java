package org.silenzio.eval.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * A place in a room, from one of its corners.
 *
 * @param xM metres along the length
 * @param yM metres along the width
 * @param zM metres above the floor
 */
public record Position(double xM, double yM, double zM) {

  /** From a list of three metres, as scenarios write it. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Position of(double[] metres) {
    if (metres.length != 3) {
      throw new IllegalArgumentException(
          "a position is " + Arrays.toString(metres) + ", allowed: [x, y, z] in metres");
    }
    return new Position(metres[0], metres[1], metres[2]);
  }

  /** The list of three metres. */
  @JsonValue
  public double[] metres() {
    return new double[] {xM, yM, zM};
  }

  /** How far away another place is. */
  public double distanceM(Position other) {
    double x = xM - other.xM;
    double y = yM - other.yM;
    double z = zM - other.zM;
    return Math.sqrt(x * x + y * y + z * z);
  }
}
