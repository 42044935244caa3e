package org.silenzio.receive;

/**
 * Chooses who is heard: the loudest of those who talk, then, while places are left, the loudest of
 * the rest. Who has a place keeps it against one who is no louder by a margin, so that two of the
 * same level do not take turns. Linear in the participants.
 */
final class ActiveSpeakers {

  /** Between levels that a listener tells apart. */
  private static final double MARGIN_DB = 3;

  private final Participant[] best;
  private int count;

  ActiveSpeakers(int places) {
    best = new Participant[places];
  }

  /** Forgets the last choice's candidates. */
  void begin() {
    count = 0;
  }

  /** Takes one who is in the room. */
  void consider(Participant candidate) {
    if (!candidate.audible()) {
      return;
    }
    int at = count;
    while (at > 0 && precedes(candidate, best[at - 1])) {
      at--;
    }
    if (at == best.length) {
      return;
    }
    int moved = Math.min(count, best.length - 1) - at;
    System.arraycopy(best, at, best, at + 1, moved);
    best[at] = candidate;
    count = Math.min(count + 1, best.length);
  }

  private static boolean precedes(Participant one, Participant other) {
    return one.before(other, bonus(other), bonus(one));
  }

  private static double bonus(Participant one) {
    return one.chosen() ? MARGIN_DB : 0;
  }

  /** Whether one is among those chosen; after all were considered. */
  boolean chose(Participant one) {
    for (int n = 0; n < count; n++) {
      if (best[n] == one) {
        return true;
      }
    }
    return false;
  }
}
