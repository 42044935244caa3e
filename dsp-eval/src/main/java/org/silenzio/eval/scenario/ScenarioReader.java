package org.silenzio.eval.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.silenzio.eval.corpus.ProjectHome;
import org.silenzio.eval.corpus.SoundFiles;

/** Reads a scenario. Sound files are looked for beside it, then among the project's recordings. */
final class ScenarioReader {

  private static final RecordReader<Scenario> READER =
      new RecordReader<>(
          Scenario.class,
          "a scenario",
          new SimpleModule().addDeserializer(SoundSource.class, new SoundSourceReader()));

  private ScenarioReader() {}

  /**
   * Reads a text.
   *
   * @param text YAML or JSON
   * @param origin what messages call it
   * @param name the scenario's, if the text has none
   * @param folder where its sound files may lie
   * @throws ScenarioException if it is not understood; the message names origin, key and remedy
   */
  static Scenario read(String text, String origin, String name, Optional<Path> folder) {
    return READER.read(text, origin, name, folder);
  }

  /** The name of a kind of computed sound, or of a file. */
  private static final class SoundSourceReader extends StdDeserializer<SoundSource> {
    private static final long serialVersionUID = 1L;

    SoundSourceReader() {
      super(SoundSource.class);
    }

    @Override
    public SoundSource deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String name = parser.getText();
      Optional<SoundSource.Generated> generated = SoundSource.Generated.named(name);
      if (generated.isPresent()) {
        return generated.get();
      }
      Path recordings = ProjectHome.recordings();
      Optional<Path> folder = RecordReader.folder(context);
      Optional<Path> beside = folder.map(place -> place.resolve(name)).filter(Files::isRegularFile);
      Path file = beside.orElse(recordings.resolve(name));
      if (!SoundFiles.hasSoundEnding(Path.of(name)) || !Files.isRegularFile(file)) {
        throw JsonMappingException.from(
            parser,
            "is '"
                + name
                + "', allowed: white, pink, music, or a sound file"
                + folder.map(place -> " in " + place + " or").orElse("")
                + " in "
                + recordings);
      }
      return new SoundSource.Recorded(file);
    }
  }
}
