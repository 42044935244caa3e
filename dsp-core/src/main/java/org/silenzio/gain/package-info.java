/**
 * What shapes a level or a band, and what measures levels: the high-pass filter at the head of the
 * capture, the gain that follows the talker, the limiter, voice activity, the meter.
 */
package org.silenzio.gain;
