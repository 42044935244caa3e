package org.silenzio.natives;

/** A native library cannot be loaded; the message says what was tried and what helps. */
public final class NativeLibraryException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  NativeLibraryException(String message) {
    super(message);
  }
}
