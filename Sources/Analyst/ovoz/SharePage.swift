// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Mustache
import QRCodes
import SecretSharing
import TestimonyModel
import Vault

/// A share as one A4 page to print; it loads nothing.
struct SharePage {
  let campaign: Campaign
  let custodian: String
  let set: CustodySet
  let paper: PaperShare

  func html() throws -> String {
    let template = try MustacheTemplate(
      string: String(decoding: PackageResources.share_mustache, as: UTF8.self))
    let style = String(decoding: PackageResources.share_css, as: UTF8.self)
    let square = try QRCode(paper.lines.flatMap(\.groups).joined())
    let context: [String: Any] = [
      "style": style, "styleHash": Data(Digest.sha256(Array(style.utf8))).base64EncodedString(),
      "campaign": campaign.name, "custodian": custodian, "number": "\(paper.index)",
      "threshold": "\(paper.threshold)", "count": "\(paper.count)",
      "set": Hex.groups(paper.setStart), "side": square.sideWithMargin, "path": square.path,
      "lines": paper.lines.map {
        ["number": "\($0.number)", "groups": $0.groups] as [String: Any]
      },
    ]
    return template.render(context)
  }
}
