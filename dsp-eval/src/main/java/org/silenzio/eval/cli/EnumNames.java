package org.silenzio.eval.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Constants as users name them: {@code low-power}, in small letters with hyphens. */
abstract class EnumNames<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {

  private final String option;
  private final E[] values;

  EnumNames(String option, E[] values) {
    this.option = option;
    this.values = values;
  }

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private List<String> all() {
    return Arrays.stream(values).map(EnumNames::of).toList();
  }

  @Override
  public E convert(String name) {
    for (E value : values) {
      if (of(value).equals(name)) {
        return value;
      }
    }
    throw new TypeConversionException(
        option + " is '" + name + "', allowed: " + String.join(", ", all()));
  }

  @Override
  public Iterator<String> iterator() {
    return all().iterator();
  }
}
