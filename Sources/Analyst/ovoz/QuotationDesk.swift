// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
import Languages
import Quoting
import Reading
import Redaction
import Release
import TestimonyModel
import ThematicCoding
import Vault

/// Quotations on their way: drafts against the rules, and against what everybody else wrote.
struct QuotationDesk {
  let workbench: Workbench
  private let fewestWriters: Int

  init(_ vault: OpenVault, _ config: ConfigOption) throws {
    workbench = try Workbench(vault: vault, config: config)
    fewestWriters = try config.releasePolicy().k
  }

  /// Looks at a draft, and at every testimony once.
  func check(_ draft: QuotationDraft, of record: [UInt8]) throws -> QuotationCheck {
    guard case .success(let testimony) = try workbench.vault.open(record).content else {
      throw Failure("this testimony does not open", hint: "see `ovoz list`", code: 30)
    }
    let survey = try survey(draft.texts.joined(separator: "\n"), of: record)
    let context = workbench.quotationContext(survey.writers, fewest: fewestWriters)
    let source = try workbench.quoted(testimony, record: record)
    return QuotationCheck(
      refusals: QuotationRules().refusals(of: draft, from: source, context), rare: survey.rare)
  }

  private func survey(
    _ text: String, of record: [UInt8]
  ) throws -> (writers: [Language: Int], rare: [RareWords.Group]) {
    let (bar, total) = (ProgressBar("comparing"), Double(max(1, try workbench.vault.count())))
    var (rare, writers, seen) = (RareWords(in: text, of: record), [Language: Int](), 0.0)
    try workbench.vault.forEachChunk { chunk in
      for opened in chunk {
        guard let testimony = try? opened.content.get() else { continue }
        if Workbench.permission(of: testimony) != .readOnly {
          writers[testimony.consent.language, default: 0] += 1
        }
        let answers = try workbench.redactedAnswers(of: testimony, record: opened.record)
        rare.add(answers.map(\.text.text), of: opened.record)
      }
      seen += Double(chunk.count)
      bar.show(seen / total)
    }
    bar.finish()
    try workbench.vault.store.log(.allOpened, about: workbench.vault.campaign.name)
    return (writers, rare.groups())
  }
}

/// What the rules and the comparison say of a draft.
struct QuotationCheck {
  let refusals: [QuotationRefusal]
  let rare: [RareWords.Group]

  /// Prints the word groups by which somebody could be known; on a terminal only.
  /// - Parameter isHidden: whether the words that they are of are left out, and so they too.
  func show(isHidden: Bool = false) {
    guard !rare.isEmpty else {
      return print("Every word group of three words or fewer stands in two testimonies or in none.")
    }
    print("Words that only one testimony has:")
    guard !isHidden else { return print("  \(PlainPage.leftOut)") }
    for group in rare {
      print("  • \(VisibleText.of(group.words))" + (group.isHers ? "" : " (another's)"))
    }
  }
}

extension Workbench {
  /// What a draft is held against beside its testimony.
  func quotationContext(_ writers: [Language: Int], fewest: Int) -> QuotationContext {
    let languages = languages
    return QuotationContext(
      redactor: redactor, writers: writers, fewestWriters: fewest,
      identify: { languages.identify($0).language })
  }

  /// What the rules of quotations need of a testimony.
  func quoted(_ testimony: Testimony, record: [UInt8]) throws -> QuotedTestimony {
    let written = Dictionary(
      zip(vault.campaign.form.questions, testimony.answers).map { ($0.id, $1.text) },
      uniquingKeysWith: { first, _ in first })
    let answers = try redactedTexts(of: testimony, decisions: redactions(of: record)).map {
      QuotedTestimony.Answer(
        $0.question, $0.text, from: written[$0.question] ?? "",
        ThematicCoding.Permission($0.permission))
    }
    return QuotedTestimony(
      answers: answers, themes: Set(try countedThemes(of: record)?.themes ?? []),
      language: testimony.consent.language)
  }
}

extension ThematicCoding.Permission {
  /// What was ticked in the form, as the stages after the vault name it.
  init(_ ticked: TestimonyModel.Permission) {
    switch ticked {
    case .readOnly: self = .readOnly
    case .count: self = .count
    case .retell: self = .retell
    case .quote: self = .quote
    }
  }
}
