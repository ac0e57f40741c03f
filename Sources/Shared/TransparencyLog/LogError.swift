// SPDX-License-Identifier: Apache-2.0

/// Why a log is refused; each way of going wrong has its own name.
public enum LogError: Error, Equatable, Sendable {
  /// A line is not what the format asks for there; lines are counted from 1.
  case malformed(line: Int)
  /// The log belongs to another campaign.
  case otherCampaign
  /// No signature is by the intake's key that is trusted.
  case otherIntake
  /// A signature names the trusted key and does not fit.
  case badSignature
  /// There are more or fewer leaves than the checkpoint says.
  case wrongSize
  /// The leaves do not make the root that the checkpoint says.
  case wrongRoot
  /// The log is shorter, or of an earlier period, than one that was seen before.
  case rolledBack
  /// The log does not begin with the leaves of one that was seen before.
  case forked
  /// The intake's key could not sign.
  case cannotSign
}
