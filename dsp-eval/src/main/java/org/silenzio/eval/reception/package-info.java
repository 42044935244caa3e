/**
 * What a listener hears of speech that was encoded, sent through a simulated network and received:
 * {@link org.silenzio.eval.reception.Receiver} names the ways of receiving, {@link
 * org.silenzio.eval.reception.Reception} lets one of them run in simulated time, {@link
 * org.silenzio.eval.reception.ReceptionEvaluation} gives the figures.
 */
package org.silenzio.eval.reception;
