// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ConfigFile
import Foundation
import Release
import TestimonyModel
import ThematicCoding
import Vault

/// What goes to the room beside the figures.
struct RoomOptions: ParsableArguments {
  @Option(
    help: "The sheet of promises, as CSV; `ovoz report commitments --new` writes an empty one.",
    completion: .file())
  var commitments: String?
  @Option(
    help:
      "The summary.json of another campaign's release, for the page of the trend; same k, same codebook.",
    completion: .file())
  var earlier: [String] = []
  @Flag(help: "Print each summary as PDF too, with the Chromium of this machine.") var pdf = false

  /// Every file of a release by its name; quotations and the record's head where there are any.
  func files(
    _ summary: Summary, _ config: ConfigOption, _ workbench: Workbench,
    quotations: [Quotation] = [], integrity: String? = nil
  ) throws -> [String: [UInt8]] {
    let codebook = workbench.codebook
    let messages = try MessageCatalogue(
      parsing: config.text("report.yaml"), file: config.path("report.yaml"))
    let guide = try DiscussionGuide(
      parsing: config.text("discussion.yaml"), file: config.path("discussion.yaml"),
      codebook: codebook)
    let kept = try kept(in: workbench.vault)
    let content = RoomContent(
      summary: summary, quotations: quotations, commitments: try promises(codebook),
      integrity: integrity, earlier: kept + (try others(beside: summary)),
      shownBefore: kept.reduce(into: []) { $0.formUnion($1.shownThemes) },
      labels: FactLabels(workbench.vault.campaign.form))
    say(whatIsLeftOutOf: content, kept)
    let room = try RoomFiles(messages: messages, codebook: codebook, guide: guide)
    return try room.all(content, adding: pdf ? printed(content, by: room) : [:])
  }

  private func printed(_ content: RoomContent, by room: RoomFiles) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for language in Language.allCases {
      files["summary.\(language.rawValue).pdf"] = try Chromium().pdf(
        room.html(content, in: language))
    }
    return files
  }

  private func promises(_ codebook: Codebook) throws -> [Commitment] {
    guard let commitments else { return [] }
    return try CommitmentSheet.read(commitments, codebook).commitments
  }

  /// Says, to the analyst alone, what the pages do not show; why, and what stays.
  private func say(whatIsLeftOutOf content: RoomContent, _ kept: [EarlierRelease]) {
    if !content.withoutTheme.isEmpty {
      Terminal.say(
        "promises: the theme of \(content.withoutTheme.joined(separator: ", ")) is left out, since no"
          + " release has shown it; read whether the promise itself tells it")
    }
    // Where people are counted again no release is drawn beside another, and nobody waits for it.
    guard content.summary.mode == .publishOnce else { return }
    for release in kept {
      guard let misfit = release.misfit(beside: content.summary) else { continue }
      Terminal.say("trend: \(VisibleText.of(release.name)) is left out: \(misfit.reason)")
    }
  }

  /// The releases of this campaign, as the vault kept them; ``RoomContent`` draws those that fit.
  private func kept(in vault: OpenVault) throws -> [EarlierRelease] {
    var releases: [EarlierRelease] = []
    for number in 1..<(try vault.nextRelease()) {
      do {
        let table = try vault.releaseFiles(number)["summary.json"] ?? []
        releases.append(try EarlierRelease(parsing: table, file: "release \(number)"))
      } catch VaultError.unknownRelease {
        // Numbers run through all campaigns of a vault: this one belongs to another.
        continue
      }
    }
    return releases
  }

  /// Releases of other campaigns; one that counts the same people, or hides otherwise, is refused.
  private func others(beside summary: Summary) throws -> [EarlierRelease] {
    var releases: [EarlierRelease] = []
    for file in earlier {
      let release = try EarlierRelease(parsing: RoomOptions.bytes(of: file), file: file)
      if let misfit = release.misfit(addedTo: summary) {
        throw Failure("\(file): \(misfit.reason)", hint: misfit.hint, code: 20)
      }
      guard !releases.contains(release) else {
        throw Failure("\(file) is given twice", hint: "name each release once", code: 64)
      }
      releases.append(release)
    }
    return releases
  }

  static func bytes(of file: String) throws -> [UInt8] {
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw Failure("\(file) cannot be read", hint: "is it there, and yours?", code: 64)
    }
    return Array(bytes)
  }
}

extension FactLabels {
  /// The words of the campaign's form.
  init(_ form: Form) {
    self.init(
      questions: Dictionary(form.facts.map { ($0.id, $0.text) }) { first, _ in first },
      choices: Dictionary(
        form.facts.map { fact in
          (fact.id, Dictionary(fact.choices.map { ($0.id, $0.text) }) { first, _ in first })
        }
      ) { first, _ in first })
  }
}

extension CommitmentSheet {
  /// Reads the sheet that the organisers keep.
  static func read(_ file: String, _ codebook: Codebook) throws -> CommitmentSheet {
    // Spreadsheets on older systems write other encodings, which would come out as wrong letters.
    guard let text = String(bytes: try RoomOptions.bytes(of: file), encoding: .utf8) else {
      throw Failure("\(file) is not UTF-8", hint: "save it as “CSV UTF-8”", code: 78)
    }
    return try CommitmentSheet(parsing: text, file: file, codebook: codebook)
  }
}
