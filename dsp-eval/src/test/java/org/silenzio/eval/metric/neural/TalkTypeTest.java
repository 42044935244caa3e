package org.silenzio.eval.metric.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TalkTypeTest {

  private static final int RATE_HZ = 16_000;

  @Test
  void ofFarEndSingleTalkTheLastHalfIsRated() {
    assertEquals(5 * RATE_HZ, TalkType.FAR_END_SINGLE_TALK.ratedFrom(10 * RATE_HZ, RATE_HZ));
    assertEquals(3, TalkType.FAR_END_SINGLE_TALK.ratedFrom(7, RATE_HZ));
  }

  @Test
  void ofNearEndSingleTalkAllIsRated() {
    assertEquals(0, TalkType.NEAR_END_SINGLE_TALK.ratedFrom(40 * RATE_HZ, RATE_HZ));
  }

  @Test
  void ofLongDoubleTalkThePartBehindTheLeadIsRated() {
    // (35 − 15) / 2 = 10 s
    assertEquals(25 * RATE_HZ, TalkType.DOUBLE_TALK.ratedFrom(35 * RATE_HZ, RATE_HZ));
    assertEquals(20 * 48_000, TalkType.DOUBLE_TALK.ratedFrom(25 * 48_000, 48_000));
  }

  @Test
  void ofShortDoubleTalkAllIsRated() {
    assertEquals(0, TalkType.DOUBLE_TALK.ratedFrom(25 * RATE_HZ - 2, RATE_HZ));
    assertEquals(0, TalkType.DOUBLE_TALK.ratedFrom(10 * RATE_HZ, RATE_HZ));
    assertEquals(0, TalkType.DOUBLE_TALK.ratedFrom(0, RATE_HZ));
  }
}
