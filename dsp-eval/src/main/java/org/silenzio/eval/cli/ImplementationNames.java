package org.silenzio.eval.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.silenzio.noise.Implementation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The noise suppressors as users name them: {@code native}. */
final class ImplementationNames implements ITypeConverter<Implementation>, Iterable<String> {

  static String of(Implementation implementation) {
    return implementation.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> all() {
    return Arrays.stream(Implementation.values()).map(ImplementationNames::of).toList();
  }

  @Override
  public Implementation convert(String name) {
    for (Implementation implementation : Implementation.values()) {
      if (of(implementation).equals(name)) {
        return implementation;
      }
    }
    throw new TypeConversionException(
        "--implementation is '" + name + "', allowed: " + String.join(", ", all()));
  }

  @Override
  public Iterator<String> iterator() {
    return all().iterator();
  }
}
