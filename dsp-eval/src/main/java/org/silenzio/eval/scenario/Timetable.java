package org.silenzio.eval.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who is to talk when. The pauses between words count as talk; an echo is later by its delay.
 *
 * @param parts the whole call in parts without gaps
 */
public record Timetable(List<Part> parts) {

  /** Copies the parts. */
  public Timetable {
    parts = List.copyOf(parts);
  }

  /**
   * A part of a call in which the same parties talk.
   *
   * @param fromSecond its beginning
   * @param toSecond its end
   * @param situation who talks
   */
  public record Part(double fromSecond, double toSecond, Situation situation) {}

  static Timetable of(Scenario scenario) {
    List<Stretch> near = scenario.nearEnd().map(NearEnd::talks).orElse(List.of());
    List<Stretch> far = scenario.farEnd().map(FarEnd::talks).orElse(List.of());
    TreeSet<Double> bounds = new TreeSet<>(List.of(0.0, scenario.seconds()));
    for (List<Stretch> talks : List.of(near, far)) {
      for (Stretch talk : talks) {
        bounds.add(talk.fromSecond());
        bounds.add(talk.toSecond());
      }
    }
    List<Part> parts = new ArrayList<>();
    double from = bounds.removeFirst();
    for (double to : bounds) {
      Situation situation = Situation.of(talks(near, from), talks(far, from));
      Part last = parts.isEmpty() ? null : parts.getLast();
      if (last != null && last.situation == situation) {
        parts.set(parts.size() - 1, new Part(last.fromSecond, to, situation));
      } else {
        parts.add(new Part(from, to, situation));
      }
      from = to;
    }
    return new Timetable(parts);
  }

  private static boolean talks(List<Stretch> talks, double second) {
    return talks.stream().anyMatch(talk -> talk.contains(second));
  }

  /** Who talks at a time; nobody before the beginning and behind the end. */
  public Situation at(double second) {
    Optional<Part> part =
        parts.stream()
            .filter(each -> second >= each.fromSecond && second < each.toSecond)
            .findFirst();
    return part.map(Part::situation).orElse(Situation.SILENCE);
  }

  /** Who talks at all: both, though perhaps in turn, is {@link Situation#DOUBLE_TALK}. */
  public Situation overall() {
    boolean near = false;
    boolean far = false;
    for (Part part : parts) {
      Situation situation = part.situation;
      near |= situation == Situation.NEAR_END || situation == Situation.DOUBLE_TALK;
      far |= situation == Situation.FAR_END || situation == Situation.DOUBLE_TALK;
    }
    return Situation.of(near, far);
  }
}
