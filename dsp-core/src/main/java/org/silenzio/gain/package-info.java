/** What shapes a level or a band: so far the high-pass at the head of the capture. */
package org.silenzio.gain;
