// SPDX-License-Identifier: Apache-2.0

public import ConfigFile
import CryptoPrimitives
import Foundation
import Mustache
public import ThematicCoding

/// Turns a summary into what people take to the room; the same summary gives the same bytes.
///
/// It prints the day of the last sync. Nothing it makes holds a date of making, a path, a user's name or a percentage.
public struct SummaryRenderer: Sendable {
  private let messages: MessageCatalogue
  private let codebook: Codebook
  private let pages: MustacheLibrary
  private let style: String
  private let screenStyle: String
  private let screenScript: String

  /// A renderer for one catalogue and one codebook.
  /// - Throws: ``ReleaseError/brokenPageTemplate`` when the program was built with a broken page.
  public init(messages: MessageCatalogue, codebook: Codebook) throws(ReleaseError) {
    self.messages = messages
    self.codebook = codebook
    style = Self.text(PackageResources.report_css)
    screenStyle = Self.text(PackageResources.room_css)
    screenScript = Self.text(PackageResources.room_js)
    do {
      pages = MustacheLibrary(
        templates: try Self.templates.mapValues { try MustacheTemplate(string: Self.text($0)) })
    } catch {
      throw .brokenPageTemplate
    }
  }

  private static var templates: [String: [UInt8]] {
    [
      "head": PackageResources.head_mustache, "report": PackageResources.report_mustache,
      "bar": PackageResources.bar_mustache, "guide": PackageResources.guide_mustache,
      "trend": PackageResources.trend_mustache, "room": PackageResources.room_mustache,
      "who": PackageResources.who_mustache,
    ]
  }

  /// One self-contained page of HTML without script or address, for the screen and for two A4
  /// sheets.
  public func html(_ content: RoomContent, in language: Language) -> String {
    render(page(content, words(content.summary, in: language)), "report")
  }

  /// The page of figures alone.
  public func html(_ summary: Summary, in language: Language) -> String {
    html(RoomContent(summary: summary), in: language)
  }

  /// The facilitator's view: one theme a screen, arrow keys, no network.
  func screen(_ content: RoomContent, _ words: Wording) -> String {
    let page = page(content, words)
    let screens = RoomScreens(
      lang: page.lang, style: screenStyle, styleHash: Self.hash(of: screenStyle),
      script: screenScript, scriptHash: Self.hash(of: screenScript), title: page.title,
      text: page.text, screens: RoomScreensMaker(page: page, words: words).screens())
    return render(screens, "room")
  }

  func page(_ content: RoomContent, _ words: Wording) -> ReportPage {
    ReportPageMaker(content: content, words: words)
      .page(style: style, styleHash: Self.hash(of: style))
  }

  func render(_ page: Any, _ template: String) -> String {
    pages.render(page, withTemplate: template) ?? ""
  }

  /// A table for spreadsheets (RFC 4180), with a byte order mark, without which some of them
  /// misread Cyrillic.
  public func csv(_ summary: Summary, in language: Language = .en) -> String {
    CSVTable(summary: summary, words: words(summary, in: language)).text
  }

  /// One shown value in English, as the files have it.
  public func display(_ row: SummaryRow, of summary: Summary) -> String {
    words(summary, in: .en).display(row.shown)
  }

  /// Who answered, for spreadsheets; nothing when the policy names no fact.
  public func facts(_ summary: Summary, in language: Language = .en) -> String? {
    FactsCSV(summary: summary, words: words(summary, in: language)).text
  }

  /// The same table for programs (RFC 8259), keys sorted.
  public func json(_ summary: Summary, in language: Language = .en) -> String {
    JSONTable(summary, words: words(summary, in: language)).text
  }

  /// The table on the analyst's terminal, with the reason why each cell says no more.
  public func preview(_ summary: Summary, in language: Language = .en) -> String {
    Preview(summary: summary, words: words(summary, in: language)).text
  }

  func words(_ summary: Summary, in language: Language) -> Wording {
    Wording(messages: messages, codebook: codebook, policy: summary.policy, language: language)
  }

  // Without the file's last line end, so that a part can stand within a line.
  private static func text(_ resource: [UInt8]) -> String {
    String(decoding: resource.last == 0x0a ? resource.dropLast() : resource[...], as: UTF8.self)
  }

  // As Content Security Policy Level 3 §2.3.1 writes a hash: base64 of the style element's bytes.
  private static func hash(of style: String) -> String {
    Data(Digest.sha256(Array(style.utf8))).base64EncodedString()
  }
}
