package org.silenzio.eval.bench.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.silenzio.eval.bench.InputKind;

class ClockOrderTest {

  @Test
  void whatIsSaidIsUnderstood() {
    ClockSettings settings =
        new ClockSettings(
            16_000, 7, 12, 30, 5_000, true, 90, InputKind.SILENCE_AFTER_SPEECH, List.of("-Xmx1g"));
    ClockOrder order = ClockOrder.of("speex-aec", settings, Path.of("a b"), Path.of("c"));
    assertEquals(
        new ClockOrder(
            "speex-aec",
            16_000,
            700,
            30,
            5_000,
            true,
            90,
            InputKind.SILENCE_AFTER_SPEECH,
            Path.of("a b"),
            Path.of("c")),
        order);
    assertEquals(order, ClockOrder.read(order.arguments().toArray(String[]::new)));
  }
}
