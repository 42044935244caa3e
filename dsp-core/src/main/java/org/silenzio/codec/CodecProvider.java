package org.silenzio.codec;

import java.util.Optional;

/** A source of encoders and decoders, found with {@link java.util.ServiceLoader}. [any] */
public interface CodecProvider {

  /**
   * The codec's short name.
   *
   * @return a word of lower-case letters and digits
   */
  String name();

  /**
   * Why this provider cannot serve here.
   *
   * @return the reason with its remedy; empty if it can serve
   */
  Optional<String> unavailability();

  /**
   * Makes an encoder.
   *
   * @param config what it is for
   * @return the encoder, to be closed by the caller
   * @throws IllegalArgumentException if the codec does not take the configuration
   */
  PacketEncoder createEncoder(CodecConfig config);

  /**
   * Makes a decoder.
   *
   * @param config what it is for
   * @return the decoder, to be closed by the caller
   * @throws IllegalArgumentException if the codec does not take the configuration
   */
  PacketDecoder createDecoder(CodecConfig config);
}
