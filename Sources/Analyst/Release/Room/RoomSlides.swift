// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import OfficeDocuments
import ThematicCoding

/// Six slides; the facilitator's questions stand in their notes.
struct RoomSlides {
  let content: RoomContent
  let page: ReportPage
  let guide: DiscussionGuide
  let words: Wording

  var slides: [OfficeSlide] {
    let groups: [(ThemeGroup, Message, Message, [UInt8])] = [
      (.harmed, .toldTitle, .toldLead, Ink.harm), (.helped, .helpedTitle, .helpedLead, Ink.help),
      (.asked, .askedTitle, .askedLead, Ink.ask),
    ]
    return [first]
      + groups.map { group, title, lead, ink in
        page.hasFigures
          ? OfficeSlide(
            title: words.text(title), lead: words.text(lead), rows: rows(group, ink),
            notes: questions(group))
          : OfficeSlide(
            title: words.heading(of: group, asSubjects: true), lead: words.text(.subjectsNote),
            rows: names(group).map { OfficeRow(text: $0) }, notes: questions(group))
      } + [promises, method]
  }

  private var first: OfficeSlide {
    let lines = [
      page.when, "\(words.text(.factAnswered)): \(page.answered)",
      page.text["who_collected"] ?? "", page.contentNote,
      words.text(page.hasFigures ? .howToRead : .narrativeText),
    ]
    return OfficeSlide(
      title: page.title, lead: words.text(.documentKind), rows: lines.map { OfficeRow(text: $0) },
      notes: [words.text(.guideLead)] + guide.opening(in: words.language))
  }

  private func rows(_ group: ThemeGroup, _ ink: [UInt8]) -> [OfficeRow] {
    let items: [ReportPage.Item] =
      switch group {
      case .harmed: page.harmed
      case .helped: page.helped
      case .asked: page.asked.flatMap(\.requests)
      }
    guard !items.isEmpty else {
      return [OfficeRow(text: words.text(.hiddenLine) + " " + names(group).joined(separator: "; "))]
    }
    return items.map { item in
      OfficeRow(
        text: item.name, picture: item.bar.picture(ink: ink, width: 38), label: item.display)
    }
  }

  private func names(_ group: ThemeGroup) -> [String] {
    content.summary.rows.filter { $0.group == group }.map { words.theme($0.theme).name }
  }

  private func questions(_ group: ThemeGroup) -> [String] {
    [words.text(.guideTitle)]
      + content.summary.rows.filter { $0.group == group }.flatMap { row in
        guide.questions(on: row.theme, in: words.language).map {
          "\(words.theme(row.theme).name) – \($0)"
        }
      }
  }

  private var promises: OfficeSlide {
    let lines = page.said.list.map { "\($0.promise.words) – \($0.owner.words): \($0.status)" }
    return OfficeSlide(
      title: words.text(.saidTitle), lead: words.text(page.said.any ? .saidLead : .saidNothing),
      rows: lines.map { OfficeRow(text: $0) }, notes: guide.opening(in: words.language))
  }

  private var method: OfficeSlide {
    OfficeSlide(
      title: words.text(.methodTitle), lead: "",
      rows: page.method.map { OfficeRow(text: $0) },
      notes: [words.text(.helpTitle), page.text["help_feedback"] ?? ""])
  }
}
