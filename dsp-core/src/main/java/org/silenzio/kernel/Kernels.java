package org.silenzio.kernel;

import java.lang.System.Logger.Level;

/**
 * Chooses the kernels once per JVM: SIMD where the module {@code jdk.incubator.vector} is there,
 * scalar elsewhere, which one logged line says. {@code -Dsilenzio.kernels=auto|simd|scalar}
 * overrides the choice. [any]
 */
public final class Kernels {

  /** The system property that overrides the choice. */
  public static final String CHOICE_PROPERTY = "silenzio.kernels";

  /** The flag that brings the SIMD kernels. */
  public static final String SIMD_FLAG = "--add-modules jdk.incubator.vector";

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private static KernelKind kind;

  private Kernels() {}

  /**
   * Which kernels this JVM uses.
   *
   * @return the kind, constant for the JVM's life
   * @throws IllegalArgumentException if the property has an unknown value
   * @throws IllegalStateException if the property asks for what the JVM does not have
   */
  public static synchronized KernelKind kind() {
    if (kind == null) {
      kind = choose(System.getProperty(CHOICE_PROPERTY, "auto"));
    }
    return kind;
  }

  /**
   * How many floats one instruction of the chosen kernels takes.
   *
   * @return 1 for scalar, else the preferred vector's length
   */
  public static int lanes() {
    return kind() == KernelKind.SIMD ? Lanes.FLOATS.length() : 1;
  }

  /**
   * The inner product.
   *
   * @return the chosen twin
   */
  public static DotKernel dot() {
    return dot(kind());
  }

  /**
   * Hyperbolic tangent and logistic function.
   *
   * @return the chosen twin
   */
  public static ActivationKernel activation() {
    return activation(kind());
  }

  /**
   * Matrix-vector products.
   *
   * @return the chosen twin
   */
  public static MatrixKernel matrix() {
    return matrix(kind());
  }

  /**
   * Inner products at many lags.
   *
   * @return the chosen twin
   */
  public static CorrelationKernel correlation() {
    return correlation(kind());
  }

  static CorrelationKernel correlation(KernelKind kind) {
    return kind == KernelKind.SIMD ? new SimdCorrelationKernel() : new ScalarCorrelationKernel();
  }

  /**
   * Arithmetic on spectra.
   *
   * @return the chosen twin
   */
  public static SpectralKernel spectral() {
    return spectral(kind());
  }

  static SpectralKernel spectral(KernelKind kind) {
    return kind == KernelKind.SIMD ? new SimdSpectralKernel() : new ScalarSpectralKernel();
  }

  /**
   * The covariances of many small Kalman filters.
   *
   * @return the chosen implementation
   */
  public static CovarianceKernel covariance() {
    return covariance(kind());
  }

  static CovarianceKernel covariance(KernelKind kind) {
    return kind == KernelKind.SIMD ? new SimdCovarianceKernel() : new ScalarCovarianceKernel();
  }

  /**
   * Many small Kalman filters.
   *
   * @return the chosen twin
   */
  public static KalmanKernel kalman() {
    return kalman(kind());
  }

  static KalmanKernel kalman(KernelKind kind) {
    return kind == KernelKind.SIMD && Fma.IS_FAST
        ? new SimdKalmanKernel()
        : new ScalarKalmanKernel();
  }

  /**
   * Gains, windows, channels and 16-bit samples.
   *
   * @return the chosen twin
   */
  public static SampleKernel samples() {
    return samples(kind());
  }

  static SampleKernel samples(KernelKind kind) {
    return kind == KernelKind.SIMD ? new SimdSampleKernel() : new ScalarSampleKernel();
  }

  /**
   * Logarithm and power.
   *
   * @return the chosen twin
   */
  public static LogKernel log() {
    return log(kind());
  }

  static LogKernel log(KernelKind kind) {
    return kind == KernelKind.SIMD ? new SimdLogKernel() : new ScalarLogKernel();
  }

  /**
   * Gets the compiler to do its work on every kernel, before the first frame. Takes about a second
   * of the calling thread's time and of the compiler's, once per JVM. [control]
   *
   * @param budgetMs the time it may take, 1 or more
   * @return whether all kernels seem compiled, see {@link WarmUp#run}
   * @throws IllegalArgumentException if the budget is under 1
   */
  public static boolean warmUp(int budgetMs) {
    return WarmUp.run(budgetMs, KernelExercises.of(kind()));
  }

  static ActivationKernel activation(KernelKind kind) {
    return kind == KernelKind.SIMD ? new SimdActivationKernel() : new ScalarActivationKernel();
  }

  static MatrixKernel matrix(KernelKind kind) {
    return kind == KernelKind.SIMD ? new SimdMatrixKernel() : new ScalarMatrixKernel();
  }

  static DotKernel dot(KernelKind kind) {
    return kind == KernelKind.SIMD ? new SimdDotKernel() : new ScalarDotKernel();
  }

  static KernelKind choose(String choice) {
    boolean vectorModule = ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    return switch (choice) {
      case "scalar" -> KernelKind.SCALAR;
      case "simd" -> {
        if (!vectorModule) {
          throw new IllegalStateException(
              CHOICE_PROPERTY + " is 'simd', which needs the JVM flag " + SIMD_FLAG);
        }
        yield KernelKind.SIMD;
      }
      case "auto" -> {
        if (!vectorModule) {
          System.getLogger(Kernels.class.getName())
              .log(Level.INFO, "scalar kernels; for the faster SIMD ones pass " + SIMD_FLAG);
        }
        yield vectorModule ? KernelKind.SIMD : KernelKind.SCALAR;
      }
      default ->
          throw new IllegalArgumentException(
              CHOICE_PROPERTY + " is '" + choice + "', allowed: auto, simd, scalar");
    };
  }
}
