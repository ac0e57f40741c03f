// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import ThematicCoding

/// The facilitator's view: one theme a screen; the names are those in Page/room.mustache.
struct RoomScreens {
  let lang: String
  let style: String
  let styleHash: String
  let script: String
  let scriptHash: String
  let title: String
  let text: [String: String]
  let screens: [Screen]

  /// One screen.
  struct Screen {
    var number = 0
    let kind: String
    let top: Bool
    let over: String
    let heading: String
    var bars: [Shown] = []
    var lines: [String] = []
    var quotes: [ReportPage.Phrase] = []
    var list: [String] = []
    // Stored, since the template sees stored properties only.
    var hasList = false
    var back: [Int] = []
    var next: [Int] = []
    var place = ""
  }

  /// A bar with what it says.
  struct Shown {
    let bar: ReportPage.Bar
    let display: String
  }
}

/// Lays the screens out in the order of the talk.
struct RoomScreensMaker {
  let page: ReportPage
  let words: Wording

  func screens() -> [RoomScreens.Screen] {
    numbered([first] + themes + subjects + [promises, help])
  }

  private func numbered(_ screens: [RoomScreens.Screen]) -> [RoomScreens.Screen] {
    screens.enumerated().map { place, screen in
      var screen = screen
      screen.number = place + 1
      screen.hasList = !screen.list.isEmpty
      screen.back = place > 0 ? [place] : []
      screen.next = place + 1 < screens.count ? [place + 2] : []
      let count = ["place": String(place + 1), "count": String(screens.count)]
      screen.place = words.text(.screenPlace, count)
      return screen
    }
  }

  private var first: RoomScreens.Screen {
    var lines = [page.text["who_collected"] ?? "", page.contentNote]
    lines.append(page.text[page.hasFigures ? "how_to_read" : "narrative_text"] ?? "")
    return RoomScreens.Screen(
      kind: "asked", top: true,
      over: "\(page.when) · \(words.text(.factAnswered)): \(page.answered)",
      heading: page.title, lines: lines)
  }

  private var themes: [RoomScreens.Screen] {
    guard page.hasFigures else { return [] }
    let asked = page.asked.flatMap { part in
      part.requests.map { screen($0, "asked", "\(words.text(.askedTitle)) · \(part.actor)") }
    }
    return page.harmed.map { screen($0, "harmed", words.text(.toldTitle)) }
      + page.helped.map { screen($0, "helped", words.text(.helpedTitle)) } + asked
  }

  private func screen(
    _ item: ReportPage.Item, _ kind: String, _ over: String
  ) -> RoomScreens.Screen {
    RoomScreens.Screen(
      kind: kind, top: false, over: over, heading: item.name,
      bars: [RoomScreens.Shown(bar: item.bar, display: item.display)], lines: [item.meaning],
      quotes: page.quotes.list.filter { $0.id == item.id }.map(\.quote))
  }

  private var subjects: [RoomScreens.Screen] {
    page.subjects.map {
      RoomScreens.Screen(
        kind: "asked", top: false, over: words.text(.subjectsTitle), heading: $0.heading,
        list: $0.themes)
    }
  }

  private var promises: RoomScreens.Screen {
    let list = page.said.list.map { "\($0.promise.words) – \($0.owner.words): \($0.status)" }
    return RoomScreens.Screen(
      kind: "asked", top: false, over: words.text(.saidLead), heading: words.text(.saidTitle),
      lines: list.isEmpty ? [words.text(.saidNothing)] : [], list: list)
  }

  private var help: RoomScreens.Screen {
    RoomScreens.Screen(
      kind: "asked", top: false, over: page.title, heading: words.text(.helpTitle),
      lines: [page.text["help_feedback"] ?? ""], list: page.method.first.map { [$0] } ?? [])
  }
}
