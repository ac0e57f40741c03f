// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// What a page's head lacks of the headers that ``Replies`` gives every page, and what it has beside them.
public struct HeaderComparison: Sendable {
  /// Headers that are missing, doubled, or say something else than this program's.
  public let lacking: [String]
  /// Headers that nothing here gives.
  public let added: [String]

  /// Compares a page's head; a proxy's own name is let pass, its version is not.
  public init(_ head: PageHead) {
    // A page as it is given, not a list of its own: a header that is added there is asked for here.
    let page = Replies.fetched([], script: .exit, gzip: false).headers
    lacking = page.filter { !Self.isGiven($0, in: head) }.map(\.name.rawName)
    let known = Self.ofAnyPage.union(page.map(\.name.canonicalName))
    added = head.names.subtracting(known).filter { name in
      name != "server" || head.values(of: name).contains { $0.contains(where: \.isNumber) }
    }.sorted()
  }

  /// What differs from page to page, or says nothing of visitor or machine.
  private static let ofAnyPage: Set = [
    "connection", "content-encoding", "date", "keep-alive", "onion-location", "padding",
    "transfer-encoding",
  ]

  private static func isGiven(_ field: HTTPField, in head: PageHead) -> Bool {
    let values = head.values(of: field.name.canonicalName)
    switch field.name {
    case .contentType, .contentLength, .vary: return true
    // Each kind of page has a policy of its own.
    case .contentSecurityPolicy: return values.count == 1 && policies.isSuperset(of: values)
    default: return values == [field.value]
    }
  }

  private static let policies = Set(
    PageScript.allCases.flatMap {
      [PageAssets.policy($0), PageAssets.policy($0, audio: true)]
    })
}
