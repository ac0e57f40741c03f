// SPDX-License-Identifier: Apache-2.0

import Quoting

extension Failure {
  init(_ error: ReviewError) {
    switch error {
    case .approvalMissing:
      self.init(
        "a second person has not approved this quotation",
        hint: "ask a reviewer to run `ovoz quote approve`", code: 22)
    case .samePerson:
      self.init(
        "whoever proposed a quotation cannot approve it",
        hint: "ask another reviewer to run `ovoz quote approve`", code: 22)
    case .unknownReviewer:
      self.init(
        "a key is none of this campaign's reviewers'", hint: "see `ovoz reviewer list`", code: 22)
    case .badSignature:
      self.init(
        "a quotation is not what was signed", hint: "the vault was changed: restore a backup",
        code: 30)
    case .cannotSign:
      self.init("the quotation could not be signed", hint: "try again")
    }
  }

  /// All reasons against a quotation, in one sentence.
  init(_ refusals: [QuotationRefusal]) {
    self.init(
      "this cannot be shown: " + refusals.map(\.reason).joined(separator: "; "),
      hint: refusals.map(\.hint).joined(separator: "; "), code: 20)
  }
}
