// SPDX-License-Identifier: Apache-2.0

import Vault

extension Failure {
  /// What is said of a file from a colleague.
  init(handed error: VaultError) {
    switch error {
    case .readerCardUnreadable:
      self.init(
        "this is no reader's card", hint: "`ovoz reader new` writes NAME.reader.json", code: 64)
    case .grantUnreadable:
      self.init(
        "this field does not open: it is sealed to another reader, or was changed",
        hint: "ask for it again, with your card", code: 30)
    case .notACodingFile:
      self.init(
        "this is not a file of another coder, or of a newer version",
        hint: "she writes one with `ovoz coding export`", code: 30)
    case .codingOfAnotherCampaign:
      self.init(
        "this file is about another campaign", hint: "name the campaign with --campaign", code: 30)
    case .codingDamaged:
      self.init(
        "this file does not open: sealed by another key, or changed",
        hint: "have it copied again; nothing was taken in", code: 30)
    case .notASealedExport:
      self.init(
        "this is not a sealed export, or of a newer version",
        hint: "`ovoz export passages` writes one", code: 30)
    default: self = .unnamed
    }
  }
}
