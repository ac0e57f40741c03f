// SPDX-License-Identifier: Apache-2.0

/// Refuses a rounding secret that could be guessed: whoever has it can undo the rounding.
struct SecretIsLong: ReleaseCheck {
  /// As many bytes as HMAC-SHA256 gives (RFC 2104 §3).
  static let fewestBytes = 32

  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict {
    guard draft.secretLength < Self.fewestBytes else { return .passes }
    return .fails(
      ReleaseRefusal(
        code: .weakSecret, reason: "the rounding secret has fewer than \(Self.fewestBytes) bytes",
        hint: "the vault makes this secret; do not type one by hand"))
  }
}
