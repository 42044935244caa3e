package org.silenzio.eval.network;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.silenzio.eval.scenario.RecordReader;
import org.silenzio.eval.scenario.ScenarioException;

/** The networks that come with the project, and those that a user writes. Stateless. */
public final class Networks {

  /** Stands for all networks that come with the project. */
  public static final String ALL = "all";

  /** Stands for those that differ in how much they lose. */
  public static final String LOSS = "loss";

  /** Stands for those that differ in how they delay. */
  public static final String JITTER = "jitter";

  private static final List<String> LOSS_NAMES =
      List.of("loss-0", "loss-5", "loss-10", "loss-20", "loss-30", "loss-50", "bursty");

  private static final List<String> JITTER_NAMES =
      List.of(
          "clean-lan",
          "good-wifi",
          "bad-wifi",
          "mobile",
          "congested",
          "wandering",
          "stall-and-flood",
          "reordering",
          "clock-plus-300ppm",
          "clock-minus-300ppm");

  private static final List<String> NAMES =
      Stream.of(JITTER_NAMES, LOSS_NAMES).flatMap(List::stream).toList();

  private static final RecordReader<Network> READER =
      new RecordReader<>(
          Network.class,
          "a network",
          new SimpleModule().addDeserializer(PacketTrace.class, new PacketTraceReader()));

  private Networks() {}

  /** The names of the networks that come with the project, in their fixed order. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Networks by name or file.
   *
   * @param nameOrFile a name, {@code all}, {@code loss} or {@code jitter} for a set, or the path of
   *     a file that ends in .yaml, .yml or .json
   * @throws ScenarioException if there is none, or it is not understood
   */
  public static List<Network> find(String nameOrFile) {
    List<String> set =
        switch (nameOrFile) {
          case ALL -> NAMES;
          case LOSS -> LOSS_NAMES;
          case JITTER -> JITTER_NAMES;
          default -> NAMES.contains(nameOrFile) ? List.of(nameOrFile) : List.of();
        };
    if (!set.isEmpty()) {
      return set.stream().map(Networks::named).toList();
    }
    if (!nameOrFile.matches("(?i).*\\.(yaml|yml|json)")) {
      throw new ScenarioException(
          "network is '"
              + nameOrFile
              + "', allowed: all, loss, jitter, a .yaml, .yml or .json file, "
              + String.join(", ", NAMES));
    }
    return List.of(fromFile(Path.of(nameOrFile)));
  }

  /** A text's network, for what needs no file. */
  static Network read(String text, String origin, String name, Optional<Path> folder) {
    return READER.read(text, origin, name, folder);
  }

  private static Network fromFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ScenarioException(file + ": no such file");
    }
    String fileName = file.getFileName().toString();
    String name = fileName.substring(0, fileName.lastIndexOf('.'));
    try {
      return read(
          Files.readString(file),
          file.toString(),
          name,
          Optional.of(file.toAbsolutePath().getParent()));
    } catch (IOException e) {
      throw new ScenarioException(file + ": cannot be read as UTF-8 text (" + e + ")", e);
    }
  }

  private static Network named(String name) {
    String resource = name + ".yaml";
    try (InputStream stream = Networks.class.getResourceAsStream(resource)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return read(text, resource, name, Optional.empty());
    } catch (IOException e) {
      throw new IllegalStateException("the resource " + resource + " cannot be read", e);
    }
  }

  /** The name of a CSV beside the text. */
  private static final class PacketTraceReader extends StdDeserializer<PacketTrace> {
    private static final long serialVersionUID = 1L;

    PacketTraceReader() {
      super(PacketTrace.class);
    }

    @Override
    public PacketTrace deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      Path folder = RecordReader.folder(context).orElse(Path.of(""));
      Path file = folder.resolve(parser.getText());
      if (!Files.isRegularFile(file)) {
        throw JsonMappingException.from(
            parser, "is '" + parser.getText() + "', allowed: a CSV file in " + folder);
      }
      return PacketTrace.read(file);
    }
  }
}
