package org.silenzio.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {

  @Test
  void thisRunGotTheKernelsItNames() {
    String expected = System.getProperty("silenzio.test.kernels");
    assertEquals(expected, Kernels.kind().name().toLowerCase(Locale.ROOT));
    assertEquals(expected.equals("simd"), Kernels.lanes() > 1);
    String bits = System.getProperty("silenzio.vectorBits");
    if (bits != null) {
      assertEquals(Integer.parseInt(bits), 32 * Kernels.lanes());
    }
  }

  @Test
  void thisRunIsOnThePathItNames() {
    assertEquals(
        Boolean.getBoolean("silenzio.test.modulePath"), Kernels.class.getModule().isNamed());
  }

  @Test
  void scalarCanAlwaysBeForced() {
    assertEquals(KernelKind.SCALAR, Kernels.choose("scalar"));
  }

  @Test
  void simdIsGivenOrRefusedWithTheFlagToPass() {
    if (Kernels.kind() == KernelKind.SIMD) {
      assertEquals(KernelKind.SIMD, Kernels.choose("simd"));
    } else {
      String message =
          assertThrows(IllegalStateException.class, () -> Kernels.choose("simd")).getMessage();
      assertTrue(message.contains(Kernels.SIMD_FLAG), message);
    }
  }

  @Test
  void unknownChoiceIsNamedWithWhatIsAllowed() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Kernels.choose("sse")).getMessage();
    assertTrue(message.contains("'sse'") && message.contains("auto, simd, scalar"), message);
  }
}
