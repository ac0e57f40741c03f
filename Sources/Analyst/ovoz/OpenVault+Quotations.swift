// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Quoting
import TestimonyModel
import Vault

extension OpenVault {
  /// Who may propose and approve quotations, oldest first.
  func reviewers() throws -> [Reviewer] {
    guard let bytes = try decision(.reviewers, for: campaign.id) else { return [] }
    return try JSONDecoder().decode([Reviewer].self, from: Data(bytes))
  }

  func keep(_ reviewers: [Reviewer]) throws {
    try decide(.reviewers, Array(JSONEncoder().encode(reviewers)), for: campaign.id)
  }

  /// The release that quotes each quoted testimony, by record id in hexadecimal.
  func quotedRecords(
    adding approved: [ApprovedQuotation] = [], in release: Int = 0
  ) throws -> [String: Int] {
    var quoted: [String: Int] = [:]
    if let bytes = try decision(.quoted, for: campaign.id) {
      quoted = try JSONDecoder().decode([String: Int].self, from: Data(bytes))
    }
    for one in approved { quoted[one.draft.record] = release }
    return quoted
  }

  /// Withdrawn means gone (G6): forgets the files that quote somebody who has withdrawn since.
  ///
  /// An import needs no passphrase, so the first unlocking after it does this. Tables stay: they hold
  /// figures only.
  func forgetWithdrawnWords() throws {
    let quoted = try quotedRecords()
    guard !quoted.isEmpty else { return }
    let gone = try withdrawn(among: quoted.keys.compactMap { Hex.bytes($0) })
    for release in Set(gone.compactMap { quoted[Hex.text($0)] }) {
      try keepFiles(of: release) { $0.hasSuffix(".csv") || $0.hasSuffix(".json") }
    }
  }

  /// The quotation of one testimony, wherever it is on its way.
  func review(of record: [UInt8]) throws -> QuotationReview? {
    guard let bytes = try decision(.quotation, for: record) else { return nil }
    return try JSONDecoder().decode(QuotationReview.self, from: Data(bytes))
  }

  func keep(_ review: QuotationReview, for record: [UInt8], _ access: Access) throws {
    try decide(.quotation, Array(JSONEncoder().encode(review)), for: record)
    try store.log(access, about: Hex.text(record))
  }
}
