/**
 * The engine beside {@code javax.sound.sampled}: streams that play processed, devices whose sound
 * comes and goes in frames. Needs the module {@code java.desktop}, which nothing else here does: an
 * application on the module path requires it itself.
 */
package org.silenzio.javasound;
