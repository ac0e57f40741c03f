// SPDX-License-Identifier: Apache-2.0

/// Why a bundle is refused; each way of going wrong has its own name, and none says anything of a testimony.
public enum BundleError: Error, Equatable, Sendable {
  /// The file does not start as a bundle does.
  case notABundle
  /// A format version that this program does not know.
  case unknownVersion
  /// The bundle belongs to another campaign.
  case otherCampaign
  /// The bundle names another intake's key than the one that is trusted.
  case otherIntake
  /// The file ends before the bundle does.
  case truncated
  /// The file goes on after the bundle's end.
  case trailingBytes
  /// An entry stands before one that it belongs after; entries are counted from 1.
  case reordered(entry: Int)
  /// A record id stands twice.
  case duplicate(entry: Int)
  /// An entry's bytes, or the entries before it, were changed.
  case changed(entry: Int)
  /// An entry is not a sealed testimony of this campaign.
  case badRecord(entry: Int)
  /// An entry belongs to a period that the campaign does not have.
  case unknownPeriod(entry: Int)
  /// The counts at the end are not those of the entries.
  case wrongCount
  /// The intake's signature does not fit.
  case badSignature
  /// The file could not be read or written.
  case inputOutput
}
