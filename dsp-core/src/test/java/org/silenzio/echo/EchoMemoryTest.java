package org.silenzio.echo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.audio.StreamFormat;

/**
 * What a canceller holds in arrays at 48 kHz, all delays up to 500 ms included; a second of the far
 * end for {@link EchoCanceller#offerRender} is 192 kB of it.
 */
class EchoMemoryTest {

  @ParameterizedTest
  @CsvSource({"BEST, 2200, 2500", "STANDARD, 1400, 1800", "LOW_POWER, 1400, 1700"})
  void staysWithinItsBounds(EchoPreset preset, int leastKb, int mostKb) throws Exception {
    StreamFormat format = StreamFormat.of10Ms(48_000, 1);
    EchoCancellerConfig config = EchoCancellerConfig.defaults(format).withPreset(preset);
    try (EchoCanceller canceller = EchoCanceller.create(config)) {
      long bytes = arrays(canceller, Collections.newSetFromMap(new IdentityHashMap<>()));
      assertTrue(
          bytes > 1_000L * leastKb && bytes < 1_000L * mostKb,
          preset + " holds " + bytes + " bytes");
    }
  }

  /** Bytes of all arrays of numbers that can be reached, each counted once. */
  private static long arrays(Object from, Set<Object> seen) throws IllegalAccessException {
    if (from == null || !seen.add(from)) {
      return 0;
    }
    Class<?> type = from.getClass();
    long bytes = 0;
    if (type.isArray()) {
      int length = Array.getLength(from);
      if (type.getComponentType().isPrimitive()) {
        return (long) length * size(type.getComponentType());
      }
      for (int n = 0; n < length; n++) {
        bytes += arrays(Array.get(from, n), seen);
      }
      return bytes;
    }
    if (!type.getName().startsWith("org.silenzio.")) {
      return 0;
    }
    for (Class<?> owner = type; owner != Object.class; owner = owner.getSuperclass()) {
      for (Field field : owner.getDeclaredFields()) {
        boolean own = !Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive();
        if (own && !field.getType().isEnum()) {
          field.setAccessible(true);
          bytes += arrays(field.get(from), seen);
        }
      }
    }
    return bytes;
  }

  private static int size(Class<?> primitive) {
    return switch (primitive.getName()) {
      case "long", "double" -> 8;
      case "int", "float" -> 4;
      case "short", "char" -> 2;
      default -> 1;
    };
  }
}
