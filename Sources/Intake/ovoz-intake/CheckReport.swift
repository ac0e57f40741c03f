// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import TestimonyModel

/// What `ovoz-intake check` found, for people or for programs.
struct CheckReport: Encodable {
  private(set) var ready = true
  /// What is served; nothing where no campaign file can be used.
  private(set) var campaign: Served?
  private(set) var warnings: [String] = []
  private(set) var problems: [String] = []

  /// What people compare of a campaign; all of it stands in its public file.
  struct Served: Encodable {
    let name: String
    let opens: String
    let closes: String
    let fingerprint: String
  }

  mutating func serves(_ campaign: Campaign) {
    self.campaign = Served(
      name: campaign.name, opens: campaign.opens.description,
      closes: campaign.closes.description, fingerprint: Hex.text(campaign.fingerprint))
  }

  /// What may be meant as it is.
  mutating func add(warnings more: [String]) { warnings += more }

  /// What keeps the intake from working, or from being safe; nil where nothing does.
  mutating func add(problems more: [String?]) {
    problems += more.compactMap(\.self)
    ready = problems.isEmpty
  }

  /// Prints it for people.
  func show() {
    if let campaign {
      print("campaign: \(campaign.name), open \(campaign.opens) to \(campaign.closes)")
      print("fingerprint: \(Hex.groups(Hex.bytes(campaign.fingerprint) ?? []))")
    }
    for warning in warnings { print("warning: \(warning)") }
    for problem in problems { print("problem: \(problem)") }
    if ready { print("ready") }
  }
}
