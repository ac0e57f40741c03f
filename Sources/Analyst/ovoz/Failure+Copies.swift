// SPDX-License-Identifier: Apache-2.0

import SealedCopy

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
    case .inputOutput:
      self.init("the copy could not be read", hint: "is it there, and yours?", code: 64)
    }
  }
}
