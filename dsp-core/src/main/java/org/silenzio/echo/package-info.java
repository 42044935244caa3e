/**
 * Echo cancellation: a Kalman filter per frequency over the far end's last spectra, a suppressor of
 * what it leaves, comfort noise.
 */
package org.silenzio.echo;
