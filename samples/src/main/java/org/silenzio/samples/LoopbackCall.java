package org.silenzio.samples;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.silenzio.audio.AudioFrame;
import org.silenzio.audio.StreamFormat;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.CodecProvider;
import org.silenzio.codec.Codecs;
import org.silenzio.engine.EngineStatistics;
import org.silenzio.engine.VoiceEngine;
import org.silenzio.engine.VoiceEngineConfig;
import org.silenzio.receive.JitterBuffer;
import org.silenzio.receive.JitterConfig;
import org.silenzio.receive.JitterStatistics;

/**
 * A whole call in one process, {@code LoopbackCall A.wav B.wav [FOLDER]}: two people (16 bit, mono,
 * 48 kHz) talk by way of two engines, Opus and a network that delays and loses packets, each in a
 * room where the microphone hears the loudspeaker. Prints how both ends fared; records both to the
 * folder, from which {@code silenzio replay} runs them again.
 */
public final class LoopbackCall implements AutoCloseable {

  private static final StreamFormat DEVICE = StreamFormat.of10Ms(48_000, 1);
  private static final StreamFormat CODEC = new StreamFormat(48_000, 1, 960);
  private static final long FRAME_NANOS = 10_000_000;
  private static final int MAX_SECONDS = 600;

  /** The time of the simulated world; both ends' packets are stamped with it. */
  private final AtomicLong nanos = new AtomicLong();

  private final End a;
  private final End b;

  /** One person's device: a microphone, a loudspeaker and the room between them. */
  private static final class End implements AutoCloseable {

    private final float[] talk;
    private final JitterBuffer received;
    private final VoiceEngine engine;
    private final AudioFrame played = new AudioFrame(DEVICE);
    private final AudioFrame heard = new AudioFrame(DEVICE);
    private final Room room = new Room();
    private int at;

    End(float[] talk, Network toOther, AtomicLong nanos, Path recording, int warmUpMs) {
      this.talk = talk;
      CodecProvider opus = Codecs.find("opus");
      CodecConfig config = CodecConfig.defaults(CODEC).withExpectedLossPercent(10);
      received =
          new JitterBuffer(
              opus.createDecoder(CodecConfig.defaults(DEVICE)),
              JitterConfig.defaults(),
              nanos::get);
      VoiceEngine.Builder builder =
          VoiceEngine.builder()
              .config(VoiceEngineConfig.defaults(DEVICE, DEVICE).withWarmUpMs(warmUpMs))
              .remote(received)
              .encoder(
                  opus.createEncoder(config),
                  (packet, length, voice) ->
                      toOther.send(Arrays.copyOf(packet, length), nanos.get()));
      if (recording != null) {
        builder.recordTo(recording, MAX_SECONDS);
      }
      engine = builder.build();
    }

    /** What both devices' callbacks do in 10 ms. */
    void step() {
      engine.render().pull(played);
      room.echo(played.channel(0), heard.channel(0));
      for (int n = 0; n < heard.channel(0).length; n++, at++) {
        heard.channel(0)[n] += at < talk.length ? talk[at] : 0f;
      }
      engine.capture().process(heard);
    }

    @Override
    public void close() {
      engine.close();
      received.close();
    }
  }

  private final Network fromA = new Network(CODEC.frameSamples(), 1);
  private final Network fromB = new Network(CODEC.frameSamples(), 2);

  /**
   * Sets the call up; recordings go to the folder if there is one. A call in real time wants the
   * usual warm-up, one that runs as fast as it can needs none.
   */
  LoopbackCall(float[] talkA, float[] talkB, Path folder, int warmUpMs) {
    a = new End(talkA, fromA, nanos, folder == null ? null : folder.resolve("a"), warmUpMs);
    b = new End(talkB, fromB, nanos, folder == null ? null : folder.resolve("b"), warmUpMs);
  }

  /** Lets the call run for so long. */
  void run(double seconds) {
    for (int n = 0; n < Math.round(seconds * 100); n++) {
      long now = nanos.addAndGet(FRAME_NANOS);
      fromA.deliver(b.received, now);
      fromB.deliver(a.received, now);
      a.step();
      b.step();
    }
  }

  /** What the engine of the first or the second end tells. */
  EngineStatistics engine(boolean first) {
    return (first ? a : b).engine.statistics();
  }

  /** What the jitter buffer of the first or the second end tells. */
  JitterStatistics received(boolean first) {
    return (first ? a : b).received.statistics();
  }

  @Override
  public void close() {
    a.close();
    b.close();
  }

  /** Holds the call and prints both ends' statistics. */
  public static void main(String[] arguments) throws Exception {
    float[] talkA = Talk.read(new File(arguments[0]));
    float[] talkB = Talk.read(new File(arguments[1]));
    Path folder = arguments.length > 2 ? Path.of(arguments[2]) : null;
    int warmUpMs = VoiceEngineConfig.defaults(DEVICE, DEVICE).warmUpMs();
    try (LoopbackCall call = new LoopbackCall(talkA, talkB, folder, warmUpMs)) {
      call.run((double) Math.max(talkA.length, talkB.length) / DEVICE.sampleRateHz());
      for (boolean first : new boolean[] {true, false}) {
        System.out.println(first ? "A" : "B");
        System.out.println("  " + call.engine(first));
        System.out.println("  " + call.received(first));
      }
    }
  }
}
