package org.silenzio.eval.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.silenzio.eval.corpus.Corpus;
import org.silenzio.eval.corpus.CorpusNames;
import org.silenzio.eval.corpus.SoundFileException;

/** Finds recordings in a folder of any file system that Hadoop knows. */
final class HadoopCorpus {

  private HadoopCorpus() {}

  /**
   * All recordings below a folder, as {@link Corpus#find} has them.
   *
   * @param folder a path of the default file system or a URI
   * @throws SoundFileException if it is missing or holds none
   */
  static List<Place> find(String folder, Configuration configuration) throws IOException {
    Path root = new Path(folder);
    FileSystem files = root.getFileSystem(configuration);
    List<String> paths = new ArrayList<>();
    try {
      if (!files.getFileStatus(root).isDirectory()) {
        throw new SoundFileException(folder, Corpus.MISSING);
      }
      RemoteIterator<LocatedFileStatus> walk = files.listFiles(files.makeQualified(root), true);
      while (walk.hasNext()) {
        paths.add(text(walk.next().getPath()));
      }
    } catch (FileNotFoundException e) {
      throw new SoundFileException(folder, Corpus.MISSING, e);
    }
    List<CorpusNames> names = CorpusNames.among(paths);
    if (names.isEmpty()) {
      throw new SoundFileException(folder, Corpus.EMPTY);
    }
    return names.stream().map(Place::of).toList();
  }

  /** A local file as everybody writes it, others as a URI. */
  private static String text(Path path) {
    return isLocal(path) ? path.toUri().getPath() : path.toString();
  }

  static boolean isLocal(Path path) {
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals("file");
  }
}
