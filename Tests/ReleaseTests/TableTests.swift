// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Foundation
import Testing
import ThematicCoding

@testable import Release

struct TableTests {
  let stage: Stage
  let renderer: SummaryRenderer

  init() throws {
    stage = try Stage()
    renderer = try stage.renderer()
  }

  @Test func `a value stands only where it is rounded`() throws {
    let csv = renderer.csv(try stage.summary(of: 150, ["blamed": 60, "punished": 3]))
    #expect(
      csv.hasPrefix("\u{FEFF}\"group\",\"theme\",\"name\",\"value\",\"status\",\"display\"\r\n"))
    #expect(
      csv.contains("\"blamed\",\"Name of blamed\",\"60\",\"rounded\",\"about 60 people\"\r\n"))
    #expect(
      csv.contains("\"punished\",\"Name of punished\",\"\",\"suppressed\",\"fewer than 10 people\"")
    )
  }

  @Test func `large numbers are grouped for people, and not for programs`() throws {
    let summary = try stage.summary(of: 3_000, ["blamed": 1_250])
    let csv = renderer.csv(summary)
    #expect(csv.contains("\"1250\",\"rounded\",\"about 1,250 people\"\r\n"))
    #expect(renderer.html(summary, in: .ru).contains("около 1\u{A0}250 человек"))
    #expect(renderer.json(summary).contains("\"answered\" : \"about 3,000 people\""))
  }

  @Test(arguments: [12, 30, 60])
  func `under a hundred no row has a value`(total: Int) throws {
    let csv = renderer.csv(try stage.summary(of: total, ["blamed": 11, "punished": total]))
    let rows = csv.split(separator: "\r\n").dropFirst()
    #expect(rows.count == stage.book.themes.count)
    #expect(rows.allSatisfy { $0.split(separator: ",")[3] == "\"\"" })
  }

  @Test func `a program reads the same table with nulls written out`() throws {
    let summary = try stage.summary(of: 150, ["blamed": 60, "punished": 3, "home": 145])
    let json = try JSONSerialization.jsonObject(with: Data(renderer.json(summary).utf8))
    let top = try #require(json as? [String: Any])
    let rows = try #require(top["rows"] as? [[String: Any]])
    let hidden = try #require(rows.first { $0["theme"] as? String == "punished" })
    #expect(top["schema"] as? String == "ovoz-summary" && top["version"] as? Int == 2)
    #expect(hidden["value"] is NSNull && hidden["max"] as? Int == 9)
    #expect(hidden["status"] as? String == "suppressed")
    #expect(rows.first { $0["theme"] as? String == "blamed" }?["value"] as? Int == 60)
    #expect(rows.first { $0["theme"] as? String == "home" }?["max"] is NSNull)
    #expect(rows.first { $0["theme"] as? String == "home" }?["band"] as? String == "most_or_all")
    #expect(hidden["band"] as? String == "fewer")
  }

  @Test func `a program reads what it has to know before it lays two tables side by side`() throws {
    let json = try JSONSerialization.jsonObject(
      with: Data(renderer.json(try stage.summary(of: 30, [:])).utf8))
    let top = try #require(json as? [String: Any])
    let policy = try #require(top["policy"] as? [String: Any])
    #expect(top["campaign"] as? String == String(repeating: "0a", count: 16))
    #expect(policy["k"] as? Int == 10 && top["mode"] as? String == "publish-once")
  }

  @Test(arguments: [(0, "none"), (1, "few"), (9, "few"), (10, "k_or_more"), (400, "k_or_more")])
  func `a program reads about how many were not read, and the day of the last withdrawals`(
    leftOut: Int, told: String
  ) throws {
    let summary = try stage.summary(of: 60, [:], campaign: Stage.facts(leftOut: leftOut))
    let json = try JSONSerialization.jsonObject(with: Data(renderer.json(summary).utf8))
    let top = try #require(json as? [String: Any])
    #expect(top["leftOut"] as? String == told)
    #expect(top["lastWithdrawalList"] as? String == "2026-04-08")
    #expect(renderer.preview(summary).contains("list of withdrawn answers came on 8 April 2026"))
  }

  @Test func `the tables name the rules in force`() throws {
    let json = renderer.json(try stage.summary(of: 30, [:]))
    #expect(json.contains(stage.policy.hash) && json.contains(stage.book.hash))
  }

  @Test func `every format of one release is the same twice`() throws {
    let first = try stage.summary(of: 150, ["blamed": 63])
    let again = try stage.summary(of: 150, ["blamed": 63])
    #expect(renderer.csv(first) == renderer.csv(again))
    #expect(renderer.json(first) == renderer.json(again))
  }

  @Test(
    arguments: [
      (12, 5, "hidden: fewer than 20 people may be counted"),
      (30, 5, "hidden: fewer than 10 people named it, perhaps nobody"),
      (30, 15, "upper end hidden: fewer than 40 people may be counted"),
      (60, 30, "count hidden: fewer than 100 people may be counted"),
      (60, 55, "count hidden: the people who did not name it may be fewer than 10"),
      (150, 60, "rounded by chance, up or down, to a multiple of 5"),
    ])
  func `the analyst reads why a cell says no more`(total: Int, count: Int, why: String) throws {
    let summary = try stage.summary(of: total, ["blamed": count])
    let lines = renderer.preview(summary).split(separator: "\n")
    let place = try #require(lines.firstIndex { $0.contains("Name of blamed") })
    #expect(lines[place + 1].contains(why))
  }

  @Test func `no escape sequence reaches the terminal`() throws {
    let stage = try Stage(try Coded.codebook { _ in "red \u{1B}[31m \u{202E}text" })
    let preview = try stage.renderer().preview(try stage.summary(of: 30, [:]))
    #expect(!preview.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  @Test func `nothing of a testimony but its counted themes goes out`() throws {
    // The id is all that a coded testimony holds beside themes: neither it nor an exact count shows.
    let summary = try stage.summary(of: 67, ["blamed": 23])
    let ids = try Coded.cohort(of: 67, [:], in: stage.book).flatMap { testimony in
      [Hex.text(testimony.id.prefix(6)), Data(testimony.id.prefix(6)).base64EncodedString()]
    }.map { $0.lowercased() }
    let outputs =
      [renderer.csv(summary), renderer.json(summary), renderer.preview(summary)]
      + Language.allCases.map { renderer.html(summary, in: $0) }
    for output in outputs {
      let words = output.split { !$0.isNumber && !$0.isLetter }
      #expect(!words.contains("67") && !words.contains("23"))
      #expect(!ids.contains { output.lowercased().contains($0) })
    }
  }
}
