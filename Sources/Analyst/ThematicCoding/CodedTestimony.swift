// SPDX-License-Identifier: Apache-2.0

/// A testimony as themes: what release may count, and not one word of it.
///
/// Only ``Coder`` makes one, and it is never decodable: a stored decision is coded again each time,
/// so that nobody can count what was not redacted and decided under this codebook.
public struct CodedTestimony: Sendable {
  /// The testimony's random id, 16 bytes.
  public let id: [UInt8]
  /// Ids of the themes that an analyst confirmed; may be empty.
  public let themes: Set<String>
  /// What the survivor allowed.
  public let permission: Permission
  /// Ticked coarse facts: the fact's id, then its choice's; may be empty.
  public let facts: [String: String]
  /// The hash of the codebook it was coded with.
  public let codebookHash: String

  init(
    id: [UInt8], themes: Set<String>, permission: Permission, facts: [String: String],
    codebookHash: String
  ) {
    self.id = id
    self.themes = themes
    self.permission = permission
    self.facts = facts
    self.codebookHash = codebookHash
  }
}
