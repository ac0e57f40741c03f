// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
import CryptoPrimitives
import Foundation
import Mustache
import OfficeDocuments
public import ThematicCoding

/// Every file of a release, all made of one ``RoomContent``; the same content gives the same bytes.
public struct RoomFiles: Sendable {
  private let pages: SummaryRenderer
  private let guide: DiscussionGuide
  private let codebook: Codebook

  /// A maker of files for one catalogue, one codebook and one guide.
  /// - Throws: ``ReleaseError/brokenPageTemplate`` when the program was built with a broken page.
  public init(
    messages: MessageCatalogue, codebook: Codebook, guide: DiscussionGuide
  ) throws(ReleaseError) {
    pages = try SummaryRenderer(messages: messages, codebook: codebook)
    self.guide = guide
    self.codebook = codebook
  }

  /// The page of figures, promises and words, as ``all(_:adding:)`` writes it.
  public func html(_ content: RoomContent, in language: Language) -> String {
    pages.html(content, in: language)
  }

  /// All files by name: pages, documents, slides, tables, and a manifest of their digests.
  /// - Parameters:
  ///   - content: what goes to the room.
  ///   - extra: files that were made from a page elsewhere, such as a PDF; the manifest has them too.
  /// - Returns: the bytes of each file by its name.
  /// - Throws: ``ReleaseError/cannotWriteDocument`` when a document cannot be compressed.
  public func all(
    _ content: RoomContent, adding extra: [String: [UInt8]] = [:]
  ) throws(ReleaseError) -> [String: [UInt8]] {
    var files = extra
    for language in Language.allCases {
      for (name, bytes) in try documents(content, in: language) {
        let parts = name.split(separator: ".")
        files["\(parts[0]).\(language.rawValue).\(parts[1])"] = bytes
      }
    }
    files["summary.csv"] = Array(pages.csv(content.summary).utf8)
    if let facts = pages.facts(content.summary) { files["facts.csv"] = Array(facts.utf8) }
    files["summary.json"] = Array(pages.json(content.summary).utf8)
    files["summary.schema.json"] = PackageResources.summary_schema_json
    files["answer-draft.yaml"] = Array(AnswerDraft(content: content, codebook: codebook).text.utf8)
    if !content.commitments.isEmpty {
      files["commitments.csv"] = Array(CommitmentSheet.csv(content.commitments).utf8)
    }
    files["manifest.json"] = Array(ReleaseManifest(files, of: content.summary).text.utf8)
    return files
  }

  private func documents(
    _ content: RoomContent, in language: Language
  ) throws(ReleaseError) -> [String: [UInt8]] {
    let words = pages.words(content.summary, in: language)
    let page = pages.page(content, words)
    let text = RoomText(page: page, words: words).document
    let slides = RoomSlides(content: content, page: page, guide: guide, words: words).slides
    var files = [
      "summary.html": Array(pages.html(content, in: language).utf8),
      "screen.html": Array(pages.screen(content, words).utf8),
      "questions.html": Array(
        pages.render(GuidePage(content, page: page, guide: guide, words: words), "guide").utf8),
    ]
    if !content.summary.narrativeOnly, !content.summary.facts.isEmpty {
      let who = WhoPage(content, page: page, words: words)
      files["who.html"] = Array(pages.render(who, "who").utf8)
    }
    if !content.earlier.isEmpty {
      let trend = TrendPage(content, page: page, words: words)
      files["trend.html"] = Array(pages.render(trend, "trend").utf8)
    }
    do {
      files["summary.docx"] = try WordDocument.bytes(of: text)
      files["summary.odt"] = try OpenText.bytes(of: text)
      files["slides.odp"] = try OpenSlides.bytes(
        of: slides, title: page.title, language: text.language)
    } catch { throw .cannotWriteDocument }
    return files
  }
}
