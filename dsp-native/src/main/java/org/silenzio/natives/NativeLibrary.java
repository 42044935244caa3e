package org.silenzio.natives;

/** A native library that this module binds. */
public enum NativeLibrary {
  /** libopus 1.5 with libopusfile and libopusenc inside. */
  OPUS(
      "opus",
      "opus_get_version_string",
      "install libopus 1.5 or newer (Debian, Ubuntu: libopus0; Fedora, Arch, Homebrew: opus)"),
  /** librnnoise 0.2. */
  RNNOISE(
      "rnnoise",
      "rnnoise_process_frame",
      "install librnnoise 0.2 (Debian and Ubuntu of 2026: librnnoise0; Fedora, Arch, Homebrew:"
          + " rnnoise)");

  private final String id;
  private final String symbol;
  private final String remedy;

  NativeLibrary(String id, String symbol, String remedy) {
    this.id = id;
    this.symbol = symbol;
    this.remedy = remedy;
  }

  /**
   * The library's short name, also used in property names.
   *
   * @return {@code opus} or {@code rnnoise}
   */
  public String id() {
    return id;
  }

  /**
   * The system property that names a file to load instead of any other.
   *
   * @return {@code silenzio.ID.library}
   */
  public String pathProperty() {
    return "silenzio." + id + ".library";
  }

  /** A function that the right library has. */
  String symbol() {
    return symbol;
  }

  /** What a user can do when it is nowhere to be found. */
  String remedy() {
    return remedy + ", or name the file with -D" + pathProperty() + "=PATH";
  }
}
