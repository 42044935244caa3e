package org.silenzio.eval.bench.clock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.silenzio.eval.bench.CallInput;

/**
 * A call as bare floats, far end and then capture: the measured JVM reads it without the readers of
 * sound files, whose classes and conversions would warm it up before its first frame.
 */
final class RawCall {

  private RawCall() {}

  static void write(CallInput call, Path file) throws IOException {
    int samples = call.capture().length;
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples * Float.BYTES);
    bytes.asFloatBuffer().put(call.farEnd()).put(call.capture());
    Files.write(file, bytes.array());
  }

  static CallInput read(int sampleRateHz, Path file) throws IOException {
    FloatBuffer floats = ByteBuffer.wrap(Files.readAllBytes(file)).asFloatBuffer();
    int samples = floats.remaining() / 2;
    float[] farEnd = new float[samples];
    float[] capture = new float[samples];
    floats.get(farEnd).get(capture);
    return new CallInput(sampleRateHz, farEnd, capture);
  }
}
