package org.silenzio.eval.metric.neural;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A network in ONNX Runtime's memory. It computes on the calling thread alone, so that sums are
 * always taken in the same order; many threads may run it at once. Closing waits for them.
 */
final class ModelSession implements AutoCloseable {

  private static final long ALIGNMENT_BYTES = 64;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Path file;
  private final OrtSession session;
  private boolean closed;

  ModelSession(Path file) {
    this.file = file;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // the networks' files declare output shapes that their outputs do not have: a warning a run
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      this.session = environment.createSession(file.toString(), options);
    } catch (OrtException e) {
      throw new MetricModelException(file, "cannot be loaded: " + e.getMessage(), e);
    }
  }

  /**
   * Runs the network. [any]
   *
   * @return the values of its first output
   * @throws IllegalStateException if it is closed, or fails
   */
  float[] run(ModelInput... inputs) {
    lock.readLock().lock();
    try (Arena arena = Arena.ofConfined()) {
      if (closed) {
        throw new IllegalStateException(file + ": the model is closed");
      }
      return run(inputs, arena);
    } catch (OrtException e) {
      throw new IllegalStateException(file + ": the model failed: " + e.getMessage(), e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private float[] run(ModelInput[] inputs, Arena arena) throws OrtException {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    try {
      for (ModelInput input : inputs) {
        FloatBuffer values = offHeap(input.values(), arena);
        tensors.put(
            input.name(), OnnxTensor.createTensor(environment, values, input.shape().clone()));
      }
      try (OrtSession.Result result = session.run(tensors)) {
        FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] values = new float[output.remaining()];
        output.get(values);
        return values;
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  /** Memory that goes with the run, where a heap buffer would be copied to some that waits. */
  private static FloatBuffer offHeap(float[] values, Arena arena) {
    MemorySegment segment =
        arena.allocate(ValueLayout.JAVA_FLOAT.byteSize() * values.length, ALIGNMENT_BYTES);
    segment.copyFrom(MemorySegment.ofArray(values));
    return segment.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** Frees the network's memory when the last run is over. [any] */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException(file + ": the model cannot be closed: " + e.getMessage(), e);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
