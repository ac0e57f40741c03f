// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import Languages
import Sealing
import TerminalControl
import TestimonyModel
import ThematicCoding
import Vault

/// One testimony in the list.
struct ListLine: Encodable, Sendable {
  let id: String
  let period: Int
  let lane: String
  let sealedBy: String
  let opens: Bool
  /// The form's.
  let language: String?
  /// What the words are written in, most first, such as `tg-latin`.
  let written: [String]?
  let answered: Int?
  let helped: Bool?
  let permission: String?
  let themes: Int?
  let release: Int?
  /// The number of the group of copies that it is in.
  var group: Int?

  /// The line for people; where some are alike, one more column stands behind, and all are closer.
  func columns(hasCopies: Bool) -> String {
    let columns = [
      id.prefix(8).padded(8), "\(period)".padded(6), lane.padded(7),
      languages.padded(6), (answered.map(String.init) ?? "?").padded(7),
      (permission ?? "?").padded(9), (themes.map(String.init) ?? "-").padded(6),
      (release.map(String.init) ?? "-").padded(7), sealedBy,
    ]
    return Self.row(columns, alike: group.map { "≈\($0)" }, hasCopies: hasCopies)
  }

  static func heading(hasCopies: Bool) -> String {
    let names = [
      "id      ", "period", "lane   ", "lang  ", "answers", "may be   ", "themes", "release",
      "sealed ",
    ]
    return row(names, alike: "alike", hasCopies: hasCopies)
  }

  /// With two spaces between columns 78 wide; with one, there is room for one more in 80.
  ///
  /// On a narrower terminal as many columns as it holds.
  private static func row(_ columns: [String], alike: String?, hasCopies: Bool) -> String {
    let room = TerminalControl.outputIsTerminal ? TerminalControl.columns : 80
    guard room >= 78 else {
      return hasCopies ? narrow(columns, alike, room - 6) : narrow(columns, nil, room)
    }
    guard hasCopies else { return columns.joined(separator: "  ") }
    let line = columns.joined(separator: " ")
    return alike.map { line.padded(72) + $0 } ?? line
  }

  private static func narrow(_ columns: [String], _ alike: String?, _ room: Int) -> String {
    var line = columns[0]
    for column in columns.dropFirst() {
      guard line.count + 1 + column.count <= room else { break }
      line += " " + column
    }
    return alike.map { line + " " + $0 } ?? line
  }

  /// What the words are written in, else the form's language.
  private var languages: String {
    var codes: [Substring] = []
    for name in written ?? [] where !codes.contains(name.prefix(2)) { codes.append(name.prefix(2)) }
    return codes.isEmpty ? language ?? "?" : codes.joined(separator: "+")
  }

  init(
    _ opened: OpenedTestimony, _ decisions: SealedDecisions, _ languages: LanguageIdentifier
  ) throws {
    id = Hex.text(opened.record)
    period = opened.epoch
    lane = opened.lane == .open ? "open" : "invited"
    sealedBy = opened.sealedBy == .browser ? "browser" : "server"
    release = opened.release
    let testimony = try? opened.content.get()
    opens = testimony != nil
    language = testimony?.consent.language.rawValue
    written = testimony.map(languages.written)
    answered = testimony?.answers.count { !$0.isEmpty }
    helped = testimony?.consent.helped
    permission = testimony.map { Workbench.permission(of: $0).spoken }
    themes = try decisions.of(opened.record).map {
      try JSONDecoder().decode(ThemeDecision.self, from: Data($0)).themes.count
    }
  }
}

extension StringProtocol {
  /// The text with spaces behind it, up to a number of letters.
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }
}
