package org.silenzio.receive;

/**
 * A view of a jitter buffer's work, in the words of WebRTC's NetEQ where it has them. Samples are
 * per channel, at the decoder's rate. Each figure is read by itself, so they may stem from
 * neighbouring frames.
 *
 * @param packetsReceived packets that were handed over, whatever became of them; refused ones not
 *     counted
 * @param packetsRefused packets too long, empty, or come while the hand-over was full
 * @param packetsLate packets whose sound had been played, recovered or made up before they came
 * @param packetsDuplicate second copies
 * @param packetsDiscarded packets dropped in time: to catch up after a stall, for want of room, or
 *     because they belonged to no stream
 * @param packetsDamaged packets the decoder could not read
 * @param streamResets new streams taken up: another source, or a jump of sequence or timestamp
 * @param totalSamples all samples pulled
 * @param jitterBufferEmittedCount samples decoded or recovered from packets, and kept
 * @param concealedSamples samples made up in place of what was lost or late
 * @param silentConcealedSamples those of them that were background noise or silence only
 * @param concealmentEvents gaps for which sound was made up
 * @param interruptions such gaps of more than 150 ms
 * @param comfortNoiseSamples samples made up while the sender paused (DTX), not counted as
 *     concealed
 * @param insertedSamplesForDeceleration samples by which sound was made longer
 * @param removedSamplesForAcceleration samples by which it was made shorter
 * @param fecRecoveredPackets lost packets whose sound the next one's error correction gave back
 * @param fecRecoveredSamples their samples
 * @param dredRecoveredPackets lost packets that a later one's deep redundancy gave back, to which
 *     parts add up
 * @param dredRecoveredSamples their samples
 * @param waitingPackets packets that waited to be decoded after the last pull
 * @param targetDelayMs what is aimed at, in ms after the fastest packet of the last seconds
 * @param currentDelayMs how late the sound played is by the same measure, in ms
 * @param meanDelayMs the mean of that over all frames so far; NaN before the first
 * @param skewPpm how much faster the sender's clock runs, in millionths; NaN before the first 20 s
 */
public record JitterStatistics(
    long packetsReceived,
    long packetsRefused,
    long packetsLate,
    long packetsDuplicate,
    long packetsDiscarded,
    long packetsDamaged,
    long streamResets,
    long totalSamples,
    long jitterBufferEmittedCount,
    long concealedSamples,
    long silentConcealedSamples,
    long concealmentEvents,
    long interruptions,
    long comfortNoiseSamples,
    long insertedSamplesForDeceleration,
    long removedSamplesForAcceleration,
    long fecRecoveredPackets,
    long fecRecoveredSamples,
    long dredRecoveredPackets,
    long dredRecoveredSamples,
    int waitingPackets,
    int targetDelayMs,
    double currentDelayMs,
    double meanDelayMs,
    double skewPpm) {}
