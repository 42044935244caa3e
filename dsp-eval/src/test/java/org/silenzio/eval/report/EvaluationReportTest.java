package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.silenzio.eval.corpus.CorpusItem.Situation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads the pages back with an XML parser, which the template is written to please. */
class EvaluationReportTest {

  private static final int RATE_HZ = 16_000;
  private static final String HOSTILE = "</title><script>alert(\"1\")</script> & 'two' {{x}}";

  @TempDir Path folder;
  private Path html;

  @BeforeEach
  void nameThePage() {
    html = folder.resolve("report.html");
  }

  private static float[] noise(int seed, double seconds) {
    Random random = new Random(seed);
    float[] samples = new float[(int) (seconds * RATE_HZ)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 0.1f * (float) random.nextGaussian();
    }
    return samples;
  }

  private static float[] scaled(float[] samples, float gain) {
    float[] result = samples.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] *= gain;
    }
    return result;
  }

  private static ChainResult chain(String name, float[] output, Map<String, Double> figures) {
    return new ChainResult(
        name, Optional.of(Sound.of(output)), figures, Optional.empty(), Optional.empty());
  }

  private static ChainResult failed(String name) {
    return new ChainResult(
        name, Optional.empty(), Map.of(), Optional.empty(), Optional.of("is silent"));
  }

  private static EvaluatedRecording noisy(String group, String name, ChainResult... chains) {
    return new EvaluatedRecording(
        group,
        name,
        Situation.NOISE,
        RATE_HZ,
        Sound.of(noise(1, 0.3)),
        Optional.empty(),
        Optional.empty(),
        List.of(chains));
  }

  private void write(EvaluatedRecording... recordings) throws IOException {
    EvaluationReport.write(
        html, new EvaluationPage("Title", List.of(), Optional.of("ours"), List.of(recordings)));
  }

  private Document page() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(
            new ByteArrayInputStream(
                Files.readString(html)
                    .replace("<!DOCTYPE html>", "")
                    .getBytes(StandardCharsets.UTF_8)));
  }

  private List<Element> elements(String tag) throws Exception {
    return list(page().getElementsByTagName(tag));
  }

  private List<Element> elements(String tag, String cssClass) throws Exception {
    return elements(tag).stream()
        .filter(element -> element.getAttribute("class").equals(cssClass))
        .toList();
  }

  private static List<Element> list(NodeList nodes) {
    List<Element> list = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      list.add((Element) nodes.item(i));
    }
    return list;
  }

  private static List<String> texts(Element parent, String tag) {
    return list(parent.getElementsByTagName(tag)).stream().map(Element::getTextContent).toList();
  }

  private static Map<String, Double> figures(double mos, double noise, double level) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("OVRL", mos);
    figures.put("pauses dBFS", noise);
    figures.put("LUFS", level);
    return figures;
  }

  @Test
  void theMeansOfEachGroupStandInATableWithTheBestMarked() throws Exception {
    float[] sound = noise(2, 0.3);
    write(
        noisy("a", "1", chain("ours", sound, figures(3, -50, -20)), failed("theirs")),
        noisy(
            "a",
            "2",
            chain("ours", sound, figures(4, -60, -22)),
            chain("theirs", sound, figures(3.504, -70, -30))),
        noisy("b", "3", chain("ours", sound, Map.of("STOI", 0.5))));
    List<Element> tables = elements("table");
    assertEquals(2 + 2 + 3, tables.size(), "means and rankings of two groups, three recordings");
    List<String> head = texts(tables.getFirst(), "th");
    assertEquals(List.of("Chain", "OVRL\u00a0↑", "pauses dBFS\u00a0↓", "LUFS"), head.subList(0, 4));
    assertTrue(head.contains("theirs (1 of 2 scored)"), head.toString());
    // 3.5 and 3.504 read the same, so both are the best; less noise is; a level never is
    assertEquals(
        List.of("3.50 (best)", "−55.0", "−21.0", "3.50 (best)", "−70.0 (best)", "−30.0"),
        texts(tables.getFirst(), "td"));
    String problem = elements("p", "problem").getFirst().getTextContent();
    assertEquals("theirs: is silent", problem);
  }

  @Test
  void theWorstTenOfOursAreListedFirstAndLinkToTheirRecordings() throws Exception {
    float[] sound = noise(2, 0.1);
    List<EvaluatedRecording> recordings = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      double mos = 1 + i * 5 % 13 / 4.0; // all different, in no order
      recordings.add(
          noisy(
              "a",
              "item" + i,
              chain("theirs", sound, Map.of("OVRL", 5 - mos)),
              chain("ours", sound, Map.of("OVRL", mos))));
    }
    write(recordings.toArray(EvaluatedRecording[]::new));
    List<Element> rows =
        elements("tr").stream().filter(row -> row.hasAttribute("data-chain")).toList();
    assertEquals(26, rows.size(), "all are there");
    List<Element> shown = rows.stream().filter(row -> !row.hasAttribute("hidden")).toList();
    List<String> values = new ArrayList<>();
    for (Element row : shown) {
      assertEquals("ours", row.getAttribute("data-chain"));
      values.add(texts(row, "td").get(1));
      Element link = list(row.getElementsByTagName("a")).getFirst();
      String id = link.getAttribute("href").substring(1);
      assertEquals("r" + (Integer.parseInt(link.getTextContent().substring(4)) + 1), id);
      Element play = list(row.getElementsByTagName("button")).getFirst();
      assertEquals(id + "-1", play.getAttribute("data-sound"));
      assertEquals(
          1,
          elements("audio").stream()
              .filter(audio -> audio.getAttribute("id").equals(id + "-1"))
              .count(),
          "and there is something to play");
    }
    assertEquals(
        List.of("1.00", "1.25", "1.50", "1.75", "2.00", "2.25", "2.50", "2.75", "3.00", "3.25"),
        values);
  }

  @Test
  void eachSoundHasASpectrogramAndAPlayerAndEachChainAGainMap() throws Exception {
    float[] capture = noise(1, 1.5);
    write(
        new EvaluatedRecording(
            "calls",
            "one",
            Situation.DOUBLE_TALK,
            RATE_HZ,
            Sound.of(capture),
            Optional.of(Sound.of(noise(3, 1.5))),
            Optional.of(Sound.of(new float[capture.length])),
            List.of(
                chain("unprocessed", capture.clone(), Map.of()),
                chain("theirs", scaled(capture, 0.1f), Map.of()),
                chain("ours", scaled(capture, 0.01f), Map.of()))));
    List<Element> takes = elements("figure", "take");
    assertEquals(
        List.of("Capture", "Far end", "Clean near end", "ours", "unprocessed", "theirs"),
        takes.stream().map(take -> texts(take, "figcaption").getFirst()).toList());
    int[] pictures =
        takes.stream().mapToInt(take -> take.getElementsByTagName("image").getLength()).toArray();
    assertArrayEquals(
        new int[] {1, 1, 1, 2, 0, 2}, pictures, "what is the capture is not repeated");
    for (Element image : list(takes.get(3).getElementsByTagName("image"))) {
      byte[] png = decode(image.getAttribute("href"), "data:image/png;base64,");
      assertTrue(ImageIO.read(new ByteArrayInputStream(png)).getWidth() > 10);
    }
    List<Element> players = elements("audio");
    assertEquals(5, players.size());
    for (Element player : players) {
      assertEquals("none", player.getAttribute("preload"));
      byte[] ogg = decode(player.getAttribute("src"), "data:audio/ogg;base64,");
      assertEquals("OggS", new String(ogg, 0, 4, StandardCharsets.US_ASCII));
    }
    // the near end is silent throughout, so that the curves are the gains: 20 and 40 dB
    List<Element> curves =
        elements("path").stream()
            .filter(path -> path.getAttribute("class").startsWith("curve "))
            .toList();
    assertEquals(3, curves.size());
    assertTrue(curves.get(0).getAttribute("d").startsWith("M0.5 1000h0L1.5 1000L"), "0 dB, below");
    assertTrue(curves.get(2).getAttribute("d").startsWith("M0.5 0h0L1.5 0L"), "40 dB, above");
    assertEquals(3, texts(elements("p", "keys small").getFirst(), "span").size());
    assertTrue(
        texts(elements("figure", "curves").getFirst(), "figcaption").getFirst().startsWith("ERLE"));
  }

  private static byte[] decode(String uri, String prefix) {
    assertTrue(uri.startsWith(prefix), uri.substring(0, Math.min(40, uri.length())));
    return Base64.getDecoder().decode(uri.substring(prefix.length()));
  }

  @Test
  void asksNothingOfTheNetworkAndRunsItsOwnScriptAlone() throws Exception {
    write(noisy("a", "1", chain("ours", noise(2, 0.2), figures(3, -50, -20))));
    String text = Files.readString(html);
    assertFalse(text.contains("http://") || text.contains("https://"));
    assertFalse(text.contains("@import") || text.contains("url("));
    for (Element element : elements("*")) {
      for (String name : List.of("src", "href", "srcset", "data", "action", "poster")) {
        String value = element.getAttribute(name);
        assertTrue(
            value.isEmpty() || value.startsWith("data:") || value.startsWith("#"),
            element.getTagName() + " refers to " + value);
      }
    }
    int from = text.indexOf("<script>") + "<script>".length();
    String script = text.substring(from, text.indexOf("</script>"));
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
    String policy =
        elements("meta").stream()
            .filter(meta -> meta.hasAttribute("http-equiv"))
            .findFirst()
            .orElseThrow()
            .getAttribute("content");
    assertTrue(
        policy.contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'"),
        policy);
    assertTrue(policy.startsWith("default-src 'none';"), policy);
  }

  @Test
  void takesTextsAsText() throws Exception {
    EvaluatedRecording hostile =
        noisy(HOSTILE, HOSTILE, chain(HOSTILE, noise(2, 0.1), Map.of(HOSTILE, 1.0)));
    EvaluationReport.write(
        html,
        new EvaluationPage(
            HOSTILE, List.of(new Figure(HOSTILE, HOSTILE)), Optional.empty(), List.of(hostile)));
    assertEquals(1, elements("script").size());
    assertEquals(HOSTILE, elements("h1").getFirst().getTextContent());
    assertEquals(HOSTILE, elements("dd").getFirst().getTextContent());
    assertEquals(HOSTILE, elements("figcaption").getFirst().getTextContent().strip());
    Element row =
        elements("tr").stream()
            .filter(tr -> tr.hasAttribute("data-chain"))
            .findFirst()
            .orElseThrow();
    assertEquals(HOSTILE, row.getAttribute("data-chain"));
    assertEquals(HOSTILE, elements("span", "name").getFirst().getTextContent());
  }

  @Test
  void theSamePageTwiceHasTheSameBytes() throws Exception {
    EvaluatedRecording one = noisy("a", "1", chain("ours", noise(2, 0.3), figures(3, -50, -20)));
    write(one);
    byte[] first = Files.readAllBytes(html);
    write(one);
    assertArrayEquals(first, Files.readAllBytes(html));
  }

  @Test
  void aCaptureThatCannotBeReadIsToldAndAnOutputThatCannotLeavesTheOldPage() throws Exception {
    Sound broken =
        () -> {
          throw new IOException("x.wav: is truncated");
        };
    write(
        new EvaluatedRecording(
            "a",
            "1",
            Situation.NOISE,
            RATE_HZ,
            broken,
            Optional.empty(),
            Optional.empty(),
            List.of(failed("ours"))));
    assertEquals(
        List.of("ours: is silent", "its sound cannot be shown: x.wav: is truncated"),
        elements("p", "problem").stream().map(Element::getTextContent).toList());
    byte[] before = Files.readAllBytes(html);
    ChainResult unreadable =
        new ChainResult("ours", Optional.of(broken), Map.of(), Optional.empty(), Optional.empty());
    assertEquals(
        "x.wav: is truncated",
        assertThrows(IOException.class, () -> write(noisy("a", "1", unreadable))).getMessage());
    assertArrayEquals(before, Files.readAllBytes(html));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(html), files.toList());
    }
  }

  /** Forty recordings whose sound counts how often it is fetched. */
  private EvaluatedRecording[] fortyCountedBy(AtomicInteger fetched) {
    Sound counting =
        () -> {
          fetched.incrementAndGet();
          return noise(1, 0.1);
        };
    EvaluatedRecording[] recordings = new EvaluatedRecording[40];
    for (int i = 0; i < recordings.length; i++) {
      recordings[i] =
          new EvaluatedRecording(
              "a",
              "item" + i,
              Situation.NOISE,
              RATE_HZ,
              counting,
              Optional.empty(),
              Optional.empty(),
              List.of(failed("ours")));
    }
    return recordings;
  }

  @Test
  void fetchesOnlyAFewAhead() throws Exception {
    AtomicInteger fetched = new AtomicInteger();
    EvaluationView view =
        EvaluationView.of(
            new EvaluationPage(
                "Title", List.of(), Optional.empty(), List.of(fortyCountedBy(fetched))));
    assertEquals(0, fetched.get(), "tables and plots need no sound");
    view.sections().iterator().next();
    assertTrue(fetched.get() < 20, fetched + " fetched for the first");
  }

  @Test
  void fetchesNoSoundTwice() throws Exception {
    // counted apart: what another page fetches ahead may still be on its way
    AtomicInteger fetched = new AtomicInteger();
    write(fortyCountedBy(fetched));
    assertEquals(40, fetched.get());
  }

  @Test
  void thirtyRecordingsByFiveChainsStayBelowThirtyMegabytes() throws Exception {
    // one of the thirty, of white noise, which is the hardest to press
    float[] capture = noise(1, 10);
    ChainResult[] chains = new ChainResult[5];
    for (int c = 0; c < chains.length; c++) {
      chains[c] = chain("chain" + c, noise(10 + c, 10), figures(3, -50, -20));
    }
    write(
        new EvaluatedRecording(
            "a",
            "1",
            Situation.FAR_END,
            RATE_HZ,
            Sound.of(capture),
            Optional.of(Sound.of(noise(2, 10))),
            Optional.empty(),
            List.of(chains)));
    assertTrue(Files.size(html) < 1_000_000, Files.size(html) + " bytes for one recording");
  }

  @Test
  void refusesAPageOfNothing() {
    assertEquals(
        "recordings is empty, allowed: 1 recording or more",
        assertThrows(IllegalArgumentException.class, this::write).getMessage());
    assertThrows(IllegalArgumentException.class, () -> noisy("a", "1"));
  }
}
