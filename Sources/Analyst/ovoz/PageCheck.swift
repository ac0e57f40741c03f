// SPDX-License-Identifier: Apache-2.0

import Foundation
import PageManifest
import TestimonyModel

/// Something that is served and should not be, in words.
struct PageFault: Encodable {
  static let otherCampaign = "this is not the campaign that you trust"
  let address: String
  let what: String
}

/// Fetches every page of a manifest and compares.
struct PageCheck {
  let address: URL
  let manifest: Manifest
  let campaign: Campaign
  let curl: Curl

  func run() throws -> [PageFault] {
    var faults: [PageFault] = []
    for entry in manifest.pages {
      let reply = try curl.get(url(of: entry.address))
      faults += entry.differences(from: reply).map {
        PageFault(address: entry.address, what: Self.words($0))
      }
    }
    return try campaignFaults() + faults
  }

  /// The strongest part: no key of the intake's machine can make another campaign look like this one.
  private func campaignFaults() throws -> [PageFault] {
    let path = "/campaign.json"
    let reply = try curl.get(url(of: path))
    let served = try? Campaign(fileBytes: reply.body)
    guard served?.fingerprint != campaign.fingerprint else { return [] }
    return [PageFault(address: path, what: PageFault.otherCampaign)]
  }

  private func url(of path: String) throws -> URL {
    guard let url = URL(string: path, relativeTo: address) else {
      throw Failure("the manifest names no address", hint: "ask the operator for another", code: 30)
    }
    return url.absoluteURL
  }

  private static func words(_ difference: Difference) -> String {
    switch difference {
    case .status(let wanted, let got): "status \(got) instead of \(wanted)"
    case .header(let name): "header \(name) is missing or different"
    case .extraHeader(let name): "header \(VisibleText.of(name)) does not belong there"
    case .extraBytes(let count): "\(count) bytes too many"
    case .missingBytes(let count): "\(count) bytes too few"
    case .hole: "something else than a fresh id stands in its place"
    case .body: "the page is another"
    }
  }
}
