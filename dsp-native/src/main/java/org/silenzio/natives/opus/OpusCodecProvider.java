package org.silenzio.natives.opus;

import java.lang.foreign.SymbolLookup;
import java.util.Optional;
import org.silenzio.bindings.opus.opus_h;
import org.silenzio.codec.CodecConfig;
import org.silenzio.codec.CodecProvider;
import org.silenzio.codec.PacketDecoder;
import org.silenzio.codec.PacketEncoder;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/** Offers {@link OpusEncoder} and {@link OpusDecoder} where libopus can be loaded. */
public final class OpusCodecProvider implements CodecProvider {

  /** For {@link java.util.ServiceLoader}. */
  public OpusCodecProvider() {}

  @Override
  public String name() {
    return "opus";
  }

  @Override
  public Optional<String> unavailability() {
    return NativeLibraries.status(NativeLibrary.OPUS).problem();
  }

  @Override
  public PacketEncoder createEncoder(CodecConfig config) {
    return new OpusEncoder(config);
  }

  @Override
  public PacketDecoder createDecoder(CodecConfig config) {
    return new OpusDecoder(config);
  }

  /**
   * What the loaded library calls itself, or, where its build left that out, what its functions
   * tell. [any]
   *
   * @return such as {@code libopus 1.5.2}
   * @throws org.silenzio.natives.NativeLibraryException if it cannot be loaded
   */
  public static String libraryVersion() {
    NativeLibraries.load(NativeLibrary.OPUS);
    String named = opus_h.opus_get_version_string().getString(0);
    if (!named.endsWith("unknown")) {
      return named;
    }
    boolean dred = SymbolLookup.loaderLookup().find("opus_dred_decoder_create").isPresent();
    return dred ? "libopus 1.5 or newer (it has DRED)" : "libopus older than 1.5 (it lacks DRED)";
  }
}
