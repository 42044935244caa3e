package org.silenzio.eval.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.eval.corpus.Recording;
import org.silenzio.eval.corpus.SampleEncoding;
import org.silenzio.eval.corpus.SoundWriter;
import org.silenzio.testing.Recordings;
import picocli.CommandLine;

/** The Spark engine beside the local one, which defines the truth. */
@Tag("spark")
class SparkEvalTest {

  /** Hadoop's view of other file systems: not the local one, though its files are local here. */
  private static final String MOUNT = "spark.hadoop.fs.viewfs.mounttable.test.link./sounds";

  private static final String MOUNTED = "viewfs://test/sounds";

  @TempDir Path folder;

  private Path corpus;

  private record Result(int exitCode, String out, String err) {
    /** The summary without its two columns of times and without what the machine is. */
    List<String> table() {
      return out.lines()
          .filter(line -> line.startsWith("|"))
          .map(line -> line.split("\\|", -1))
          .map(cells -> String.join("|", Arrays.copyOf(cells, cells.length - 3)))
          .toList();
    }
  }

  @BeforeEach
  void corpus() throws IOException {
    corpus = Files.createDirectory(folder.resolve("corpus"));
    excerpt("austen16_clean.wav", "b/austen_clean.wav");
    excerpt("austen16_printer_snr5_noisy.wav", "b/austen_printer_noisy.wav");
    excerpt("austen16_vinyl_snr10_noisy.wav", "b/austen_vinyl_noisy.wav");
    excerpt("austen16_clean.wav", "a/call_clean.wav");
    excerpt("austen16_vinyl_snr10_noisy.wav", "a/call_mic.wav");
    excerpt("noise16_printer.wav", "a/call_lpb.wav");
    Files.writeString(corpus.resolve("b/damaged_noisy.wav"), "no sound");
  }

  /** The first two seconds. */
  private void excerpt(String recording, String name) throws IOException {
    float[] samples = Arrays.copyOf(Recordings.load(recording), 32_000);
    Path file = corpus.resolve(name);
    Files.createDirectories(file.getParent());
    SoundWriter.write(
        file, SampleEncoding.PCM_16, new Recording(16_000, new float[][] {samples}).source());
  }

  private static Result eval(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Silenzio.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] all =
        Stream.concat(Stream.of("eval", "--peer", "unprocessed,rnnoise"), Stream.of(arguments))
            .map(Object::toString)
            .toArray(String[]::new);
    int exitCode = commandLine.execute(all);
    return new Result(exitCode, out.toString(), err.toString());
  }

  private static Result spark(Object... arguments) {
    return eval(
        Stream.concat(Stream.of("--engine", "spark", "--master", "local[2]"), Stream.of(arguments))
            .toArray());
  }

  @Test
  void theResultsAreThoseOfTheLocalEngineByteForByte() throws IOException {
    Path localJson = folder.resolve("local.json");
    Path sparkJson = folder.resolve("spark.json");
    Path again = folder.resolve("again.json");
    Path parquet = folder.resolve("rows");
    Result local = eval("--corpus", corpus, "--json", localJson);
    Path kept = folder.resolve("kept");
    Result spark =
        spark("--corpus", corpus, "--json", sparkJson, "--parquet", parquet, "--resume", kept);
    assertEquals(2, local.exitCode, local.err);
    assertEquals(local.exitCode, spark.exitCode, spark.err);
    assertEquals(local.err, spark.err);
    assertEquals(8, local.table().size(), "of two groups: head, line, two chains");
    assertEquals(local.table(), spark.table());
    assertArrayEquals(Files.readAllBytes(localJson), Files.readAllBytes(sparkJson));
    checkParquet(parquet, new ObjectMapper().readTree(localJson.toFile()));

    // kept results and a URI in place of a path
    Result second = spark("--corpus", corpus.toUri(), "--json", again, "--resume", kept);
    assertEquals(local.err, second.err);
    assertArrayEquals(Files.readAllBytes(localJson), Files.readAllBytes(again));
  }

  private static void checkParquet(Path parquet, JsonNode expected) throws IOException {
    try (SparkSession session =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()) {
      List<Row> rows = session.read().parquet(parquet.toString()).collectAsList();
      assertEquals(8, rows.size());
      assertEquals(expected.size(), rows.size());
      for (int r = 0; r < rows.size(); r++) {
        Row row = rows.get(r);
        JsonNode json = expected.get(r);
        for (String name : List.of("group", "item", "peer")) {
          assertEquals(json.get(name).asText(), row.getAs(name));
        }
        String problem = row.getAs("problem");
        assertEquals(json.get("problem").isNull(), problem == null);
        JsonNode figures = json.get("figures");
        var kept = row.getJavaMap(row.fieldIndex("figures"));
        assertEquals(figures.size(), kept.size());
        kept.forEach(
            (figure, value) -> assertEquals(figures.get((String) figure).asDouble(), value));
        Double median = row.getAs("median_us");
        assertTrue(problem == null ? median > 0 : median == null);
      }
    }
  }

  private static Set<String> copies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("silenzio-") && name.endsWith(".wav"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void otherFileSystemsAreReadThroughCopiesThatGo() throws IOException {
    Path localJson = folder.resolve("local.json");
    Path sparkJson = folder.resolve("spark.json");
    eval("--corpus", corpus, "--json", localJson);
    Set<String> before = copies();
    System.setProperty(MOUNT, corpus.toUri().toString());
    try {
      Result spark = spark("--corpus", MOUNTED, "--json", sparkJson);
      String damaged = MOUNTED + "/b/damaged_noisy.wav: is no sound file";
      assertTrue(spark.err.contains(damaged), spark.err);
    } finally {
      System.clearProperty(MOUNT);
    }
    String local = Files.readString(localJson);
    String mounted = Files.readString(sparkJson).replace(MOUNTED, corpus.toString());
    assertEquals(local, mounted, "the original is named, not its copy");
    assertEquals(before, copies());
  }

  @Test
  void whatCannotBeDoneIsToldBeforeTheWork() throws IOException {
    Path there = Files.createDirectory(folder.resolve("there"));
    Result parquet = spark("--corpus", corpus, "--parquet", there);
    assertEquals(2, parquet.exitCode);
    assertEquals(
        "silenzio: --parquet is " + there + ", which is there already; allowed: a new folder",
        parquet.err.strip());
    for (Path none : List.of(there, folder.resolve("absent"))) {
      Result local = eval("--corpus", none);
      Result spark = spark("--corpus", none);
      assertEquals(2, spark.exitCode);
      assertEquals(local.err, spark.err);
      assertFalse(spark.err.isBlank());
    }
  }
}
