package org.silenzio.eval.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table as text that people and Markdown read: the first columns left, the others right. */
public final class MarkdownTable {

  private final int leftColumns;
  private final List<List<String>> lines = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param leftColumns how many columns, from the first on, are aligned left
   * @param head the columns' names, 1 or more
   */
  public MarkdownTable(int leftColumns, List<String> head) {
    this.leftColumns = leftColumns;
    lines.add(List.copyOf(head));
  }

  /**
   * Adds a line.
   *
   * @throws IllegalArgumentException if it has not as many cells as the head
   */
  public void add(List<String> cells) {
    int columns = lines.getFirst().size();
    if (cells.size() != columns) {
      throw new IllegalArgumentException(
          "cells has " + cells.size() + ", allowed: " + columns + ", as the head");
    }
    lines.add(List.copyOf(cells));
  }

  /** The table, each line ended. */
  @Override
  public String toString() {
    int[] widths = new int[lines.getFirst().size()];
    for (List<String> line : lines) {
      Arrays.setAll(widths, c -> Math.max(widths[c], line.get(c).length()));
    }
    StringBuilder text = new StringBuilder();
    append(text, lines.getFirst(), widths);
    for (int c = 0; c < widths.length; c++) {
      boolean left = c < leftColumns;
      text.append('|').append("-".repeat(widths[c] + (left ? 2 : 1))).append(left ? "" : ":");
    }
    text.append("|\n");
    lines.stream().skip(1).forEach(line -> append(text, line, widths));
    return text.toString();
  }

  private void append(StringBuilder text, List<String> cells, int[] widths) {
    for (int c = 0; c < widths.length; c++) {
      String cell = cells.get(c);
      String blank = " ".repeat(widths[c] - cell.length());
      text.append("| ").append(c < leftColumns ? cell + blank : blank + cell).append(' ');
    }
    text.append("|\n");
  }
}
