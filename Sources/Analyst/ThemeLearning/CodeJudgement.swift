// SPDX-License-Identifier: Apache-2.0

/// What the model holds of one code for one text.
public struct CodeJudgement: Equatable, Sendable {
  /// The code's id.
  public let code: String
  /// How often such a text has the code, 0 to 1, as far as cues and coded texts tell.
  public let probability: Double
  /// Whether the model would give the text this code.
  public let isProposed: Bool
}
