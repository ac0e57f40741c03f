// SPDX-License-Identifier: Apache-2.0

import Vault

extension Failure {
  /// What is wrong with one share, named so that its custodian is known, as in `share 2 (firuza, shares/2.json)`.
  init(_ error: VaultError, share: String) {
    switch error {
    case .wrongPassphrase, .keyFileUnreadable:
      self.init(
        "\(share) does not open: its passphrase does not fit, or the file was changed",
        hint: "mind the keyboard layout; else take another copy of the file, or that paper",
        code: 12)
    case .shareUnreadable:
      self.init(
        "\(share) is no share, or is damaged, or of a newer version",
        hint: "which file did `ovoz keys split` write?", code: 12)
    case .keyFileUnsafe:
      self.init(
        "others can read \(share)",
        hint: "run chmod 0600 on it, and ask who could have copied it", code: 12)
    case .wrongShare:
      self.init(
        "\(share) is wrong: it is not what the vault knows of it",
        hint: "take that custodian's paper or another copy", code: 30)
    case .shareOfAnotherSet:
      self.init(
        "\(share) is of another splitting of this key, or the file was changed",
        hint: "`ovoz keys list` names the set that counts", code: 12)
    case .shareOfAnotherCampaign:
      self.init(
        "\(share) is of another campaign, or the file was changed",
        hint: "name that campaign with --campaign", code: 12)
    default: self.init(error)
    }
  }

  /// What custodians are told.
  init(custody error: VaultError) {
    switch error {
    case .badThreshold:
      self.init(
        "at least two of the custodians have to open together, and no more than there are",
        hint: "such as --threshold 2 --custodians 3", code: 64)
    case .notSplit:
      self.init(
        "this campaign's key is not split among custodians", hint: "run `ovoz keys list`", code: 64)
    case .needsCustodians:
      self.init(
        "this campaign opens by its custodians together", hint: "give their files with --share",
        code: 12)
    case .sharesMissing(let wanted):
      self.init(
        "\(wanted) more \(wanted == 1 ? "share is" : "shares are") needed",
        hint: "give each with --share, or type it with --typed", code: 12)
    case .shareTwice(let index):
      self.init("share \(index) was given twice", hint: "ask another custodian", code: 12)
    case .shareUnreadable:
      self.init(
        "this file is no share, or of a newer version",
        hint: "which file did `ovoz keys split` write?",
        code: 12)
    case .wrongShare(let index):
      self.init(
        "share \(index) is wrong: it is not what the vault knows of it",
        hint: "take that custodian's paper or another copy", code: 30)
    case .shareOfAnotherSet(let index):
      self.init(
        "share \(index) is of another splitting of this key",
        hint: "`ovoz keys list` names the set that counts", code: 12)
    case .shareOfAnotherCampaign(let index):
      self.init(
        "share \(index) is of another campaign", hint: "name that campaign with --campaign",
        code: 12)
    case .custodyRecordBroken:
      self.init(
        "the record of joins was changed", hint: "compare it with what the custodians noted",
        code: 30)
    case .buried:
      self.init(
        "this campaign was buried: nothing opens it any more",
        hint: "what was released stays released", code: 10)
    default: self = .unnamed
    }
  }
}
