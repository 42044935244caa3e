/**
 * Simulated networks: an {@link org.silenzio.eval.network.Network} read from YAML or JSON delays,
 * loses, reorders and doubles the packets of a call, by {@link
 * org.silenzio.eval.network.NetworkSimulator}. The same network gives the same arrivals, and each
 * part of it has random numbers of its own: another loss leaves the delays as they are.
 */
package org.silenzio.eval.network;
