package org.silenzio.eval.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a record from YAML; JSON is YAML too. Keys are the names of the records' components, and
 * messages name the text, the key and the remedy. Usable from several threads at once.
 *
 * @param <R> the record, which has a component {@code name}
 */
public final class RecordReader<R extends Record> {

  private static final String FOLDER = "folder";

  private final Class<R> type;
  private final String noun;
  private final ObjectMapper mapper;

  /**
   * Prepares reading.
   *
   * @param type the record
   * @param noun what messages call it, such as "a scenario"
   * @param values reads what is no record, number or text; it finds the text's folder by {@link
   *     #folder}
   */
  public RecordReader(Class<R> type, String noun, Module values) {
    this.type = type;
    this.noun = noun;
    this.mapper =
        YAMLMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(values)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
  }

  /**
   * Reads a text.
   *
   * @param text YAML or JSON
   * @param origin what messages call it
   * @param name the record's, if the text has none
   * @param folder where files may lie that it names
   * @throws ScenarioException if it is not understood; the message names origin, key and remedy
   */
  public R read(String text, String origin, String name, Optional<Path> folder) {
    try {
      JsonNode tree = mapper.readTree(text);
      if (!(tree instanceof ObjectNode keys)) {
        throw new ScenarioException(origin + ": holds no keys and values, allowed: " + noun);
      }
      KeyCheck.check(keys, type, "", origin);
      if (!keys.has("name")) {
        keys.put("name", name);
      }
      return mapper.readerFor(type).withAttribute(FOLDER, folder).readValue(keys);
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

  /** Where the text lies that is being read, if it is a file. */
  @SuppressWarnings("unchecked") // set above
  public static Optional<Path> folder(DeserializationContext context) {
    return (Optional<Path>) context.getAttribute(FOLDER);
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
}
