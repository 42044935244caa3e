package org.silenzio.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.silenzio.natives.opus.OpusCodecProvider;

class NativeLibrariesTest {

  @Test
  void opusIsBundledAndLoads() {
    NativeStatus status = NativeLibraries.status(NativeLibrary.OPUS);
    assertEquals("", status.problem().orElse(""));
    assertTrue(status.origin().startsWith("bundled, LWJGL"), status.origin());
    assertTrue(OpusCodecProvider.libraryVersion().startsWith("libopus 1.5"));
  }

  @Test
  void aPathNamedTooLateIsRefused() {
    NativeLibraries.status(NativeLibrary.OPUS);
    Path file = Path.of("libopus.so");
    assertTrue(
        assertThrows(
                IllegalStateException.class,
                () -> NativeLibraries.usePath(NativeLibrary.OPUS, file))
            .getMessage()
            .contains("before its first use"));
  }

  @Test
  void namesAndPropertiesDecideWhereToLook() {
    Path byCall = Path.of("/by/call.so");
    Map<String, String> properties =
        Map.of(
            "silenzio.rnnoise.library", "/by/property.so",
            "silenzio.natives.bundled", "false",
            "java.library.path", "/some/lib");
    LibraryFinder called =
        NativeLibraries.finder(NativeLibrary.RNNOISE, Optional.of(byCall), properties::get);
    assertEquals(Optional.of(byCall), called.explicit());
    assertTrue(called.bundle().isEmpty());
    assertEquals(Path.of("/some/lib"), called.systemFolders().getFirst());
    LibraryFinder named =
        NativeLibraries.finder(NativeLibrary.RNNOISE, Optional.empty(), properties::get);
    assertEquals(Optional.of(Path.of("/by/property.so")), named.explicit());
    LibraryFinder plain =
        NativeLibraries.finder(NativeLibrary.RNNOISE, Optional.empty(), name -> null);
    assertTrue(plain.explicit().isEmpty() && plain.bundle().isPresent());
  }

  /** What the build packed for machines that these tests do not run on. */
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, 7f454c46",
    "Linux, aarch64, 7f454c46",
    "Mac OS X, x86_64, cffaedfe",
    "Mac OS X, aarch64, cffaedfe",
    "Windows 11, amd64, 4d5a",
    "Windows 11, aarch64, 4d5a"
  })
  void opusIsBundledForEveryDesktopWithItsHash(String os, String arch, String magic)
      throws IOException {
    LibraryBundle.Entry entry =
        LibraryBundle.ofThisModule().find(NativeLibrary.OPUS, Platform.of(os, arch)).orElseThrow();
    assertEquals(entry.sha256(), LibraryCache.sha256(entry.content().read()));
    assertEquals(magic, HexFormat.of().formatHex(entry.content().read(), 0, magic.length() / 2));
  }

  @Test
  void theLicencesTravelWithTheLibraries() {
    assertNotNull(NativeLibraries.class.getResource("/META-INF/licenses/opus.txt"));
    if (NativeLibraries.class.getResource("lib/rnnoise-origin.txt") != null) {
      assertNotNull(NativeLibraries.class.getResource("/META-INF/licenses/rnnoise.txt"));
    }
  }
}
