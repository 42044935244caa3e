package org.silenzio.receive;

/**
 * A view of a mixer's work. Each figure is read by itself.
 *
 * @param frames rounds mixed
 * @param participants who is in the room, those included that leave and fade
 * @param speaking how many of them talk
 * @param mixes how many different mixes the last round had, the common one included
 * @param missingFrames frames that a participant without a source did not give in time
 * @param gainDb the limiter's lowest gain in the last round, 0 dB or less
 * @param lowestGainDb its lowest of all
 */
public record MixerStatistics(
    long frames,
    int participants,
    int speaking,
    int mixes,
    long missingFrames,
    double gainDb,
    double lowestGainDb) {}
