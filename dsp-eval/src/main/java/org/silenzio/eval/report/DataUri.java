package org.silenzio.eval.report;

import java.util.Base64;

/** Bytes inside a page. */
final class DataUri {

  private DataUri() {}

  static String png(byte[] bytes) {
    return of("image/png", bytes);
  }

  static String of(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
