package org.silenzio.eval.spark;

import java.io.Serializable;
import java.util.List;

/**
 * What a machine needs to know to evaluate recordings: names and the one recording that chains'
 * delays are measured with.
 *
 * @param peers the chains
 * @param models the models' folder, null for none
 * @param results the folder of kept outcomes, null for none
 * @param circumstances what the outcomes depend on, beside the recordings
 * @param sounds the folder of kept sounds, null for none
 * @param speechRateHz the rate of the clean speech
 * @param speech its samples
 */
record WorkOrder(
    List<String> peers,
    String models,
    String results,
    String circumstances,
    String sounds,
    int speechRateHz,
    float[] speech)
    implements Serializable {}
