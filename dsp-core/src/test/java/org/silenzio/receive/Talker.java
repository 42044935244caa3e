package org.silenzio.receive;

/** Makes a stream's packets one after another and hands them to a line. */
final class Talker {

  private final Line line;
  private final int rtpClockHz;
  private long position;
  private int sequenceNumber;
  private int timestamp;
  int samples;
  int fecSamples;
  int redundancySamples;

  Talker(Line line, int rtpClockHz, int firstSequenceNumber, int firstTimestamp) {
    this.line = line;
    this.rtpClockHz = rtpClockHz;
    sequenceNumber = firstSequenceNumber;
    timestamp = firstTimestamp;
    samples = line.rate / 50;
  }

  /** A talker with Opus's clock who is about to wrap around. */
  Talker(Line line) {
    this(line, 48_000, 65_530, -5_000);
  }

  /** Sends the next packet, to arrive so many ms from now. */
  void send(double inMs) {
    line.send(
        inMs,
        sequenceNumber,
        timestamp,
        TestCodec.sound(position, samples, fecSamples, redundancySamples));
    advance();
  }

  /** Makes the next packet, which is lost. */
  void lose() {
    advance();
  }

  /** Sends the next packet twice. */
  void sendTwice(double inMs, double againInMs) {
    byte[] packet = TestCodec.sound(position, samples, fecSamples, redundancySamples);
    line.send(inMs, sequenceNumber, timestamp, packet);
    line.send(againInMs, sequenceNumber, timestamp, packet);
    advance();
  }

  /** Sends two bytes that announce a pause. */
  void sendPause(double inMs) {
    line.send(inMs, sequenceNumber, timestamp, TestCodec.pause());
    advance();
  }

  /** Sends nothing for so long, as if nothing were to be said. */
  void pause(int ms) {
    long by = (long) line.rate * ms / 1_000;
    position += by;
    timestamp += (int) (by * rtpClockHz / line.rate);
  }

  /** Begins another stream. */
  void jump(int toSequenceNumber, int toTimestamp) {
    sequenceNumber = toSequenceNumber;
    timestamp = toTimestamp;
  }

  /** The position of the next packet's first sample. */
  long position() {
    return position;
  }

  /** How long a packet lasts. */
  double packetMs() {
    return 1_000.0 * samples / line.rate;
  }

  private void advance() {
    position += samples;
    timestamp += (int) ((long) samples * rtpClockHz / line.rate);
    sequenceNumber = sequenceNumber + 1 & 0xFFFF;
  }
}
