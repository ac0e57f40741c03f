// SPDX-License-Identifier: Apache-2.0

import IntakeStore
import SealedBundle
import SealedCopy

extension Failure {
  /// What is said about a sealed copy's file.
  init(_ error: SealedCopyError) {
    switch error {
    case .notACopy:
      self.init(
        "this is no copy of an intake", hint: "`ovoz-intake backup` writes one; is it the file?")
    case .unknownVersion:
      self.init(
        "this copy was written by a newer version", hint: "install that version, then restore")
    case .noKey:
      self.init(
        "there is no restore key for this copy",
        hint: "run `ovoz operator unlock` on this very file, and give what it wrote with --keys")
    case .damaged:
      self.init(
        "this copy was changed, or ends too early", hint: "nothing was restored; take another copy")
    case .cardUnreadable:
      self.init(
        "this is no operator's card, or of a newer version",
        hint: "`ovoz operator new` writes NAME.operator.json")
    case .restoreKeysUnreadable:
      self.init(
        "this file holds no restore keys, or is of a newer version",
        hint: "`ovoz operator unlock` writes it")
    case .cannotRead:
      self.init(
        "the copy could not be read", hint: "is it there, and yours? else its stick or disk fails")
    case .cannotWrite:
      self.init("the copy's files could not be written", hint: "is there room on the disk?")
    }
  }

  /// What is said about what a vault says that it has.
  init(_ error: ArrivalsError) {
    switch error {
    case .unreadable:
      self.init(
        "this file tells of no arrivals, was changed, or is of a newer version",
        hint: "let the analysts write it again: `ovoz inbox arrivals`")
    case .unknownSigner:
      self.init(
        "the key that signed these arrivals may not pull here",
        hint: "see `pullKeys` in the settings: it has to be there as it was on the lost machine")
    case .badSignature:
      self.init(
        "the signature of these arrivals does not fit",
        hint: "let the analysts write it again: `ovoz inbox arrivals`")
    }
  }

  /// What is said about copying and restoring.
  init(copying error: IntakeStoreError) {
    switch error {
    case .copyExists:
      self.init("there is a file of that name", hint: "choose another: copies are never replaced")
    case .alreadyCopying:
      self.init("another copy is being written", hint: "wait until it is there")
    case .cannotCopy(.records):
      self.init(
        "the copy could not be written, and there is none",
        hint: """
          may the intake's user write there? a copy needs its size twice: on the disk of `state` and where it goes
          """)
    case .cannotCopy(.recordKeys):
      self.init(
        "the record keys could not be copied, and a copy of records opens nothing without them",
        hint: "may the intake's user write there, and is there room? then begin again")
    case .folderNotEmpty:
      self.init(
        "there is something in the state folder",
        hint: "move it away, and keep it: it may hold what the copy lacks")
    case .halfRestored:
      self.init(
        "a restoring of this folder did not come to its end",
        hint: "empty the folder and run `ovoz-intake restore` again")
    case .otherHalf:
      self.init(
        "this copy is of the other half",
        hint: "the records come first, the record keys with --record-keys")
    case .otherCampaign:
      self.init(
        "this copy is of another campaign's intake",
        hint: "put that campaign's file in its place first")
    case .keysExpired:
      self.init(
        "these record keys are too old to be used: whoever withdrew since could come back",
        hint: "take a newer file of record keys, or restore without; then destroy this one")
    case .bundleMissing(let wanted):
      self.init(
        "bundle \(wanted) is missing", hint: "give each one with --bundle, in their order")
    case .bundleForked:
      self.init(
        "this is not the bundle that was made under its number",
        hint: "take the file that the analysts imported")
    default:
      self.init(
        "this log is damaged, or does not go on from the copy's",
        hint: "take the newest one that the analysts have seen")
    }
  }
}
