// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import ThematicCoding

/// Lays a summary out as the page's parts, in the order in which a reader needs them.
struct ReportPageMaker {
  let content: RoomContent
  let words: Wording
  private var summary: Summary { content.summary }

  func page(style: String, styleHash: String) -> ReportPage {
    let figures = summary.narrativeOnly ? [] : summary.rows
    let typed = PromiseLayout(content: content, words: words)
    let quotes = typed.quotes()
    let who = summary.narrativeOnly ? [] : WhoMaker(content: content, words: words).lines
    return ReportPage(
      lang: words.language.rawValue, style: style, styleHash: styleHash,
      title: words.title(of: summary), text: texts,
      contentNote: contentNote(quotes.any),
      answered: words.display(summary.shownTotal), when: words.period(summary.periods),
      formLanguages: words.list(summary.languages), legend: legend(of: figures),
      hasFigures: !summary.narrativeOnly,
      harmed: items(figures.filter { $0.group == .harmed }), quotes: quotes,
      helped: items(shownRows(figures, .helped)), helpedHidden: hidden(figures, .helped),
      asked: asked(shownRows(figures, .asked)), askedHidden: hidden(figures, .asked),
      subjects: summary.narrativeOnly ? subjects : [], said: typed.promises(), who: who,
      hasWho: !who.isEmpty, method: method, integrity: integrity)
  }

  /// That it is a rehearsal, what the page holds, and that some answers are not in it.
  ///
  /// It stands at the top of the summary, its documents, slides and screens. The pages of questions, of who
  /// answered and of the trend go along with these, and do not have it.
  private func contentNote(_ hasWords: Bool) -> String {
    let note = words.text(hasWords ? .contentNoteWords : .contentNote)
    return [words.rehearsal(summary), note, words.leftOut(summary.leftOut)].compactMap { $0 }
      .joined(separator: " ")
  }

  private var integrity: [ReportPage.Mark] {
    let record = content.integrity.map { [(Message.integrityRecord, $0)] } ?? []
    let marks: [(Message, String)] = [
      (.integrityRelease, summary.releaseName), (.integrityPolicy, summary.policy.hash),
      (.integrityCodebook, summary.codebookHash),
    ]
    return (marks + record).map { ReportPage.Mark(name: words.text($0.0), value: $0.1) }
  }

  private var texts: [String: String] {
    let collector = ["collector": summary.collector]
    return Dictionary(
      uniqueKeysWithValues: Message.allCases.map { ($0.rawValue, words.text($0, collector)) })
  }

  private func bar(_ shown: ShownValue) -> BandBar {
    BandBar(shown, ofAbout: summary.shownTotal) ?? .fewer
  }

  private func items(_ rows: [SummaryRow]) -> [ReportPage.Item] {
    rows.map { row in
      let theme = words.theme(row.theme)
      return ReportPage.Item(
        id: row.theme, name: theme.name, meaning: theme.meaning, display: words.display(row.shown),
        bar: ReportPage.Bar(bar(row.shown), words: words))
    }
  }

  private func shownRows(_ rows: [SummaryRow], _ group: ThemeGroup) -> [SummaryRow] {
    rows.filter { $0.group == group && $0.status != .suppressed }
  }

  private func hidden(_ rows: [SummaryRow], _ group: ThemeGroup) -> ReportPage.Hidden {
    let names = rows.filter { $0.group == group && $0.status == .suppressed }
      .map { words.theme($0.theme).name }
    return ReportPage.Hidden(
      any: !names.isEmpty, names: names.joined(separator: "; "),
      hiddenBar: ReportPage.Bar(.fewer, words: words))
  }

  private func asked(_ rows: [SummaryRow]) -> [ReportPage.ActorPart] {
    let actors = Actor.allCases.map(Optional.some) + [nil]
    return actors.compactMap { actor in
      let own = rows.filter { words.theme($0.theme).actor == actor }
      guard !own.isEmpty else { return nil }
      return ReportPage.ActorPart(
        actor: words.messages.name(of: actor, in: words.language), requests: items(own))
    }
  }

  private func legend(of rows: [SummaryRow]) -> [ReportPage.Bar] {
    let used = Set(rows.map { bar($0.shown) })
    return BandBar.allCases.filter(used.contains).map { ReportPage.Bar($0, words: words) }
  }

  private var subjects: [ReportPage.Subjects] {
    ThemeGroup.allCases.map { group in
      ReportPage.Subjects(
        heading: words.heading(of: group, asSubjects: true),
        themes: summary.rows.filter { $0.group == group }.map { words.theme($0.theme).name })
    }
  }

  private var method: [String] {
    let languages = [
      "count": String(summary.languages.count), "list": words.list(summary.languages),
      "day": words.messages.date(summary.lastSync, in: words.language),
    ]
    return ([.methodChoice] + figureNotes + [.methodLanguages] + modeNotes).map {
      words.text($0, languages.merging(noise) { own, _ in own })
    }
  }

  private var figureNotes: [Message] {
    guard !summary.narrativeOnly else { return [] }
    switch summary.mode {
    case .noisy: return [.methodNoise, .methodFewThemes]
    case .cumulative: return [.methodTotal, .methodGrowing, precision, .methodOverlap]
    case .publishOnce: return [.methodTotal, .methodHidden, precision, .methodOverlap]
    }
  }

  // Where figures grow or carry noise the last one stands always, so that it tells of nobody.
  private var modeNotes: [Message] {
    let more: [Message] =
      switch summary.mode {
      case .publishOnce: [.methodOnce]
      case .noisy: [.methodAgain, .methodUnread]
      case .cumulative: [.methodUnread]
      }
    return [summary.mode.permission] + more
  }

  private var noise: [String: String] {
    var fillings = ["themes": String(summary.mostThemes ?? 0)]
    if case .noisy(_, let within) = summary.rows.first?.shown {
      fillings["within"] = String(within)
    }
    return fillings
  }

  private var precision: Message {
    switch summary.precision {
    case .twoGroups: .methodTwoGroups
    case .bands: .methodBands
    case .counts: .methodRounded
    }
  }
}

extension ScopeMode {
  /// Who is counted, and up to which day withdrawals are known.
  var permission: Message { self == .cumulative ? .methodGhosts : .methodPermission }
}
