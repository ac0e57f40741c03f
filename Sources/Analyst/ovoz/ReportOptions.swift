// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Release
import ThematicCoding

/// What preview and release share.
struct ReportOptions: ParsableArguments {
  @Option(help: "The summary's title, as printed on each page.") var title: String
  @Option(help: "Who collected the testimonies, as printed on each page.") var collector: String
  @Option(
    help: "One table of two facts, such as gender,where; the release policy has to list it.")
  var twoWay: String?
  @Option(
    help: "publish-once, cumulative or noisy; fixed by the first release. Default: publish-once.",
    transform: Scope.named)
  var mode: ScopeMode?
  @Option(help: "With noise: about how many people answered, as has been said in public already.")
  var publicTotal: Int?
  @OptionGroup var config: ConfigOption
  @OptionGroup var today: TodayOption

  func crossing() throws -> TwoWayVariables? {
    guard let twoWay else { return nil }
    let names = twoWay.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard names.count == 2, !names.contains("") else {
      throw Failure(
        "--two-way names two facts", hint: "write it as --two-way gender,where", code: 64)
    }
    return TwoWayVariables(rows: names[0], columns: names[1])
  }

  func renderer(_ codebook: Codebook) throws -> SummaryRenderer {
    let messages = try MessageCatalogue(
      parsing: config.text("report.yaml"), file: config.path("report.yaml"))
    return try SummaryRenderer(messages: messages, codebook: codebook)
  }

  func policy() throws -> ReleasePolicy { try config.releasePolicy() }
}
