package org.silenzio.eval.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.silenzio.eval.corpus.AsideFile;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundWriteException;
import org.silenzio.eval.corpus.SoundWriter;

/**
 * Writes simulated calls as the corpus reader knows them: {@code NAME_mic.wav}, {@code
 * NAME_lpb.wav}, {@code NAME_clean.wav}, {@code NAME_echo.wav}, {@code NAME_noise.wav}, and what is
 * known in {@code NAME.json}. Levels are kept: no signal passes full scale. Where nobody talks into
 * the microphone there is no clean file, from which the corpus reader knows. Stateless.
 */
public final class CallFiles {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private CallFiles() {}

  /**
   * Writes one call, each file aside and renamed.
   *
   * @param call the call
   * @param folder where to; made if it is missing
   * @param encoding how to store samples
   * @throws IOException if a file cannot be written; the message names it
   */
  public static void write(SimulatedCall call, Path folder, SampleEncoding encoding)
      throws IOException {
    Files.createDirectories(folder);
    sound(call, folder, "mic", encoding, call.capture());
    sound(call, folder, "lpb", encoding, call.render());
    Path clean = file(call, folder, "_clean.wav");
    if (call.scenario().nearEnd().isPresent()) {
      sound(call, folder, "clean", encoding, call.nearEnd());
    } else {
      Files.deleteIfExists(clean); // an earlier version's would say that somebody talks
    }
    sound(call, folder, "echo", encoding, call.echo());
    sound(call, folder, "noise", encoding, call.noise());
    Path truth = file(call, folder, ".json");
    String text = MAPPER.writeValueAsString(CallTruth.of(call)) + System.lineSeparator();
    try {
      AsideFile.write(truth, aside -> Files.writeString(aside, text));
    } catch (IOException e) {
      throw new SoundWriteException(truth, e.toString(), e);
    }
  }

  private static Path file(SimulatedCall call, Path folder, String ending) {
    return folder.resolve(call.scenario().name() + ending);
  }

  private static void sound(
      SimulatedCall call, Path folder, String part, SampleEncoding encoding, float[]... channels)
      throws IOException {
    SoundWriter.write(
        file(call, folder, "_" + part + ".wav"),
        encoding,
        new Recording(call.sampleRateHz(), channels).source());
  }
}
