// SPDX-License-Identifier: Apache-2.0

import ConfigFile

/// Lays out what was promised and what may be quoted, in one language.
struct PromiseLayout {
  let content: RoomContent
  let words: Wording
  /// What fits on two A4 sheets beside the figures, measured with every theme shown in Russian; the
  /// sheet itself has all.
  static let mostLines = 15

  /// All of them, in the order of the figures: what has no room was left out for every language at
  /// once.
  func quotes() -> ReportPage.Quotes {
    let ordered = content.summary.rows.flatMap { row in
      content.quotations.filter { $0.theme == row.theme }
    }
    let list = ordered.map { quotation in
      let shown = quotation.words(for: words.language)
      let own: Message = shown.isTranslated ? .quoteTranslated : .quoteOwn
      return ReportPage.Quote(
        id: quotation.theme,
        quote: ReportPage.Phrase(words: shown.text, lang: shown.language.rawValue),
        theme: words.theme(quotation.theme).name,
        kind: words.text(quotation.isParaphrase ? .quoteRetold : own))
    }
    return ReportPage.Quotes(any: !list.isEmpty, list: list)
  }

  /// Those that moved last come first, and what is still open before what is not.
  func promises() -> ReportPage.Promises {
    let ordered = content.commitments.enumerated().sorted { left, right in
      let (one, other) = (Self.order(left.element), Self.order(right.element))
      return one == other ? left.offset < right.offset : one < other
    }.map(\.element)
    var lines = 0
    let fitting = ordered.map(promise).prefix { promise in
      lines += Self.lines(of: promise)
      return lines <= Self.mostLines
    }
    let rest = ordered.count - fitting.count
    return ReportPage.Promises(
      any: !ordered.isEmpty, list: Array(fitting),
      more: rest > 0 ? [words.text(.saidMore, ["count": String(rest)])] : [])
  }

  /// About how high a promise stands in print: some 40 characters fill a line of a column.
  private static func lines(of promise: ReportPage.Promise) -> Int {
    func rows(_ texts: [String]) -> Int { texts.reduce(0) { $0 + ($1.count + 39) / 40 } }
    return max(
      rows(promise.heard + [promise.promise.words]),
      rows([promise.status + promise.due.joined(), promise.history.joined(separator: " ")])
        + rows(promise.note.map(\.words)))
  }

  // Newest day first: a later day is a larger text, so its negative number sorts first.
  private static func order(_ commitment: Commitment) -> Order {
    let day = CalendarDay(commitment.steps.last?.day ?? "")?.number ?? 0
    let isClosed = commitment.status == .done || commitment.status == .notPossible
    return Order(isClosed: isClosed ? 1 : 0, day: -day)
  }

  private struct Order: Comparable {
    let isClosed: Int
    let day: Int

    static func < (left: Order, right: Order) -> Bool {
      (left.isClosed, left.day) < (right.isClosed, right.day)
    }
  }

  private func promise(_ commitment: Commitment) -> ReportPage.Promise {
    let note = commitment.steps.last.flatMap { phrase($0.note) }
    return ReportPage.Promise(
      heard: commitment.theme.map { [words.theme($0).name] } ?? [],
      promise: phrase(commitment.promise) ?? ReportPage.Phrase(words: "", lang: "en"),
      owner: phrase(commitment.owner) ?? ReportPage.Phrase(words: "", lang: "en"),
      status: words.status(commitment.status),
      due: commitment.status == .done ? [] : commitment.by.map { [due($0)] } ?? [],
      note: note.map { [$0] } ?? [], history: commitment.steps.map(step))
  }

  private func step(_ step: Commitment.Step) -> String {
    "\(words.messages.date(step.day, in: words.language)): \(words.status(step.status))"
  }

  private func due(_ day: String) -> String {
    words.text(.saidBy, ["day": words.messages.date(day, in: words.language)])
  }

  private func phrase(_ text: TypedText) -> ReportPage.Phrase? {
    text.closest(to: words.language).map {
      ReportPage.Phrase(words: $0.text, lang: $0.language.rawValue)
    }
  }
}
