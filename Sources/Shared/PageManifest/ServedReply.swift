// SPDX-License-Identifier: Apache-2.0

/// One reply of a server to one address, as somebody got it.
public struct ServedReply: Equatable, Sendable {
  /// The HTTP status.
  public let status: Int
  /// The header fields, names in lower case, sorted; what a connection adds for itself is left out.
  public let fields: [Field]
  /// The body, uncompressed.
  public let body: [UInt8]

  /// A header field.
  public struct Field: Hashable, Comparable, Sendable {
    /// The name in lower case.
    public let name: String
    /// The value.
    public let value: String

    /// Takes a field as it came.
    public init(_ name: String, _ value: String) {
      (self.name, self.value) = (name.lowercased(), value)
    }

    /// The order of names, then of values.
    public static func < (one: Field, other: Field) -> Bool {
      (one.name, one.value) < (other.name, other.value)
    }
  }

  /// Takes a reply as it came.
  public init(status: Int, fields: [Field], body: [UInt8]) {
    self.status = status
    self.fields = fields.filter { !Self.ofTheConnection.contains($0.name) }.sorted()
    self.body = body
  }

  /// Depend on how a browser asks and not on what it is told: whether compressed, and for how long the line stays open.
  private static let ofTheConnection: Set = [
    "connection", "content-encoding", "content-length", "date", "keep-alive", "transfer-encoding",
    "vary",
  ]
}
