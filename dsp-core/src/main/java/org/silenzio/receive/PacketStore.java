package org.silenzio.receive;

/**
 * The packets that wait to be played, by sequence: a ring in which each has the slot of its number.
 * [audio]
 */
final class PacketStore {

  private final Packet[] slots;
  private final boolean[] present;
  private final int mask;
  private int count;
  private long first;
  private long last;

  /**
   * Makes an empty store.
   *
   * @param capacity the span of sequence numbers that may wait, a power of two
   * @param maxBytes the largest packet
   */
  PacketStore(int capacity, int maxBytes) {
    slots = new Packet[capacity];
    present = new boolean[capacity];
    mask = capacity - 1;
    for (int n = 0; n < capacity; n++) {
      slots[n] = new Packet(maxBytes);
    }
  }

  /** Whether a packet may be put without pushing others out. */
  boolean hasRoomFor(long sequence) {
    return count == 0 || Math.max(last, sequence) - Math.min(first, sequence) < slots.length;
  }

  /**
   * Puts a packet for which there is room and whose number is not there yet.
   *
   * @return another packet in exchange, to be used again
   */
  Packet put(Packet packet) {
    int slot = (int) packet.sequence & mask;
    Packet free = slots[slot];
    slots[slot] = packet;
    present[slot] = true;
    first = count == 0 ? packet.sequence : Math.min(first, packet.sequence);
    last = count == 0 ? packet.sequence : Math.max(last, packet.sequence);
    count++;
    return free;
  }

  /** The packet with the lowest number, or null. It stays the store's. */
  Packet first() {
    return count == 0 ? null : slots[(int) first & mask];
  }

  /** The packet behind another in the store, or null. */
  Packet after(Packet packet) {
    for (long sequence = packet.sequence + 1; sequence <= last; sequence++) {
      if (present[(int) sequence & mask]) {
        return slots[(int) sequence & mask];
      }
    }
    return null;
  }

  /** Drops the packet with the lowest number; its bytes may be read until the next put. */
  void removeFirst() {
    present[(int) first & mask] = false;
    count--;
    while (count > 0 && !present[(int) first & mask]) {
      first++;
    }
  }

  int count() {
    return count;
  }

  void clear() {
    while (count > 0) {
      removeFirst();
    }
  }
}
