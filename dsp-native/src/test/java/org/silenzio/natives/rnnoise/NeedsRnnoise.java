package org.silenzio.natives.rnnoise;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.silenzio.natives.NativeLibraries;
import org.silenzio.natives.NativeLibrary;

/** Skips a test class, saying why, where the C library is neither bundled nor installed. */
final class NeedsRnnoise implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> problem = NativeLibraries.status(NativeLibrary.RNNOISE).problem();
    return problem
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("rnnoise is loaded"));
  }
}
