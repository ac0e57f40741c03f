// SPDX-License-Identifier: Apache-2.0

public import CryptoPrimitives

/// One custodian's point on the polynomial; prints as "SharePoint".
///
/// A reference, since an array cannot hold what is not copyable: there is one copy of the value, and it is
/// wiped with the last holder.
public final class SharePoint: Sendable, CustomStringConvertible, CustomReflectable {
  /// Where the point is, from 1.
  public let index: UInt8
  /// As many bytes as the secret has.
  public let value: SecretBytes

  /// Takes a point that a share file or a sheet of paper holds.
  public init(index: UInt8, value: consuming SecretBytes) {
    self.index = index
    self.value = value
  }

  /// Never the value.
  public var description: String { "SharePoint" }
  /// Never the value, not in a debugger's dump either.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
