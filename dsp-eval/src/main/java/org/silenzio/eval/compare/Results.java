package org.silenzio.eval.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The results of one evaluation, as {@code silenzio eval --json} writes them. */
public final class Results {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final Map<ResultRow.Key, ResultRow> rows;

  private Results(Map<ResultRow.Key, ResultRow> rows) {
    this.rows = rows;
  }

  /**
   * Reads a file of results.
   *
   * @throws IllegalArgumentException if there is no such file, or it holds no such results, or two
   *     rows for one recording and chain
   * @throws IOException if it cannot be read
   */
  public static Results read(Path json) throws IOException {
    if (!Files.isRegularFile(json)) {
      throw new IllegalArgumentException(json + ": no such file");
    }
    ResultRow[] list;
    try {
      list = MAPPER.readValue(json.toFile(), ResultRow[].class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          json + ": holds no results of silenzio eval: " + e.getOriginalMessage(), e);
    }
    if (list == null || list.length == 0) {
      throw new IllegalArgumentException(json + ": holds no results");
    }
    Map<ResultRow.Key, ResultRow> rows = new LinkedHashMap<>();
    for (ResultRow row : list) {
      if (row == null) {
        throw new IllegalArgumentException(json + ": one of its rows is null");
      }
      if (rows.put(row.key(), row) != null) {
        throw new IllegalArgumentException(json + ": has two rows for " + row.key());
      }
    }
    return new Results(rows);
  }

  /** The results of some chains alone. */
  public Results ofChains(Predicate<String> chain) {
    Map<ResultRow.Key, ResultRow> kept = new LinkedHashMap<>(rows);
    kept.keySet().removeIf(key -> !chain.test(key.peer()));
    return new Results(kept);
  }

  /** The chains' names, in order of their first appearance. */
  public Set<String> chains() {
    Set<String> names = new LinkedHashSet<>();
    rows.keySet().forEach(key -> names.add(key.peer()));
    return names;
  }

  /** The figures' names, in order of their first appearance. */
  public Set<String> figures() {
    Set<String> names = new LinkedHashSet<>();
    rows.values().forEach(row -> names.addAll(row.figures().keySet()));
    return names;
  }

  Map<ResultRow.Key, ResultRow> rows() {
    return rows;
  }
}
