// SPDX-License-Identifier: Apache-2.0

import SealedBundle
import Vault

extension Failure {
  /// What is said of a bundle that the vault does not take.
  init(bundle error: VaultError) {
    switch error {
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
    default: self = .unnamed
    }
  }

  init(_ error: BundleError) {
    switch error {
    case .inputOutput:
      // Nothing speaks against the bundle itself.
      self.init(
        "the bundle could not be read to its end",
        hint: "nothing was imported; does its stick or disk fail? try again, or copy it again")
    case .unknownVersion: self.init(Self.what(error), hint: "use a newer ovoz", code: 30)
    default:
      self.init(
        Self.what(error),
        hint: "nothing was imported; copy the file again or ask the operator for another",
        code: 30)
    }
  }

  private static func what(_ error: BundleError) -> String {
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
  }
}
