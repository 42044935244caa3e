package org.silenzio.receive;

import java.util.Arrays;

/** One whose packets carry nothing of others, and that conceals by silence. */
abstract class PlainDecoder extends PlanarDecoder {

  @Override
  public boolean decodeFec(
      byte[] packet, int offset, int length, float[][] into, int at, int samples) {
    throw new AssertionError("there is none");
  }

  @Override
  public boolean decodeRedundancy(int samplesBack, float[][] into, int at, int samples) {
    throw new AssertionError("there is none");
  }

  @Override
  public void conceal(float[][] into, int at, int samples) {
    Arrays.fill(into[0], at, at + samples, 0f);
  }

  @Override
  public long damagedPackets() {
    return 0;
  }
}
