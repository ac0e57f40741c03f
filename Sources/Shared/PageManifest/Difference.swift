// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives

/// One way in which what was served is not what the manifest says.
public enum Difference: Equatable, Sendable {
  /// Another HTTP status.
  case status(wanted: Int, got: Int)
  /// A header field is missing or has another value.
  case header(String)
  /// A header field that the intake does not send.
  case extraHeader(String)
  /// The body is longer than it should be, by so many bytes.
  case extraBytes(Int)
  /// The body is shorter than it should be, by so many bytes.
  case missingBytes(Int)
  /// Something else than digits stands where a fresh id belongs.
  case hole
  /// The body has the right length and is another.
  case body
}

extension PageEntry {
  /// How a reply differs from this entry; empty where it does not.
  public func differences(from reply: ServedReply) -> [Difference] {
    var found: [Difference] = []
    if reply.status != status { found.append(.status(wanted: status, got: reply.status)) }
    found += headerDifferences(from: reply)
    let surplus = reply.body.count - length
    if surplus > 0 { return found + [.extraBytes(surplus)] }
    if surplus < 0 { return found + [.missingBytes(-surplus)] }
    guard Holes.haveDigitsOnly(holes, in: reply.body) else { return found + [.hole] }
    let same = Digest.sha256(Holes.fill(holes, in: reply.body)) == digest
    return same ? found : found + [.body]
  }

  private func headerDifferences(from reply: ServedReply) -> [Difference] {
    let wanted = Dictionary(grouping: fields, by: \.name)
    let got = Dictionary(grouping: reply.fields, by: \.name)
    return wanted.keys.filter { wanted[$0] != got[$0] }.sorted().map(Difference.header)
      + got.keys.filter { wanted[$0] == nil }.sorted().map(Difference.extraHeader)
  }
}
