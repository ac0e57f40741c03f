// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Release
import ThematicCoding

/// The real policy and catalogue with one codebook, ready to judge and to render.
struct Stage {
  let book: Codebook
  let policy: ReleasePolicy
  let messages: MessageCatalogue

  init(_ book: Codebook? = nil) throws {
    self.book = try book ?? Coded.codebook()
    policy = try ReleasePolicy(
      parsing: Coded.config("release-policy.yaml"), file: "release-policy.yaml")
    messages = try MessageCatalogue(parsing: Coded.config("report.yaml"), file: "report.yaml")
  }

  func renderer() throws -> SummaryRenderer {
    try SummaryRenderer(messages: messages, codebook: book)
  }

  func judge(
    _ coded: [CodedTestimony], campaign: CampaignFacts = facts(),
    secret: [UInt8] = Array(repeating: 7, count: 32)
  ) -> ReleaseDecision {
    Releaser(policy: policy, codebook: book, roundingSecret: secret)
      .judge(coded, campaign: campaign)
  }

  /// The summary of `total` people; a refusal is thrown.
  func summary(
    of total: Int, _ counts: [String: Int], campaign: CampaignFacts = facts()
  ) throws -> Summary {
    try released(judge(try Coded.cohort(of: total, counts, in: book), campaign: campaign))
  }

  func released(_ decision: ReleaseDecision) throws -> Summary {
    switch decision {
    case .released(let summary): return summary
    case .refused(let refusals): throw refusals[0]
    }
  }

  static func facts(
    id: String = String(repeating: "0a", count: 16),
    title: String = "An invented campaign", collector: String = "An invented shelter",
    periods: ClosedRange<String> = "2026-01-05"..."2026-03-29", name: String = "invented-1",
    today: String = "2026-04-10", lastSync: String = "2026-04-08", lastRelease: String? = nil,
    leftOut: Int = 0, rehearsal: Bool = false
  ) -> CampaignFacts {
    CampaignFacts(
      id: id, title: title, collector: collector, periods: periods, languages: Language.allCases,
      releaseName: name, today: today, lastSync: lastSync, lastRelease: lastRelease,
      leftOut: leftOut, rehearsal: rehearsal)
  }
}

extension ReleaseDecision {
  var codes: [ReleaseRefusal.Code] {
    guard case .refused(let refusals) = self else { return [] }
    return refusals.map(\.code)
  }
}

extension Summary {
  func shown(_ theme: String) -> ShownValue? { rows.first { $0.theme == theme }?.shown }
}
