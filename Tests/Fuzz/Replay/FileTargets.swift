// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import Receipt
import Sealing
import TestimonyModel

@testable import SecretSharing

extension FuzzTarget {
  /// A campaign file, from whoever handed it on.
  static let campaign = FuzzTarget(name: "campaign") { bytes in
    (try? Campaign(fileBytes: bytes)) != nil
  } seeds: {
    [try Fixed.shared.get().campaign.fileBytes]
  }

  /// The form in a campaign file whose digests fit: anyone can make those.
  static let campaignForm = FuzzTarget(name: "campaignform") { bytes in
    guard let form = try? JSONDecoder().decode(Form.self, from: Data(bytes)),
      let fixed = try? Fixed.shared.get().campaign,
      let campaign = try? Campaign(
        id: fixed.id, name: "invented", publicKey: fixed.publicKey, answerKey: fixed.answerKey,
        opens: fixed.opens, closes: fixed.closes, epochDays: 7, form: form)
    else { return false }
    let length = SealedTestimony.length(in: campaign.form)
    precondition((1...65_536).contains(length))
    return (try? Campaign(fileBytes: campaign.fileBytes)) == campaign
  } seeds: {
    let encoder = JSONEncoder()
    // The same bytes in each run.
    encoder.outputFormatting = .sortedKeys
    return [Array(try encoder.encode(Fixed.shared.get().campaign.form))]
  }

  /// A form that somebody edited.
  static let formFile = FuzzTarget(name: "formfile") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    return (try? Form(parsing: text, file: "form.yaml")) != nil
  } seeds: {
    [Array(Fixed.yaml.utf8)]
  }

  /// The lines of a share on paper, typed again.
  static let paperShare = FuzzTarget(name: "papershare") { bytes in
    var lines: [PaperLine] = []
    for (number, text) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated()
    {
      let text = String(decoding: text, as: UTF8.self)
      if let line = try? PaperLine(reading: text, number: number + 1) { lines.append(line) }
    }
    guard let share = PaperShare(lines) else { return false }
    precondition(share.lines == lines, "what is read is printed as it was")
    return true
  } seeds: {
    let lines = (1...PaperShare.lineCount).map { number in
      PaperLine([UInt8](repeating: UInt8(number), count: 8), number: number)
    }
    return [Array(lines.map { $0.groups.joined(separator: " ") }.joined(separator: "\n").utf8)]
  }
}
