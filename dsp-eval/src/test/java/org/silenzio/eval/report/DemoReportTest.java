package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads the pages back with an XML parser, which the template is written to please. */
class DemoReportTest {

  private static final String HOSTILE = "</title><script>alert(\"1\")</script> & 'two' {{x}}";

  @TempDir Path sounds;
  @TempDir Path folder;
  private Path html;

  @BeforeEach
  void nameThePage() {
    html = folder.resolve("index.html");
  }

  @Test
  void embedsEverySoundByteForByte() throws Exception {
    Take before = take("Before", 1, 4_000);
    Take after = take("After", 2, 4_000);
    Take opus = take("After Opus", 3, 4_100);
    write(recording("One", before, after), recording("Two", opus));
    List<byte[]> played = new ArrayList<>();
    for (Element audio : elements("audio")) {
      played.add(decode(audio.getAttribute("src"), "data:audio/wav;base64,"));
      assertTrue(audio.hasAttribute("controls"));
    }
    assertEquals(3, played.size());
    assertArrayEquals(Files.readAllBytes(before.soundFile()), played.get(0));
    assertArrayEquals(Files.readAllBytes(after.soundFile()), played.get(1));
    assertArrayEquals(Files.readAllBytes(opus.soundFile()), played.get(2));
  }

  @Test
  void drawsAWaveformAndASpectrogramPerTake() throws Exception {
    write(recording("One", take("Before", 1, 16_000), take("After", 2, 8_000)));
    List<Element> plots = elements("svg", "plot");
    assertEquals(2, plots.size());
    for (Element plot : plots) {
      assertEquals("img", plot.getAttribute("role"));
      assertEquals(1, list(plot.getElementsByTagName("image")).size());
      byte[] png =
          decode(
              list(plot.getElementsByTagName("image")).getFirst().getAttribute("href"),
              "data:image/png;base64,");
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
      assertEquals(257, picture.getHeight());
      assertTrue(picture.getWidth() >= 500 && picture.getWidth() <= 900);
    }
    assertTrue(plots.get(0).getAttribute("aria-label").contains("Before\u201d: 1.0 seconds"));
    assertTrue(plots.get(1).getAttribute("aria-label").contains("After\u201d: 0.5 seconds"));
    assertEquals(2, elements("svg", "outline own").size());
    // the first take's once more, behind the second's
    assertEquals(1, elements("svg", "outline reference").size());
    assertEquals("50.00%", elements("svg", "outline own").get(1).getAttribute("width"));
    String legend = elements("div", "legend small soft").getFirst().getTextContent();
    assertTrue(legend.contains("\u201cBefore\u201d again"), legend);
    assertTrue(legend.contains("1.0 s at 16 kHz; spectra over 512 samples (32.0 ms"), legend);
  }

  @Test
  void saysInWordsThatATakeIsSilent() throws Exception {
    Path wav = Files.write(sounds.resolve("silent.wav"), new byte[44]);
    write(recording("One", new Take("Muted", wav, new float[800])));
    String label = elements("svg", "plot").getFirst().getAttribute("aria-label");
    assertEquals("Waveform and spectrogram of \u201cMuted\u201d: 0.1 seconds, silence.", label);
  }

  @Test
  void asksNothingOfTheNetworkOrOtherFiles() throws Exception {
    write(recording("One", take("Before", 1, 900)), recording("Two", take("Before", 2, 900)));
    String page = Files.readString(html);
    assertFalse(page.contains("http://") || page.contains("https://"));
    assertFalse(page.contains("@import") || page.contains("url("));
    assertTrue(elements("script").isEmpty());
    int references = 0;
    for (Element element : elements("*")) {
      for (String name : List.of("src", "href", "srcset", "data", "action", "poster")) {
        String value = element.getAttribute(name);
        assertTrue(
            value.isEmpty() || value.startsWith("data:") || value.startsWith("#"),
            element.getTagName() + " refers to " + value);
        references += value.isEmpty() ? 0 : 1;
      }
    }
    // icon; two entries of the contents; per recording a picture, a sound, a colour scale
    assertEquals(1 + 2 + 2 * 3, references);
  }

  @Test
  void takesTextsAsText() throws Exception {
    Path wav = Files.write(sounds.resolve("a.wav"), new byte[44]);
    List<Figure> figures = List.of(new Figure(HOSTILE, HOSTILE));
    RecordingReport hostile =
        new RecordingReport(
            HOSTILE, HOSTILE, 16_000, List.of(new Take(HOSTILE, wav, new float[9])), figures);
    DemoReport.write(html, HOSTILE, figures, List.of(hostile));
    assertTrue(elements("script").isEmpty());
    for (String tag : List.of("title", "h1", "h2", "figcaption", "dt", "dd")) {
      assertFalse(elements(tag).isEmpty());
      for (Element element : elements(tag)) {
        assertEquals(HOSTILE, element.getTextContent(), tag);
      }
    }
    assertEquals("Play " + HOSTILE, elements("audio").getFirst().getAttribute("aria-label"));
  }

  @Test
  void showsTheFiguresInOrder() throws Exception {
    RecordingReport recording =
        new RecordingReport(
            "One",
            "",
            16_000,
            List.of(take("Before", 1, 900)),
            List.of(new Figure("Noise, before", "-34.1 dBFS"), new Figure("Noise, after", "0")));
    DemoReport.write(html, "Demo", List.of(new Figure("Java", "25")), List.of(recording));
    assertEquals(2, elements("dl").size());
    assertEquals(List.of("Java", "Noise, before", "Noise, after"), texts("dt"));
    assertEquals(List.of("25", "-34.1 dBFS", "0"), texts("dd"));
  }

  @Test
  void leavesOutWhatIsNotThere() throws Exception {
    DemoReport.write(
        html,
        "Demo",
        List.of(),
        List.of(new RecordingReport("One", "", 16_000, List.of(take("Before", 1, 9)), List.of())));
    assertTrue(elements("dl").isEmpty());
    assertTrue(elements("nav").isEmpty());
    assertTrue(elements("span", "swatch").isEmpty());
  }

  @Test
  void contentsLeadToTheRecordings() throws Exception {
    write(recording("One", take("Before", 1, 9)), recording("Two", take("Before", 2, 9)));
    List<Element> links = elements("a");
    List<Element> sections = elements("section");
    assertEquals(List.of("One", "Two"), texts("a"));
    for (int i = 0; i < 2; i++) {
      assertEquals("#" + sections.get(i).getAttribute("id"), links.get(i).getAttribute("href"));
    }
  }

  @Test
  void isTheSameInEveryLocale() throws Exception {
    RecordingReport recording = recording("One", take("Before", 1, 4_000));
    write(recording);
    byte[] here = Files.readAllBytes(html);
    Locale before = Locale.getDefault();
    try {
      for (String tag : List.of("de-DE", "ar-EG-u-nu-arab", "tr-TR")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        write(recording);
        assertArrayEquals(here, Files.readAllBytes(html), tag);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void leavesNothingButThePage() throws Exception {
    Files.writeString(html, "an older page");
    write(recording("One", take("Before", 1, 900)));
    assertEquals(Set.of("index.html"), namesIn(folder));
    assertTrue(Files.readString(html).endsWith("</html>\n"));
  }

  @Test
  void thePageMayBeReadByWhoMayReadOtherFiles() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path ordinary = Files.writeString(sounds.resolve("ordinary"), "");
    write(recording("One", take("Before", 1, 9)));
    assertEquals(Files.getPosixFilePermissions(ordinary), Files.getPosixFilePermissions(html));
  }

  @Test
  void aMissingSoundLeavesNothing() throws Exception {
    Take missing = new Take("After", sounds.resolve("missing.wav"), new float[9]);
    assertThrows(
        NoSuchFileException.class, () -> write(recording("One", take("Before", 1, 9), missing)));
    assertEquals(Set.of(), namesIn(folder));
  }

  @Test
  void aFailureKeepsTheOlderPage() throws Exception {
    Files.writeString(html, "an older page");
    Take missing = new Take("After", sounds.resolve("missing.wav"), new float[9]);
    assertThrows(NoSuchFileException.class, () -> write(recording("One", missing)));
    assertEquals(Set.of("index.html"), namesIn(folder));
    assertEquals("an older page", Files.readString(html));
  }

  @Test
  void aPageThatCannotBePutIntoPlaceLeavesNothing() throws Exception {
    Files.createDirectories(html.resolve("a-folder-is-in-the-way"));
    RecordingReport recording = recording("One", take("Before", 1, 9));
    assertThrows(FileSystemException.class, () -> write(recording));
    assertEquals(Set.of("index.html"), namesIn(folder));
  }

  @Test
  void rejectsAPageWithoutRecordings() throws Exception {
    var e = assertThrows(IllegalArgumentException.class, this::write);
    assertEquals("recordings is empty, allowed: 1 recording or more", e.getMessage());
    assertEquals(Set.of(), namesIn(folder));
  }

  private void write(RecordingReport... recordings) throws IOException {
    DemoReport.write(html, "Demo", List.of(), List.of(recordings));
  }

  private static RecordingReport recording(String title, Take... takes) {
    return new RecordingReport(title, "A description.", 16_000, List.of(takes), List.of());
  }

  /** Noise, and a file of other noise: the page shows the one and plays the other. */
  private Take take(String label, int seed, int samples) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = new byte[100 + seed];
    random.nextBytes(bytes);
    float[] sound = new float[samples];
    for (int i = 0; i < samples; i++) {
      sound[i] = 0.1f * random.nextFloat(-1f, 1f);
    }
    return new Take(label, Files.write(sounds.resolve(seed + ".wav"), bytes), sound);
  }

  private static byte[] decode(String uri, String prefix) {
    assertTrue(uri.startsWith(prefix), uri);
    return Base64.getDecoder().decode(uri.substring(prefix.length()));
  }

  private List<String> texts(String tag) throws Exception {
    return elements(tag).stream().map(Element::getTextContent).toList();
  }

  private List<Element> elements(String tag, String cssClass) throws Exception {
    return elements(tag).stream().filter(e -> e.getAttribute("class").equals(cssClass)).toList();
  }

  private List<Element> elements(String tag) throws Exception {
    Document page = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(html.toFile());
    return list(page.getElementsByTagName(tag));
  }

  private static List<Element> list(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static Set<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Set.copyOf(files.map(f -> f.getFileName().toString()).toList());
    }
  }
}
