// SPDX-License-Identifier: Apache-2.0

/// Every label that keeps one use of a key apart from another; the list is closed.
///
/// A label stands first in what is hashed, signed or bound, so that bytes made for one purpose
/// can never serve another. Labels are part of the formats and are never changed.
public enum DomainLabel: String, CaseIterable, Sendable {
  /// HPKE info of a sealed testimony (SealedTestimonyFormat §5).
  case testimony = "ovoz sealed testimony v1"
  /// Key and associated data of one field (SealedTestimonyFormat §5).
  case field = "ovoz field v1"
  /// What names a sealed testimony in the store (SealedTestimonyFormat §7).
  case commitment = "ovoz commitment v1"
  /// A campaign's fingerprint (SealedTestimonyFormat §1.2).
  case campaign = "ovoz campaign v1"
  /// A locked key file (KeyFileFormat).
  case keyFile = "ovoz key file v1"
  /// The intake's second layer over a stored field (IntakeStore).
  case layer = "ovoz store layer v1"
  /// The ephemeral key with which the server seals a plain form (IntakeServer).
  case plainForm = "ovoz plain form v1"
  /// First link of a bundle's digest chain (BundleFormat).
  case bundle = "ovoz bundle v1"
  /// What the intake signs at a bundle's end (BundleFormat).
  case bundleSignature = "ovoz bundle signature v1"
  /// The key under which the vault seals decisions (Vault).
  case decisions = "ovoz vault decisions v1"
  /// The chain of the vault's access log (Vault).
  case accessLog = "ovoz access log v1"
  /// The secret of a campaign's seeded rounding (Release).
  case rounding = "ovoz rounding v1"

  /// The label's ASCII bytes.
  public var bytes: [UInt8] { Array(rawValue.utf8) }
}
