package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {

  @Test
  void alignsNamesLeftAndNumbersRight() {
    MarkdownTable table = new MarkdownTable(1, List.of("chain", "MOS"));
    table.add(List.of("a", "3.25"));
    table.add(List.of("longer name", "–"));
    assertEquals(
        """
        | chain       |  MOS |
        |-------------|-----:|
        | a           | 3.25 |
        | longer name |    – |
        """,
        table.toString());
  }

  @Test
  void refusesLinesOfAnotherLength() {
    MarkdownTable table = new MarkdownTable(1, List.of("chain", "MOS"));
    assertEquals(
        "cells has 1, allowed: 2, as the head",
        assertThrows(IllegalArgumentException.class, () -> table.add(List.of("a"))).getMessage());
  }
}
