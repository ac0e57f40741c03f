// SPDX-License-Identifier: Apache-2.0

/// Why a testimony was not sealed, or why bytes are not a sealed testimony of this campaign.
public enum SealingError: Error, Equatable, Sendable {
  /// Fewer bytes than a header has.
  case tooShort
  /// The first four bytes are not "OVOZ".
  case badMagic
  /// A format version that this program does not know.
  case unknownVersion
  /// A suite that this program does not know.
  case unknownSuite
  /// Sealed for another campaign.
  case otherCampaign
  /// The record id is the campaign's own, under which a vault keeps what is decided for all of it.
  case reservedRecord
  /// Sealed with another version of the form.
  case otherForm
  /// Neither the browser nor the server is named as the one who sealed.
  case badSealer
  /// The number of fields is not the form's.
  case badFieldCount
  /// The whole length is not the form's.
  case badLength
  /// The padding of a field is not what the format wants.
  case badPadding
  /// An answer, the consent or a fact breaks a rule of the form.
  case badContent
  /// The public key was refused, or libcrypto failed.
  case cannotSeal
}
