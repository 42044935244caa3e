/** RNNoise and Opus through the Foreign Function and Memory API. */
module org.silenzio.natives {
  requires transitive org.silenzio.core;

  exports org.silenzio.natives;
  exports org.silenzio.natives.opus;
  exports org.silenzio.natives.rnnoise;

  provides org.silenzio.codec.CodecProvider with
      org.silenzio.natives.opus.OpusCodecProvider;
  provides org.silenzio.noise.NoiseSuppressorProvider with
      org.silenzio.natives.rnnoise.RnnoiseProvider;
}
