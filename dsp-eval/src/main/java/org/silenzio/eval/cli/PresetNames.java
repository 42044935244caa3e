package org.silenzio.eval.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.silenzio.echo.EchoPreset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The canceller's presets as users name them: {@code best}, with hyphens between words. */
final class PresetNames implements ITypeConverter<EchoPreset>, Iterable<String> {

  static String of(EchoPreset preset) {
    return preset.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> all() {
    return Arrays.stream(EchoPreset.values()).map(PresetNames::of).toList();
  }

  @Override
  public EchoPreset convert(String name) {
    for (EchoPreset preset : EchoPreset.values()) {
      if (of(preset).equals(name)) {
        return preset;
      }
    }
    throw new TypeConversionException(
        "--preset is '" + name + "', allowed: " + String.join(", ", all()));
  }

  @Override
  public Iterator<String> iterator() {
    return all().iterator();
  }
}
