package org.silenzio.rnnoise;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Lets streams of the same file share its weights for as long as one of them lives. [control] */
final class ModelCache {

  private record Key(Path file, long size, long modifiedMillis) {}

  private static final Map<Key, WeakReference<RnnoiseModel>> MODELS = new HashMap<>();

  private ModelCache() {}

  static synchronized RnnoiseModel get(Path file) throws IOException {
    Path real = file.toRealPath();
    Key key = new Key(real, Files.size(real), Files.getLastModifiedTime(real).toMillis());
    WeakReference<RnnoiseModel> known = MODELS.get(key);
    RnnoiseModel model = known == null ? null : known.get();
    if (model == null) {
      model = RnnoiseModel.load(real);
      MODELS.values().removeIf(reference -> reference.get() == null);
      MODELS.put(key, new WeakReference<>(model));
    }
    return model;
  }
}
