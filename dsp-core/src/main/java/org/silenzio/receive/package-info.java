/** The receiving side: packets from a network become steady frames of sound. */
package org.silenzio.receive;
