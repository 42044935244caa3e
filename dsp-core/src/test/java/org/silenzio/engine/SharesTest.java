package org.silenzio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.silenzio.testing.KernelIndependent;

/** What a standby is handed beside a frame's samples is what the serving cleaner was told. */
@KernelIndependent
class SharesTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFrameCarriesThem(boolean clipped) {
    Ramp echo = new Ramp(0.25f, 10);
    echo.aim(1f);
    echo.advance();
    Ramp noise = new Ramp(0.5f, 10);
    Shares told = new Shares();
    told.set(echo, noise, clipped);
    float[] samples = new float[160];
    told.store(samples);
    Shares heard = new Shares();
    heard.load(samples);
    assertEquals(echo.from(), heard.echoFrom);
    assertEquals(echo.to(), heard.echoTo);
    assertEquals(0.5f, heard.noiseFrom);
    assertEquals(0.5f, heard.noiseTo);
    assertEquals(clipped, heard.clipped);
  }
}
