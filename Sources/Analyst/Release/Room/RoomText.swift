// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import OfficeDocuments
import ThematicCoding

/// The summary as a document that people edit before they print it; the same parts as the page.
struct RoomText {
  let page: ReportPage
  let words: Wording

  var document: OfficeText {
    let figures = page.hasFigures ? told + quotes + helped + asked : subjects
    return OfficeText(
      title: page.title, language: words.language.tag, blocks: top + figures + said + end)
  }

  private var top: [OfficeBlock] {
    let facts: [(Message, String)] = [
      (.factAnswered, page.answered), (.factWhen, page.when),
      (.factLanguages, page.formLanguages),
    ]
    let reading = page.hasFigures ? [words.text(.howToRead)] : []
    let notes = [fixed("who_collected"), "\(fixed("how_collected")) \(page.contentNote)"] + reading
    return [.paragraph(fixed("document_kind"), .lead), .heading(page.title, level: 0)]
      + [.paragraph(facts.map { "\(words.text($0.0)): \($0.1)" }.joined(separator: " · "), .body)]
      + notes.map { .paragraph($0, .body) }
  }

  private var told: [OfficeBlock] {
    section(.toldTitle, .toldLead) + [figures(page.harmed, .toldTitle, ink: Ink.harm)]
  }

  private var quotes: [OfficeBlock] {
    guard page.quotes.any else { return [] }
    return section(.quotesTitle, .quotesLead)
      + page.quotes.list.flatMap { quote -> [OfficeBlock] in
        [
          .paragraph(quote.quote.words, .quote),
          .paragraph("\(quote.theme) (\(quote.kind))", .small),
        ]
      }
  }

  private var helped: [OfficeBlock] {
    section(.helpedTitle, .helpedLead)
      + (page.helped.isEmpty ? [] : [figures(page.helped, .helpedTitle, ink: Ink.help)])
      + hidden(page.helpedHidden)
  }

  private var asked: [OfficeBlock] {
    let rows = page.asked.flatMap { part in
      part.requests.map { item in
        [OfficeCell(plain: part.actor)] + cells(item, ink: Ink.ask)
      }
    }
    let table = OfficeTable(
      name: words.text(.askedTitle), widths: [34, 88, 58],
      header: [
        words.text(.columnActor), words.text(.columnRequest), words.text(.columnPeople),
      ], rows: rows)
    let heading = OfficeBlock.heading(words.text(.askedTitle), level: 1, startsPage: true)
    return [heading, .paragraph(words.text(.askedLead), .lead)]
      + (rows.isEmpty ? [] : [.table(table)]) + hidden(page.askedHidden)
  }

  private var subjects: [OfficeBlock] {
    section(.narrativeTitle, .narrativeText) + section(.subjectsTitle, .subjectsNote)
      + page.subjects.flatMap { part -> [OfficeBlock] in
        [.heading(part.heading, level: 2), .list(part.themes)]
      }
  }

  private var said: [OfficeBlock] {
    guard page.said.any else { return section(.saidTitle, .saidNothing) }
    let rows = page.said.list.map { promise in
      [
        OfficeCell(
          strong: promise.promise.words, plain: promise.heard.joined(separator: "; ")),
        OfficeCell(plain: promise.owner.words),
        OfficeCell(
          strong: ([promise.status] + promise.due).joined(separator: "; "),
          plain: (promise.note.map(\.words) + promise.history).joined(separator: ". ")),
      ]
    }
    let table = OfficeTable(
      name: words.text(.saidTitle), widths: [70, 42, 68],
      header: [words.text(.saidPromise), words.text(.saidOwner), words.text(.saidStatus)],
      rows: rows)
    return section(.saidTitle, .saidLead) + [.table(table)]
      + page.said.more.map { .paragraph($0, .small) }
  }

  private var end: [OfficeBlock] {
    (page.hasWho ? [.heading(words.text(.whoTitle), level: 1), .list(page.who)] : [])
      + [.heading(words.text(.methodTitle), level: 1), .list(page.method)]
      + [.heading(words.text(.helpTitle), level: 1), .paragraph(words.text(.helpText), .body)]
      + [.paragraph("__________________________________________", .body)]
      + [.paragraph(fixed("help_feedback"), .body)]
      + [
        .paragraph(page.integrity.map { "\($0.name): \($0.value)" }.joined(separator: " · "), .mark)
      ]
  }

  private func section(_ title: Message, _ lead: Message) -> [OfficeBlock] {
    [.heading(words.text(title), level: 1), .paragraph(words.text(lead), .lead)]
  }

  private func figures(
    _ items: [ReportPage.Item], _ name: Message, ink: [UInt8]
  ) -> OfficeBlock {
    .table(
      OfficeTable(
        name: words.text(name), widths: [122, 58],
        header: [words.text(.columnTheme), words.text(.columnPeople)],
        rows: items.map { cells($0, ink: ink) }))
  }

  private func cells(_ item: ReportPage.Item, ink: [UInt8]) -> [OfficeCell] {
    [
      OfficeCell(strong: item.name, plain: item.meaning),
      OfficeCell(plain: item.display, picture: item.bar.picture(ink: ink, width: 20)),
    ]
  }

  private func hidden(_ hidden: ReportPage.Hidden) -> [OfficeBlock] {
    hidden.any ? [.paragraph("\(words.text(.hiddenLine)) \(hidden.names).", .body)] : []
  }

  private func fixed(_ key: String) -> String { page.text[key] ?? "" }
}

/// The inks of the three groups; the same as in Page/report.css.
enum Ink {
  static let harm: [UInt8] = [0x8a, 0x3b, 0x1e]
  static let help: [UInt8] = [0x1f, 0x61, 0x50]
  static let ask: [UInt8] = [0x2b, 0x4a, 0x86]
}

extension ReportPage.Bar {
  /// The same blocks as in the page, as a picture for documents.
  func picture(ink: [UInt8], width: Double) -> OfficePicture {
    let blocks =
      sure.map { _ in BlockPicture.Block.sure } + possible.map { _ in .possible }
      + empty.map { _ in .empty }
    return OfficePicture(
      BlockPicture(blocks: blocks, ink: ink), alternative: label, width: width)
  }
}

extension Language {
  /// As BCP 47 writes it; Uzbek says its script, since it has two.
  var tag: String { self == .uz ? "uz-Latn" : rawValue }
}
