// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import ThematicCoding

/// The words of one summary in one language; page, table and preview all take theirs from here.
struct Wording {
  let messages: MessageCatalogue
  let codebook: Codebook
  let policy: ReleasePolicy
  let language: Language

  func text(_ message: Message, _ fillings: [String: String] = [:]) -> String {
    messages.text(message, in: language, fillings.merging(limits) { own, _ in own })
  }

  func theme(_ id: String) -> (name: String, meaning: String, actor: Actor?) {
    guard let theme = codebook[id] else { return (id, "", nil) }
    return (theme.name[language], theme.meaning[language], theme.actor)
  }

  func display(_ shown: ShownValue) -> String {
    switch shown {
    case .withheld: text(.withheld)
    case .fewerThan(let number): text(.fewerThan, ["n": grouped(number)])
    case .atLeast(let number): text(.atLeast, ["n": grouped(number)])
    case .some: text(.some)
    case .aboutHalf: text(.aboutHalf)
    case .most: text(.most)
    case .mostOrAll: text(.mostOrAll)
    case .about(let number): text(.about, ["n": grouped(number)])
    case .noisy(let number, let within):
      text(.noisy, ["n": grouped(number), "within": grouped(within)])
    }
  }

  /// A number as people read it: 20,000 in English, with a no-break space in the others.
  private func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    let separator = language == .en ? "," : "\u{A0}"
    return digits.enumerated().map { place, digit in
      let isBreak = place > 0 && (digits.count - place).isMultiple(of: 3)
      return (isBreak ? separator : "") + String(digit)
    }.joined()
  }

  /// That not all answers were read; nil where all were, or where the method has it always.
  func leftOut(_ leftOut: LeftOut?) -> String? {
    switch leftOut {
    case nil, .nobody: nil
    case .few: text(.leftOutFew)
    case .kOrMore: text(.leftOutMore)
    }
  }

  /// The title on each page; a rehearsal's begins with the word for it.
  func title(of summary: Summary) -> String {
    summary.rehearsal ? "\(text(.rehearsalKind)): \(summary.title)" : summary.title
  }

  /// That the days are not real; nil where they are.
  func rehearsal(_ summary: Summary) -> String? {
    summary.rehearsal ? text(.rehearsal) : nil
  }

  func why(_ shown: ShownValue) -> String {
    switch shown {
    case .withheld: text(.whyWithheld)
    case .fewerThan: text(.whyFewerThan)
    case .atLeast: text(.whyAtLeast)
    case .some, .aboutHalf, .most: text(.whyBand)
    case .mostOrAll: text(.whyMostOrAll)
    case .about: text(.whyRounded)
    case .noisy: text(.whyNoisy)
    }
  }

  /// The title of a group; as subjects, where there are no findings.
  func heading(of group: ThemeGroup, asSubjects: Bool) -> String {
    switch group {
    case .harmed: text(asSubjects ? .subjectsHarmed : .toldTitle)
    case .helped: text(asSubjects ? .subjectsHelped : .helpedTitle)
    case .asked: text(asSubjects ? .subjectsAsked : .askedTitle)
    }
  }

  func status(_ status: Commitment.Status) -> String {
    switch status {
    case .agreed: text(.statusAgreed)
    case .inProgress: text(.statusInProgress)
    case .done: text(.statusDone)
    case .notPossible: text(.statusNotPossible)
    }
  }

  func period(_ days: ClosedRange<String>) -> String {
    text(
      .period,
      [
        "from": messages.date(days.lowerBound, in: language),
        "to": messages.date(days.upperBound, in: language),
      ])
  }

  func list(_ languages: [Language]) -> String {
    languages.map { messages.name(of: $0, in: language) }.joined(separator: ", ")
  }

  private var limits: [String: String] {
    [
      "k": String(policy.k), "table": String(policy.minimumToShowTable),
      "bands": String(policy.minimumForBands), "counts": String(policy.minimumForCounts),
      "base": String(policy.roundBase),
    ]
  }
}
