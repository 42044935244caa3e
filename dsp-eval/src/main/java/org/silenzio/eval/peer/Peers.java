package org.silenzio.eval.peer;

import static org.silenzio.echo.EchoPreset.BEST;
import static org.silenzio.echo.EchoPreset.LOW_POWER;
import static org.silenzio.echo.EchoPreset.STANDARD;
import static org.silenzio.echo.EchoSuppression.BY_PRESET;
import static org.silenzio.echo.EchoSuppression.FULL;
import static org.silenzio.echo.EchoSuppression.NONE;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.silenzio.audio.FrameProcessor;
import org.silenzio.audio.StreamFormat;
import org.silenzio.gain.HighPassFilter;
import org.silenzio.gain.HighPassFilterConfig;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.noise.Implementation;
import org.silenzio.noise.NoiseSuppressorConfig;
import org.silenzio.noise.NoiseSuppressors;

/** All that an evaluation can run, by name. */
public final class Peers {

  /** What devices take at most, but for some Bluetooth. */
  private static final int USUAL_DELAY_MS = 500;

  private static final int LONG_DELAY_MS = 1_000;

  private static final List<Peer> SINGLE =
      List.of(
          new UnprocessedPeer(),
          new ProcessorPeer(
              "high-pass",
              "our high-pass filter, 80 Hz",
              Optional::empty,
              format -> new HighPassFilter(HighPassFilterConfig.defaults(format))),
          new ProcessorPeer(
              "rnnoise",
              "RNNoise, the C library",
              () -> NativeLibraries.status(NativeLibrary.RNNOISE).problem(),
              format -> suppressor(format, Implementation.NATIVE)),
          new ProcessorPeer(
              "rnnoise-java",
              "RNNoise in Java",
              Optional::empty,
              format -> suppressor(format, Implementation.JAVA)),
          new ProcessorPeer(
              "silenzio-wiener",
              "our suppressor of 5 ms delay",
              Optional::empty,
              format -> suppressor(format, Implementation.WIENER)),
          new EchoPeer("silenzio-best", BEST, BY_PRESET, USUAL_DELAY_MS),
          new EchoPeer("silenzio-standard", STANDARD, BY_PRESET, USUAL_DELAY_MS),
          new EchoPeer("silenzio-low-power", LOW_POWER, BY_PRESET, USUAL_DELAY_MS),
          new EchoPeer("silenzio-low-power-full", LOW_POWER, FULL, USUAL_DELAY_MS),
          new EchoPeer("silenzio-best-linear", BEST, NONE, USUAL_DELAY_MS),
          new EchoPeer("silenzio-standard-linear", STANDARD, NONE, USUAL_DELAY_MS),
          new EchoPeer("silenzio-low-power-linear", LOW_POWER, NONE, USUAL_DELAY_MS),
          new EchoPeer("silenzio-best-1s", BEST, BY_PRESET, LONG_DELAY_MS),
          new EchoPeer("silenzio-standard-1s", STANDARD, BY_PRESET, LONG_DELAY_MS),
          new EchoPeer("silenzio-low-power-1s", LOW_POWER, BY_PRESET, LONG_DELAY_MS),
          new EnginePeer("silenzio-engine", 100),
          new EnginePeer("silenzio-engine-50ms", 50),
          new EnginePeer("silenzio-engine-20ms", 20),
          new WebRtcPeer("webrtc-aec", true, false, false),
          new WebRtcPeer("webrtc-ns", false, true, false),
          new WebRtcPeer("webrtc-aec-ns", true, true, false),
          new WebRtcPeer("webrtc-apm", true, true, true),
          new SpeexPeer("speex-aec", true, false),
          new SpeexPeer("speex-ns", false, true),
          new SpeexPeer("speex-aec-ns", true, true));

  private Peers() {}

  private static FrameProcessor suppressor(StreamFormat format, Implementation implementation) {
    return NoiseSuppressors.create(
        NoiseSuppressorConfig.defaults(format).withImplementation(implementation));
  }

  /** The single peers; any of them can be joined with {@code +}. */
  public static List<Peer> all() {
    return SINGLE;
  }

  /**
   * A peer by name, or several in a row.
   *
   * @param name such as {@code rnnoise} or {@code speex-aec+rnnoise}
   * @throws IllegalArgumentException if a name is unknown
   */
  public static Peer find(String name) {
    List<Peer> parts = Arrays.stream(name.split("\\+", -1)).map(Peers::single).toList();
    return parts.size() == 1 ? parts.getFirst() : new SequencePeer(parts);
  }

  private static Peer single(String name) {
    Optional<Peer> found = SINGLE.stream().filter(peer -> peer.name().equals(name)).findFirst();
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "peer is '"
                    + name
                    + "', allowed: "
                    + String.join(", ", SINGLE.stream().map(Peer::name).toList())
                    + ", or several joined with +"));
  }
}
