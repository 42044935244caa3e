package org.silenzio.eval.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Where sound comes from and goes to that a user pipes: bytes, unbuffered, with failures told,
 * which {@code System.out} swallows.
 */
record StandardStreams(InputStream in, OutputStream out) {

  /** Those of this process. */
  static StandardStreams ofProcess() {
    return new StandardStreams(
        new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
  }
}
