package org.silenzio.receive;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Hands packets from any number of network threads to the audio thread: a ring of slots made
 * beforehand, after D. Vyukov's bounded queue. Each slot has a turn, which says whose it is: a
 * producer claims the next place with one compare-and-set, copies, and passes the turn on; the
 * consumer takes the packet out and leaves an empty one there.
 *
 * <p>Nobody waits: a full ring refuses, and the consumer sees nothing behind a slot whose producer
 * has not finished yet, until it has.
 */
final class PacketInbox {

  private final Packet[] slots;
  private final int mask;
  private final int maxBytes;

  /** n where the slot is free for the nth packet, n + 1 where it holds it. */
  private final AtomicLongArray turns;

  /** Packets ever claimed by producers. */
  private final AtomicLong claimed = new AtomicLong();

  private final AtomicLong refused = new AtomicLong();

  /** Packets ever taken; the consumer's own. */
  private long taken;

  /**
   * Makes an empty inbox. [control]
   *
   * @param capacity how many may wait, a power of two
   * @param maxBytes the largest packet
   */
  PacketInbox(int capacity, int maxBytes) {
    this.maxBytes = maxBytes;
    slots = new Packet[capacity];
    mask = capacity - 1;
    turns = new AtomicLongArray(capacity);
    for (int n = 0; n < capacity; n++) {
      slots[n] = new Packet(maxBytes);
      turns.setPlain(n, n);
    }
  }

  /**
   * Copies a packet in. [network], any number of threads
   *
   * @return false if the inbox is full or the packet too long; counted
   */
  boolean offer(
      int sequenceNumber, int rtpTimestamp, long nanos, byte[] packet, int offset, int length) {
    if (length > maxBytes || length == 0) {
      refused.getAndIncrement();
      return false;
    }
    long place = claimed.get();
    while (true) {
      long turn = turns.getAcquire((int) place & mask);
      if (turn < place) { // a packet of the last round still lies there
        refused.getAndIncrement();
        return false;
      }
      if (turn == place && claimed.compareAndSet(place, place + 1)) {
        break;
      }
      place = claimed.get();
    }
    int slot = (int) place & mask;
    slots[slot].write(sequenceNumber, rtpTimestamp, nanos, packet, offset, length);
    turns.setRelease(slot, place + 1);
    return true;
  }

  /**
   * Takes the packet that has waited longest. [audio], one thread at a time
   *
   * @param empty a packet left in its place, the inbox's from then on
   * @return the packet, the caller's from then on; null if none waits: the empty one stays the
   *     caller's
   */
  Packet exchange(Packet empty) {
    int slot = (int) taken & mask;
    if (turns.getAcquire(slot) != taken + 1) {
      return null;
    }
    Packet packet = slots[slot];
    slots[slot] = empty;
    turns.setRelease(slot, taken + slots.length);
    taken++;
    return packet;
  }

  int capacity() {
    return slots.length;
  }

  /** Packets that were not taken in, since construction. [any] */
  long refused() {
    return refused.get();
  }
}
