// SPDX-License-Identifier: Apache-2.0

/// How far people got with a testimony's redaction.
public enum ReviewStanding: String, CaseIterable, Sendable, Codable {
  /// There is something that somebody should look at, or nobody knows yet.
  case waiting = "not reviewed"
  /// The program found nothing to look at, and no person has read it.
  case passedOver = "nothing doubtful, not read"
  /// A person looked at every doubtful mark.
  case reviewed
}
