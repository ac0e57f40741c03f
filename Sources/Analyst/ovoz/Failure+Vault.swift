// SPDX-License-Identifier: Apache-2.0

import ReleaseLedger
import SealedBundle
import TerminalControl
import TestimonyModel
import Vault

extension Failure {
  init(_ error: LedgerError) {
    switch error {
    case .unreadable(let number):
      self.init(
        "the entry after release \(number) in the record of releases cannot be read",
        hint: "the vault was changed: restore it from a backup", code: 30)
    case .brokenChain(let number):
      self.init(
        "release \(number) does not follow from the one before in the record of releases",
        hint: "the vault was changed: restore it from a backup", code: 30)
    case .marksDiffer:
      self.init(
        "people whom the record of releases counts are not marked as counted in the vault",
        hint: "the vault was changed, release nothing from it: restore it from a backup", code: 30)
    case .newerFormat:
      self.init(
        "the record of releases was written by a newer version", hint: "use a newer ovoz", code: 30)
    }
  }

  init(_ error: VaultError) {
    switch error {
    case .cannotOpenVault:
      self.init(
        "the vault cannot be opened",
        hint: "is the folder yours (see --vault), and is there room on the disk?")
    case .newerVault:
      self.init(
        "the vault was made by a newer version",
        hint: "install that version again; an older one cannot read what it wrote", code: 30)
    case .cannotWrite:
      self.init("the vault could not be written", hint: "is there room on the disk?")
    case .unknownCampaign:
      self.init(
        "there is no such campaign in this vault", hint: "run `ovoz campaign list`", code: 10)
    case .campaignExists:
      self.init(
        "a campaign of that name is in the vault",
        hint: "choose another name: keys are never reused")
    case .keyFileExists:
      self.init(
        "a file of that name is there already", hint: "choose another name: nothing is replaced",
        code: 64)
    case .keyMissing:
      self.init(
        "the key's file is missing",
        hint: "restore it from its backup into the vault's folder keys",
        code: 12)
    case .keyFileUnsafe:
      self.init(
        "others can read the key's file",
        hint: "run chmod 0600 on it, and ask who could have copied it",
        code: 12)
    case .keyFileUnreadable:
      self.init(
        "the key's file is another's, or is damaged",
        hint: "restore it from its backup", code: 12)
    case .folderUnsafe:
      self.init(
        "others can read the vault's folder",
        hint: "run chmod 0700 on it, and ask who could have copied it", code: 12)
    case .badThreshold, .notSplit, .needsCustodians, .sharesMissing, .shareTwice, .shareUnreadable,
      .wrongShare, .shareOfAnotherSet, .shareOfAnotherCampaign, .custodyRecordBroken, .buried:
      self.init(custody: error)
    case .readerCardUnreadable:
      self.init(
        "this is no reader's card", hint: "`ovoz reader new` writes NAME.reader.json", code: 64)
    case .grantUnreadable:
      self.init(
        "this field does not open: it is sealed to another reader, or was changed",
        hint: "ask for it again, with your card", code: 30)
    case .unknownQuestion:
      self.init("the form has no such question", hint: "`ovoz read` shows their order", code: 64)
    case .backupDamaged:
      self.init(
        "this is no copy of a vault, or it was changed, or it ends too early",
        hint: "take another copy", code: 30)
    case .copyOfAnotherOperator:
      self.init(
        "this copy is sealed to another operator's key", hint: "give that key's file with --key",
        code: 12)
    case .folderNotEmpty:
      self.init(
        "there is something in that folder", hint: "name a folder that does not exist yet", code: 64
      )
    case .wrongPassphrase:
      self.init(
        "the passphrase does not fit", hint: "try again; mind the keyboard layout", code: 12)
    case .intakeNotTrusted:
      self.init(
        "no intake key is trusted for this campaign yet",
        hint: "ask the operator for `ovoz-intake key`, then run `ovoz campaign trust`", code: 30)
    case .intakeKeyDiffers:
      self.init(
        "another intake key is trusted already", hint: "ask the operator why the key changed",
        code: 30)
    case .alreadyImported:
      self.init("this bundle was imported already", hint: "nothing is to be done", code: 30)
    case .olderBundle:
      self.init(
        "a later bundle was imported before: nothing was changed",
        hint: "if it should be a new one, ask the operator whether the intake was rolled back",
        code: 30)
    case .replayedBundle:
      self.init(
        "a bundle of this number was imported before, and this one is not what it was then",
        hint: "ask the operator whether the intake was restored from a backup", code: 30)
    case .bundleMissing(let wanted):
      self.init(
        "bundle \(wanted) is missing",
        hint: "import it first; the operator can make it again with --again",
        code: 30)
    case .brokenSuccession:
      self.init(
        "this bundle does not follow from the last one",
        hint: "ask the operator for an explanation", code: 30)
    case .unknownRecord:
      self.init("no testimony has that id", hint: "run `ovoz list`", code: 10)
    case .ambiguousRecord:
      self.init("several testimonies begin with that id", hint: "give more of its digits", code: 10)
    case .decisionDamaged:
      self.init(
        "a stored decision does not open", hint: "the vault was changed: restore a backup", code: 30
      )
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
    case .accessLogBroken:
      self.init(
        "the access log was changed", hint: "compare it with a backup of the vault", code: 30)
    case .logMemoryDamaged:
      self.init(
        "what the vault remembers of the log cannot be read",
        hint: "the vault was changed: restore a backup", code: 30)
    case .ledgerDamaged:
      self.init(
        "the record of releases has a gap or does not open",
        hint: "the vault was changed: restore it from a backup", code: 30)
    case .releasedMeanwhile:
      self.init(
        "another release was made meanwhile: this one was not",
        hint: "look at it, and run this again",
        code: 20)
    case .withdrawnMeanwhile:
      self.init(
        "somebody withdrew meanwhile: of this step nothing was kept",
        hint: "run this again: it goes on without her testimony", code: 10)
    case .othersRead:
      self.init(
        "it is buried, but another program reads this vault, and parts may stay on the disk",
        hint: "end that program, then run `ovoz campaign list`: it takes them away")
    case .unknownRelease:
      self.init(
        "there is no release of that number",
        hint: "run `ovoz report ledger`: it names each release's number", code: 10)
    }
  }

  init(_ error: BundleError) {
    let what =
      switch error {
      case .notABundle: "this is not a bundle"
      case .unknownVersion: "this bundle was written by a newer version"
      case .otherCampaign: "this bundle belongs to another campaign"
      case .otherIntake: "this bundle was signed by an intake that is not trusted"
      case .truncated: "the bundle ends too early"
      case .trailingBytes: "something stands after the bundle's end"
      case .reordered(let entry): "entry \(entry) is out of order"
      case .duplicate(let entry): "entry \(entry) stands twice"
      case .changed(let entry): "entry \(entry) was changed"
      case .badRecord(let entry): "entry \(entry) is not a testimony to this form"
      case .unknownPeriod(let entry):
        "entry \(entry) is of a period that the campaign does not have"
      case .wrongCount: "the bundle's counts do not fit"
      case .badSignature: "the intake's signature does not fit"
      case .inputOutput: "the bundle could not be read"
      }
    let hint =
      error == .unknownVersion
      ? "use a newer ovoz"
      : "nothing was imported; copy the file again or ask the operator for another"
    self.init(what, hint: hint, code: 30)
  }

  init(_ error: CampaignError) {
    switch error {
    case .badForm(let fault):
      self.init("the form cannot be used: \(fault)", hint: "mend Config/form.yaml", code: 78)
    case .badDates:
      self.init(
        "the dates are no days, or the campaign ends before it begins",
        hint: "write them as 2026-12-31, the earlier with --opens",
        code: 64)
    default:
      self.init("the campaign file is damaged or of another version", hint: "restore it", code: 30)
    }
  }

  /// The option is what gives a file with this passphrase: a command may take several.
  init(_ error: PassphraseInput.Failure, option: String = "--passphrase-file") {
    switch error {
    case .noTerminal:
      self.init(
        "there is no terminal to ask for the passphrase on", hint: "use \(option)", code: 12)
    case .cannotRead:
      self.init("the passphrase cannot be read", hint: "does the file exist?", code: 12)
    case .readableByOthers:
      self.init("others can read the passphrase file", hint: "run chmod 0600 on it", code: 12)
    case .badLength:
      self.init("the passphrase is empty or too long", hint: "1 to 1,024 bytes", code: 12)
    case .commandFailed:
      self.init(
        "the command that was to give the passphrase failed",
        hint: "run it by itself; for pipes and variables write sh -c '…'", code: 12)
    }
  }
}
