package org.silenzio.eval.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.silenzio.kernel.KernelKind;
import org.silenzio.kernel.Kernels;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;
import org.silenzio.natives.NativeLibraryException;
import org.silenzio.natives.NativeStatus;
import org.silenzio.natives.opus.OpusCodecProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code silenzio info}. */
@Command(
    name = "info",
    description =
        "Says what runs here: JDK, processor, kernels, native libraries and their origin.")
final class InfoCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Silenzio   " + ProjectVersion.text());
    out.println("JDK        " + Environment.jdk());
    out.println("System     " + Environment.system());
    out.println("Kernels    " + Environment.kernels());
    if (Kernels.kind() == KernelKind.SCALAR) {
      out.println("           faster: " + Kernels.SIMD_FLAG);
    }
    for (NativeLibrary library : NativeLibrary.values()) {
      print(out, NativeLibraries.status(library));
    }
  }

  private static void print(PrintWriter out, NativeStatus status) {
    String name = String.format("%-10s ", status.library().id());
    Optional<String> problem = status.problem();
    if (problem.isPresent()) {
      out.println(name + "missing: " + problem.get());
      return;
    }
    String version =
        switch (status.library()) {
          case OPUS -> OpusCodecProvider.libraryVersion() + ", ";
          case RNNOISE -> ""; // has no function that tells; the origin does
        };
    out.println(name + version + status.origin());
    out.println("           " + status.file().orElseThrow());
    if (status.library() == NativeLibrary.OPUS) {
      out.println("           Ogg Opus files: " + oggOpus());
    }
  }

  /** A system's libopus comes without the parts for files. */
  private static String oggOpus() {
    return part("op_open_callbacks", "read, ", "not read, ")
        + part("ope_encoder_create_pull", "written", "not written");
  }

  private static String part(String function, String with, String without) {
    try {
      NativeLibraries.load(NativeLibrary.OPUS, function);
      return with;
    } catch (NativeLibraryException e) {
      return without;
    }
  }
}
