package org.silenzio.eval.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Looks for keys that no record has, and keys without values, before anything is bound: a misspelt
 * key would otherwise be told as the absence of the right one, or silently be 0.
 */
final class KeyCheck {

  private KeyCheck() {}

  /**
   * Checks a tree.
   *
   * @param tree what was read
   * @param type what it is to become: a record, or a list or option of one
   * @param path the keys that lead here, empty at the top
   * @param origin what messages call the text
   * @throws ScenarioException at the first unfit key
   */
  static void check(JsonNode tree, Type type, String path, String origin) {
    Type plain = type instanceof ParameterizedType of ? of.getActualTypeArguments()[0] : type;
    for (int i = 0; tree.isArray() && i < tree.size(); i++) {
      check(tree.get(i), plain, path + "[" + i + "]", origin);
    }
    if (!tree.isObject() || !(plain instanceof Class<?> record && record.isRecord())) {
      return; // a plain value, or of the wrong kind, which the binding tells
    }
    Map<String, Type> known =
        Arrays.stream(record.getRecordComponents())
            .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getGenericType));
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      if (!known.containsKey(entry.getKey())) {
        String allowed =
            Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", "));
        throw new ScenarioException(
            origin + ": the key " + key + " is unknown, allowed: " + allowed);
      }
      if (entry.getValue().isNull()) {
        throw new ScenarioException(origin + ": the key " + key + " has no value");
      }
      check(entry.getValue(), known.get(entry.getKey()), key, origin);
    }
  }
}
