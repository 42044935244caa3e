package org.silenzio.eval.bench.clock;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the measured JVM found out, as it hands it over.
 *
 * @param kernels scalar or simd
 * @param mainMs from the JVM's start, as the operating system knows it, to its main method
 * @param openMs how long the chain took to open
 * @param firstNanos the first frame's scheduled start by {@link System#nanoTime()}
 * @param steadyFrame from this frame on the next two are counted
 * @param steadyCpuNanos CPU time of the audio thread since then
 * @param steadyBytes bytes it allocated since then
 * @param cpuNanos CPU time of the audio thread from its start
 * @param nonFiniteSamples samples of the output that were NaN or infinite
 * @param outputPower the output's mean square
 * @param garbageMbPerSecond what the JVM counted of the garbage thread's bytes over the steady
 *     frames, in MB
 * @param times of each frame
 */
record ChildReport(
    String kernels,
    double mainMs,
    double openMs,
    long firstNanos,
    int steadyFrame,
    long steadyCpuNanos,
    long steadyBytes,
    long cpuNanos,
    long nonFiniteSamples,
    double outputPower,
    double garbageMbPerSecond,
    FrameTimes times) {

  void write(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeUTF(kernels);
      out.writeDouble(mainMs);
      out.writeDouble(openMs);
      out.writeLong(firstNanos);
      out.writeInt(steadyFrame);
      out.writeLong(steadyCpuNanos);
      out.writeLong(steadyBytes);
      out.writeLong(cpuNanos);
      out.writeLong(nonFiniteSamples);
      out.writeDouble(outputPower);
      out.writeDouble(garbageMbPerSecond);
      out.writeInt(times.frames());
      for (int n = 0; n < times.frames(); n++) {
        out.writeLong(times.latenessNanos()[n]);
        out.writeLong(times.processingNanos()[n]);
        out.writeLong(times.cpuNanos()[n]);
      }
    }
  }

  static ChildReport read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return new ChildReport(
          in.readUTF(),
          in.readDouble(),
          in.readDouble(),
          in.readLong(),
          in.readInt(),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readDouble(),
          in.readDouble(),
          readTimes(in));
    }
  }

  private static FrameTimes readTimes(DataInputStream in) throws IOException {
    FrameTimes times = FrameTimes.ofFrames(in.readInt());
    for (int n = 0; n < times.frames(); n++) {
      times.latenessNanos()[n] = in.readLong();
      times.processingNanos()[n] = in.readLong();
      times.cpuNanos()[n] = in.readLong();
    }
    return times;
  }
}
