package org.silenzio.eval.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSourceRoomTest {

  private static final Position MICROPHONE = new Position(2.6, 2.0, 1.1);

  private static Room room(double rt60Seconds) {
    return new Room(
        new Position(5.2, 4.1, 2.7), rt60Seconds, MICROPHONE, List.of(), Optional.empty());
  }

  /** The decay of the samples themselves, by a fit of its own. */
  @ParameterizedTest
  @CsvSource({"0.15, 16000", "0.25, 16000", "0.6, 16000", "0.9, 16000", "0.3, 48000"})
  void theResponseDecaysBySchroedersIntegralAsAsked(double rt60Seconds, int rateHz) {
    double[] taps =
        ImageSourceRoom.response(room(rt60Seconds), new Position(3.9, 3.1, 1.6), rateHz).taps();
    double[] remaining = new double[taps.length];
    double sum = 0;
    for (int n = taps.length - 1; n >= 0; n--) {
      sum += taps[n] * taps[n];
      remaining[n] = sum;
    }
    int from = 0;
    while (10 * Math.log10(remaining[from] / remaining[0]) > -5) {
      from++;
    }
    int to = from;
    while (10 * Math.log10(remaining[to] / remaining[0]) > -35) {
      to++;
    }
    assertEquals(rt60Seconds, 2.0 * (to - from) / rateHz, 0.08 * rt60Seconds);
  }

  @ParameterizedTest
  @CsvSource({"2.9, 2.2, 1.0", "4.4, 0.7, 2.2", "0.3, 3.9, 0.2"})
  void theDirectSoundArrivesAfterItsDistance(double x, double y, double z) {
    Position source = new Position(x, y, z);
    double distance = Math.hypot(Math.hypot(x - 2.6, y - 2.0), z - 1.1);
    ImpulseResponse response = ImageSourceRoom.response(room(0.2), source, 48_000);
    assertEquals(distance / 343, response.directSeconds(), 1e-12);
    double[] taps = response.taps();
    int loudest = 0;
    for (int n = 0; n < taps.length; n++) {
      loudest = Math.abs(taps[n]) > Math.abs(taps[loudest]) ? n : loudest;
    }
    assertEquals(distance / 343 * 48_000, loudest - response.leadSamples(), 0.51);
  }

  /** In a nearly dead room there is one tap of 1 / distance, but for what the high-pass makes. */
  @Test
  void theDirectSoundFallsWithDistance() {
    double metres = 343 * 64 / 16_000.0;
    Room dead =
        new Room(
            new Position(20, 20, 20), 0.05, new Position(10, 10, 10), List.of(), Optional.empty());
    ImpulseResponse response =
        ImageSourceRoom.response(dead, new Position(10 + metres, 10, 10), 16_000);
    assertEquals(1 / metres, response.taps()[response.leadSamples() + 64], 0.02 / metres);
    assertEquals(0, response.taps()[response.leadSamples() + 65], 0.03 / metres);
  }

  /** The floor's image, found by hand, between the direct sound and all others. */
  @Test
  void theFirstReflectionIsWhereTheMirrorPutsIt() {
    int rateHz = 48_000;
    Room high =
        new Room(new Position(12, 12, 12), 0.5, new Position(6, 6, 1), List.of(), Optional.empty());
    ImpulseResponse response = ImageSourceRoom.response(high, new Position(7, 6, 1), rateHz);
    int floor = response.leadSamples() + (int) Math.round(Math.hypot(1, 2) / 343 * rateHz);
    double energy = 0;
    double near = 0;
    for (int n = response.leadSamples() + (int) (1.3 / 343 * rateHz);
        n < response.leadSamples() + (int) (8 / 343.0 * rateHz);
        n++) {
      double square = response.taps()[n] * response.taps()[n];
      energy += square;
      near += Math.abs(n - floor) <= 12 ? square : 0;
    }
    assertTrue(near > 0.93 * energy, near + " of " + energy);
  }
}
