package org.silenzio.eval.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.eval.peer.CallChain;
import org.silenzio.testing.Recordings;

/** What is measured is alive, and hears speech, echo and silence where it should. */
class LifeCheckTest {

  private static final StreamFormat FORMAT = StreamFormat.of10Ms(16_000, 1);

  private CallInput call;

  @BeforeEach
  void load() {
    call =
        CallInput.of(
            16_000,
            Recordings.load("austen16_printer_snr5_noisy.wav"),
            Recordings.load("austen16_clean.wav"));
  }

  private static CallChain chain(Consumer<float[]> work) {
    return new CallChain() {
      @Override
      public StreamFormat format() {
        return FORMAT;
      }

      @Override
      public StreamFormat renderFormat() {
        return FORMAT;
      }

      @Override
      public void process(AudioFrame farEnd, AudioFrame capture) {
        work.accept(capture.channel(0));
      }

      @Override
      public void close() {
        // holds nothing
      }
    };
  }

  private String refusal(String name, Consumer<float[]> work) {
    CallChain chain = chain(work);
    return assertThrows(IllegalStateException.class, () -> LifeCheck.check(name, chain, call))
        .getMessage();
  }

  @Test
  void deadChainsAreRefused() {
    assertTrue(refusal("a", x -> Arrays.fill(x, 0f)).contains("silence"));
    assertTrue(refusal("a", x -> x[3] = Float.NaN).contains("not finite"));
    assertTrue(refusal("a", x -> {}).contains("leaves"));
    assertTrue(refusal("unprocessed", x -> x[0] += 0.1f).contains("changes"));
    assertDoesNotThrow(() -> LifeCheck.check("a", chain(x -> x[0] *= 0.5f), call));
    assertDoesNotThrow(() -> LifeCheck.check("unprocessed", chain(x -> {}), call));
  }

  @Test
  void theFeedGoesRoundOrFallsSilentForGood() {
    AudioFrame far = new AudioFrame(FORMAT);
    AudioFrame near = new AudioFrame(FORMAT);
    int frames = call.capture().length / 160;
    CallFeed speech = new CallFeed(call, InputKind.SPEECH);
    for (int n = 0; n <= frames + 5; n++) {
      speech.next(far, near);
    }
    assertEquals(call.capture()[5 * 160 + 7], near.channel(0)[7]);
    assertEquals(call.farEnd()[5 * 160 + 7], far.channel(0)[7]);

    CallFeed silent = new CallFeed(call, InputKind.SILENCE_AFTER_SPEECH);
    for (int n = 0; n < CallFeed.SPEECH_FRAMES; n++) {
      silent.next(far, near);
    }
    assertEquals(call.capture()[299 * 160 + 7], near.channel(0)[7]);
    for (int n = 0; n < frames; n++) {
      silent.next(far, near);
      assertEquals(0f, near.channel(0)[7]);
    }
    silent.rewind();
    silent.next(far, near);
    assertEquals(call.capture()[7], near.channel(0)[7]);
  }

  @Test
  void theEchoOfTheFarEndIsInTheCapture() {
    float[] clean = Recordings.load("austen16_clean.wav");
    CallInput echoOnly = CallInput.of(16_000, new float[clean.length], clean);
    double product = 0;
    double power = 0;
    for (int i = 320; i < clean.length; i++) {
      product += echoOnly.capture()[i] * (double) echoOnly.farEnd()[i - 320];
      power += echoOnly.farEnd()[i - 320] * (double) echoOnly.farEnd()[i - 320];
    }
    assertEquals(0.3, product / power, 0.1, "the direct sound, 20 ms late");
  }

  @Test
  void allocationIsCounted() {
    Allocation allocation = new Allocation();
    allocation.begin();
    byte[] kept = new byte[10_000];
    allocation.end();
    assertTrue(allocation.bytes >= kept.length && allocation.bytes < 20_000, "" + allocation.bytes);
  }
}
