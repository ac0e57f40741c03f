// SPDX-License-Identifier: Apache-2.0

import SealedCopy
import Vault

extension Failure {
  init(_ error: SealedCopyError) {
    switch error {
    case .notACopy:
      self.init(
        "this is no copy of an intake", hint: "`ovoz-intake backup` writes one", code: 30)
    case .unknownVersion:
      self.init("this copy was written by a newer version", hint: "use a newer ovoz", code: 30)
    case .cardUnreadable:
      self.init(
        "this is no operator's card, or of a newer version", hint: "`ovoz operator new` writes one",
        code: 64)
    case .restoreKeysUnreadable:
      self.init(
        "this file holds no restore keys, or is of a newer version",
        hint: "`ovoz operator unlock` writes it", code: 64)
    case .noKey, .damaged:
      self.init(
        "this copy was changed, or ends too early", hint: "take another copy", code: 30)
    case .cannotRead:
      self.init("the copy could not be read", hint: "is it there, and yours?", code: 64)
    case .cannotWrite:
      self.init("the copy could not be written", hint: "is there room on the disk?")
    }
  }

  /// What is said of a vault's copy, and of where it is restored to.
  init(copied error: VaultError) {
    switch error {
    case .backupDamaged:
      self.init(
        "this is no copy of a vault, or it was changed, or it ends too early",
        hint: "take another copy", code: 30)
    case .backupUnreadable:
      self.init(
        "the copy could not be read to its end",
        hint:
          "does its stick or disk fail? try again, or take another copy")
    case .copyOfAnotherOperator:
      self.init(
        "this copy is sealed to another operator's key", hint: "give that key's file with --key",
        code: 12)
    case .folderNotEmpty:
      self.init(
        "there is something in that folder", hint: "name a folder that does not exist yet", code: 64
      )
    default: self = .unnamed
    }
  }
}
