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
