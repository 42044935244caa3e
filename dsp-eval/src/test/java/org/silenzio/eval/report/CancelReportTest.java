package org.silenzio.eval.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads the page back with an XML parser, which the template is written to please. */
class CancelReportTest {

  private static final int RATE = 16_000;
  private static final int MOMENTS = 40;
  private static final String HOSTILE = "</title><script>alert(\"1\")</script> & 'two' {{x}}";

  @TempDir Path folder;
  private Path html;

  @BeforeEach
  void nameThePage() {
    html = folder.resolve("page.html");
  }

  /** 4 s: the far end talks from the second to the third, an echo of which a hundredth is left. */
  private static CancelReport report(String title, CancelTrack track) {
    Random random = new Random(1);
    float[] farEnd = new float[4 * RATE];
    float[] microphone = new float[farEnd.length];
    float[] output = new float[farEnd.length];
    for (int n = 0; n < farEnd.length; n++) {
      farEnd[n] = n / RATE == 1 || n / RATE == 2 ? 0.1f * (float) random.nextGaussian() : 0f;
      microphone[n] = 0.5f * farEnd[n];
      output[n] = 0.01f * microphone[n];
    }
    List<Figure> figures = List.of(new Figure(title, title));
    return new CancelReport(title, figures, figures, RATE, microphone, farEnd, output, track);
  }

  private static double[] all(double value) {
    double[] curve = new double[MOMENTS];
    Arrays.fill(curve, value);
    return curve;
  }

  private static double[] from(int moment, double value) {
    double[] curve = all(Double.NaN);
    Arrays.fill(curve, moment, MOMENTS, value);
    return curve;
  }

  private static CancelTrack track() {
    return new CancelTrack(from(10, 30), from(10, 15), from(20, 50), from(20, -50));
  }

  private List<Element> elements(String tag, String cssClass) throws Exception {
    return elements(tag).stream().filter(e -> e.getAttribute("class").equals(cssClass)).toList();
  }

  private List<Element> elements(String tag) throws Exception {
    NodeList nodes =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(html.toFile())
            .getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void curvesRunOverTimeToTheirValues() throws Exception {
    report("Call", track()).write(html);
    List<String> paths =
        elements("path").stream().map(e -> e.getAttribute("class") + e.getAttribute("d")).toList();
    assertEquals(5, paths.size());
    // the measured fall of 40 dB is the highest of its plot, 1,000 units down to 0
    assertTrue(paths.get(0).startsWith("curve c0 d0M10.5 250h0L11.5 250"), paths.get(0));
    assertTrue(paths.get(1).startsWith("curve c1 d0M10.5 625h0"), paths.get(1));
    assertTrue(paths.get(2).startsWith("curve c2 d0M"), paths.get(2));
    assertTrue(paths.get(2).contains("L15.5 0L"), paths.get(2));
    assertTrue(paths.get(0).endsWith("L39.5 250"), paths.get(0));
    // a delay of 50 ms on an axis to 50, a drift of −50 ppm on one from −50 to 10
    assertTrue(paths.get(3).startsWith("curve c0 d0M20.5 0h0L21.5 0"), paths.get(3));
    assertTrue(paths.get(4).startsWith("curve c0 d0M20.5 1000h0"), paths.get(4));
  }

  @Test
  void theFarEndsTalkIsShadedBehindEveryPlot() throws Exception {
    report("Call", track()).write(html);
    List<Element> bands = elements("rect", "band");
    assertEquals(3, bands.size());
    for (Element band : bands) {
      // from 50 ms before to 200 ms after it
      assertEquals("23.75%", band.getAttribute("x"));
      assertEquals("56.25%", band.getAttribute("width"));
    }
  }

  @Test
  void whatWasNotFoundIsSaidInWords() throws Exception {
    double[] nothing = all(Double.NaN);
    report("Call", new CancelTrack(from(10, 30), from(10, 15), nothing, nothing)).write(html);
    assertEquals(3, elements("path").size());
    String page = Files.readString(html);
    assertEquals(3, page.split("The delay was not found", -1).length);
    float[] silence = new float[RATE / 2];
    double[] none = new double[5];
    Arrays.fill(none, Double.NaN);
    new CancelReport(
            "Silence",
            List.of(),
            List.of(),
            RATE,
            silence,
            silence,
            silence,
            new CancelTrack(none, none, none, none))
        .write(html);
    assertTrue(elements("path").isEmpty() && elements("rect", "band").isEmpty());
    assertTrue(Files.readString(html).contains("The far end never played"));
  }

  @Test
  void eachSoundIsSeenAndHeardAndTheOutputHasAGainMap() throws Exception {
    report("Call", track()).write(html);
    assertEquals(
        List.of("microphone", "far-end", "output"),
        elements("audio").stream().map(e -> e.getAttribute("id")).toList());
    for (Element audio : elements("audio")) {
      assertTrue(audio.getAttribute("src").startsWith("data:audio/"));
    }
    // three spectrograms, a gain map, two scales
    assertEquals(6, elements("image").size());
    assertEquals(1, elements("svg", "plot two").size());
  }

  @Test
  void asksNothingOfTheNetworkOrOtherFiles() throws Exception {
    report("Call", track()).write(html);
    String page = Files.readString(html);
    assertFalse(page.contains("http://") || page.contains("https://"));
    assertFalse(page.contains("@import") || page.contains("url("));
    assertTrue(elements("script").isEmpty());
    for (Element element : elements("*")) {
      for (String name : List.of("src", "href", "srcset", "data", "action", "poster")) {
        String value = element.getAttribute(name);
        assertTrue(value.isEmpty() || value.startsWith("data:"), value);
      }
    }
    assertTrue(page.contains("content=\"default-src 'none'; img-src data:; media-src data:;"));
  }

  @Test
  void takesTextsAsText() throws Exception {
    report(HOSTILE, track()).write(html);
    assertTrue(elements("script").isEmpty());
    for (String tag : List.of("title", "h1", "dt", "dd")) {
      assertEquals(HOSTILE, elements(tag).getFirst().getTextContent(), tag);
    }
  }

  @Test
  void isTheSameInEveryLocale() throws IOException {
    report("Call", track()).write(html);
    byte[] here = Files.readAllBytes(html);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      report("Call", track()).write(html);
      assertArrayEquals(here, Files.readAllBytes(html));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void refusesSoundsAndCurvesThatDoNotFit() {
    double[] curve = all(1);
    assertEquals(
        "delayMs has 3 moments, allowed: 40, as all have",
        assertThrows(
                IllegalArgumentException.class,
                () -> new CancelTrack(curve, curve, new double[3], curve))
            .getMessage());
    CancelTrack track = track();
    float[] sound = new float[9];
    assertEquals(
        "output has 8 samples, allowed: 9, as the microphone",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new CancelReport(
                        "", List.of(), List.of(), RATE, sound, sound, new float[8], track))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new CancelReport("", List.of(), List.of(), RATE, new float[0], sound, sound, track));
  }
}
