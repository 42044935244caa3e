package org.silenzio.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x64, librnnoise.so",
    "Linux, aarch64, linux-arm64, librnnoise.so",
    "Mac OS X, x86_64, macos-x64, librnnoise.dylib",
    "Mac OS X, aarch64, macos-arm64, librnnoise.dylib",
    "Windows 11, amd64, windows-x64, rnnoise.dll",
    "Windows 11, aarch64, windows-arm64, rnnoise.dll",
    "FreeBSD, riscv64, freebsd-riscv64, librnnoise.so",
  })
  void namesTheBundlesFolderAndFile(String os, String arch, String folder, String file) {
    Platform platform = Platform.of(os, arch);
    assertEquals(folder, platform.folder());
    assertEquals(file, platform.bundledFileName(NativeLibrary.RNNOISE));
  }
}
