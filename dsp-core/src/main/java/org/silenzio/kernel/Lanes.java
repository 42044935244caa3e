package org.silenzio.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector size of all SIMD kernels: the machine's preferred one, or a smaller one by {@code
 * -Dsilenzio.vectorBits=128|256|512}. Constant for the JVM's life, for the compiler needs a
 * constant species. Loads the vector module's classes: to be named only where that module is.
 */
public final class Lanes {

  /** The system property that asks for a vector size. */
  public static final String BITS_PROPERTY = "silenzio.vectorBits";

  /** So many floats one instruction takes. */
  public static final VectorSpecies<Float> FLOATS = choose(System.getProperty(BITS_PROPERTY));

  private Lanes() {}

  /**
   * Whether the vectors are larger than the machine's, so that every operation is slow.
   *
   * @return true only where a property asked for it
   */
  public static boolean areEmulated() {
    return FLOATS.vectorBitSize() > FloatVector.SPECIES_PREFERRED.vectorBitSize();
  }

  static VectorSpecies<Float> choose(String bits) {
    int preferred = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    if (bits == null || bits.equals("auto")) {
      // the kernels know 4, 8 and 16 floats
      return species(Math.clamp(preferred, 128, 512));
    }
    return switch (bits) {
      case "128", "256", "512" -> species(Integer.parseInt(bits));
      default ->
          throw new IllegalArgumentException(
              BITS_PROPERTY + " is '" + bits + "', allowed: auto, 128, 256, 512");
    };
  }

  private static VectorSpecies<Float> species(int bits) {
    return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }
}
