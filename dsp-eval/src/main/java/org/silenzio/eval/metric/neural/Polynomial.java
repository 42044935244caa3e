package org.silenzio.eval.metric.neural;

/** A quadratic mapping a·x² + b·x + c from a network's output to the scale of its listeners. */
record Polynomial(double a, double b, double c) {

  double at(double x) {
    return (a * x + b) * x + c;
  }
}
