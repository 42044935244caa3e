/**
 * Real-time voice processing in pure Java: frames of audio, kernels with SIMD twins, resampling,
 * and the contracts behind which noise suppressors and codecs stand.
 */
module org.silenzio.core {
  requires static jdk.incubator.vector; // absent at run time: the scalar twins serve
  requires JTransforms;
  requires jdk.management; // a thread's allocated bytes tell when vector code is compiled

  exports org.silenzio.audio;
  exports org.silenzio.codec;
  exports org.silenzio.concurrent to
      org.silenzio.natives;
  exports org.silenzio.echo;
  exports org.silenzio.gain;
  exports org.silenzio.noise;
  exports org.silenzio.receive;
  exports org.silenzio.rnnoise;
  exports org.silenzio.transform;

  uses org.silenzio.codec.CodecProvider;
  uses org.silenzio.noise.NoiseSuppressorProvider;

  provides org.silenzio.noise.NoiseSuppressorProvider with
      org.silenzio.rnnoise.JavaRnnoiseProvider;
}
