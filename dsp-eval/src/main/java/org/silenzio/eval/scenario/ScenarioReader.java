package org.silenzio.eval.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.silenzio.eval.corpus.ProjectHome;
import org.silenzio.eval.corpus.SoundFiles;

/**
 * Reads a scenario from YAML; JSON is YAML too. Keys are the names of the records' components.
 * Sound files are looked for beside the scenario, then among the project's recordings.
 */
final class ScenarioReader {

  private static final String FOLDER = "folder";

  private static final ObjectMapper MAPPER =
      YAMLMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new SimpleModule().addDeserializer(SoundSource.class, new SoundSourceReader()))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

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
    try {
      JsonNode tree = MAPPER.readTree(text);
      if (!(tree instanceof ObjectNode keys)) {
        throw new ScenarioException(origin + ": holds no keys and values, allowed: a scenario");
      }
      KeyCheck.check(keys, Scenario.class, "", origin);
      if (!keys.has("name")) {
        keys.put("name", name);
      }
      return MAPPER.readerFor(Scenario.class).withAttribute(FOLDER, folder).readValue(keys);
    } catch (JsonMappingException e) {
      throw new ScenarioException(origin + ": " + explained(e), e);
    } catch (JsonProcessingException e) {
      throw new ScenarioException(
          origin
              + ": line "
              + e.getLocation().getLineNr()
              + ": "
              + e.getOriginalMessage().lines().findFirst().orElse("is no YAML"),
          e);
    } catch (IOException e) {
      throw new ScenarioException(origin + ": " + e.getMessage(), e);
    }
  }

  private static String key(JsonMappingException e) {
    StringBuilder key = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        key.append('[').append(step.getIndex()).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return key.toString();
  }

  private static String explained(JsonMappingException e) {
    String key = key(e);
    String place = key.isEmpty() ? "" : "in " + key + ": ";
    if (e.getCause() instanceof IllegalArgumentException own) {
      return place + own.getMessage();
    }
    if (e instanceof MismatchedInputException mismatch) {
      return e.getOriginalMessage().startsWith("Missing required")
          ? "the key " + key + " is missing"
          : place + "allowed: " + kind(mismatch.getTargetType());
    }
    return place + e.getOriginalMessage();
  }

  private static String kind(Class<?> type) {
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    return type == boolean.class ? "true or false" : "a " + type.getSimpleName();
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
      @SuppressWarnings("unchecked")
      Optional<Path> folder = (Optional<Path>) context.getAttribute(FOLDER);
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
