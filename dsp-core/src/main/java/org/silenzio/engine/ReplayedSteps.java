package org.silenzio.engine;

import java.util.List;

/**
 * Does at a replayed chain what the call's control threads did: settings, resets, steps of quality.
 * What learnt beside the call learns here within it.
 */
final class ReplayedSteps implements AutoCloseable {

  private final CaptureAssembly assembly;
  private Standby standby; // null: none

  ReplayedSteps(CaptureAssembly assembly) {
    this.assembly = assembly;
  }

  /** Begins with another level than the best one. */
  void beginAt(int level) {
    checkLevel(level);
    if (level > 0) {
      assembly.chain().deck().put(assembly.choice().cleaner(level), level).close();
    }
  }

  private void checkLevel(int level) {
    int last = assembly.choice().levels().size() - 1;
    if (level < 0 || level > last) {
      throw new IllegalArgumentException("level is " + level + ", allowed: 0 to " + last);
    }
  }

  /**
   * What happens before a frame is processed.
   *
   * @param events the frame's
   * @param settings what was in force so far
   * @return what is in force from now on
   * @throws IllegalArgumentException if there is an event that no call has
   */
  EngineSettings before(List<CallEvents.Event> events, EngineSettings settings) {
    EngineSettings now = settings;
    for (CallEvents.Event event : events) {
      switch (event.kind()) {
        case "settings" -> now = SettingsText.parse(event.value(), assembly.format());
        case "reset" -> assembly.chain().reset();
        case "standby" -> begin(Integer.parseInt(event.value()), now);
        case "takeOver" -> release();
        default -> throw new IllegalArgumentException("event is '" + event.kind() + "'");
      }
    }
    return now;
  }

  private void begin(int index, EngineSettings settings) {
    close();
    checkLevel(index);
    standby = assembly.choice().standby(index, assembly.farEnd(), settings.echoDelayHintMs());
    assembly.chain().deck().offer(standby);
  }

  private void release() {
    if (standby == null) {
      throw new IllegalArgumentException("takeOver without a standby");
    }
    standby.release(); // it has learnt all, see after()
  }

  /** What happens behind a frame. */
  void after() {
    if (standby == null) {
      return;
    }
    if (standby.replaced() != null) {
      standby.replaced().close();
      standby = null;
    } else if (!standby.isReleased()) {
      while (standby.learn()) {
        // until it knows all that was heard
      }
    }
  }

  @Override
  public void close() {
    if (standby != null) {
      (standby.replaced() != null ? standby.replaced() : standby.cleaner()).close();
      standby = null;
    }
  }
}
