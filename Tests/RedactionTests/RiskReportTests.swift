// SPDX-License-Identifier: Apache-2.0

import Foundation
import Redaction
import Testing

struct RiskReportTests {
  private func report(
    _ texts: String..., kept: Int = 0, unglanced: Int = 0
  ) throws -> RiskReport {
    let redactor = try shippedRedactor()
    let redacted = redactor.redact(together: texts.map { ($0, RedactionDecisions()) })
    return RiskReport(redacted, kept: kept, unglanced: unglanced, lists: redactor.lists)
  }

  @Test func `a testimony without anything telling is low`() throws {
    let report = try report("Нам обещали работу, потом забрали документы.", "Помогла соседка.")
    #expect(report.level == .low)
    #expect(report.reasons == [])
    #expect(report.counts == [])
  }

  @Test(arguments: [
    ("Мне было 16 лет, я из села Зелистон.", RiskReason.ageAndPlace),
    ("В Кӯлобе, 12 мая 2019 года.", .placeAndDate),
    ("Об этом писали в газете.", .rareEvent),
    ("Дар рӯзнома навиштанд, дар Кӯлоб буд.", .rareEventPlaced),
    ("мой номер +992 90 000 00 11", .directIdentifiers),
    ("Шерзод, Мадина, Зарина и Фаррух были там.", .manyPeople),
  ])
  func `what points at a person together is a reason`(
    _ text: String, _ reason: RiskReason
  ) throws {
    #expect(try report(text).reasons.contains(reason))
  }

  @Test func `reasons add up over all answers of one testimony`() throws {
    let low = try report("мой номер +992 90 000 00 11")
    let medium = try report("Мне было 16 лет.", "Я из села Зелистон.")
    let high = try report(
      "Мне было 16 лет.", "Я из села Зелистон.", "Писали в газете 12 мая 2019 года.")
    #expect([low, medium, high].map(\.level) == [.low, .medium, .high])
  }

  @Test func `words that were left in are a reason`() throws {
    #expect(try report("Всё было хорошо.", kept: 1).reasons == [.wordsKept])
  }

  @Test func `parts that nobody glanced at are a reason`() throws {
    #expect(try report("Всё было хорошо.", unglanced: 2).reasons == [.partsUnglanced])
  }

  private static let rare: [RiskReason] = [.rareEvent, .rareEventPlaced]

  @Test(arguments: [
    "xo'jayin pasportimni oldi", "хўжайин паспортимни олди", "I was fired after a month",
    "we sat at the fireplace",
  ])
  func `everyday words that begin or sound as a rare event are none`(_ text: String) throws {
    #expect(try report(text).reasons.allSatisfy { !Self.rare.contains($0) })
  }

  @Test(arguments: [
    "otam o'ldi", "otam oʻldi", "отам ўлди", "uni o’ldirishdi", "there was a fire", "a killed man",
  ])
  func `a rare event is known in each spelling`(_ text: String) throws {
    #expect(try report(text).reasons.contains { Self.rare.contains($0) })
  }

  @Test func `counts tell kinds and doubt`() throws {
    let report = try report("Вера ушла. Звоните 900000011, пришла Мадина.")
    #expect(report.counts.map(\.kind) == ["phone", "person"])
    #expect(report.counts.map(\.sure) == [1, 1])
    #expect(report.counts.map(\.doubtful) == [0, 1])
  }

  @Test func `a report holds no word of the testimony`() throws {
    let report = try report("Мне было 16 лет, я из села Зелистон. Меня зовут Мадина Зелкина.")
    let written = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
    for word in ["16", "Зелистон", "Мадина", "Зелкин", "зовут"] { #expect(!written.contains(word)) }
  }
}
