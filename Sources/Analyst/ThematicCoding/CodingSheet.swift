// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What one coder decided about a campaign's testimonies, for a second reader (CodingFormat §3).
public struct CodingSheet: Equatable, Sendable {
  /// Who decided; see ``isCoderName(_:)``.
  public let coder: String
  /// The hash of the codebook that the coder has now.
  public let codebookHash: String
  /// Each decision, by the testimony's id in 32 small hexadecimal digits.
  public let decisions: [String: ThemeDecision]

  /// Puts a coder's name on decisions.
  public init(coder: String, codebookHash: String, decisions: [String: ThemeDecision]) {
    (self.coder, self.codebookHash, self.decisions) = (coder, codebookHash, decisions)
  }

  /// Reads a sheet that came from elsewhere, and refuses what the format does not allow.
  public init(json: [UInt8]) throws(CodingError) {
    guard let content = try? JSONDecoder().decode(Content.self, from: Data(json)),
      Self.isCoderName(content.coder), Self.isHash(content.codebookHash),
      content.decisions.allSatisfy({ Self.isHex($0.key, 32) && Self.isSound($0.value) })
    else { throw .malformedSheet }
    self.init(
      coder: content.coder, codebookHash: content.codebookHash, decisions: content.decisions)
  }

  /// The sheet as JSON; the same sheet gives the same bytes.
  public func json() throws(CodingError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let content = Content(coder: coder, codebookHash: codebookHash, decisions: decisions)
    guard let json = try? encoder.encode(content) else { throw .malformedSheet }
    return Array(json)
  }

  /// Whether a coder may have this name: 1 to 64 small letters a to z, digits and hyphens.
  public static func isCoderName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy {
        (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d
      }
  }

  private struct Content: Codable {
    let coder: String
    let codebookHash: String
    let decisions: [String: ThemeDecision]
  }

  private static func isSound(_ decision: ThemeDecision) -> Bool {
    isHash(decision.codebookHash) && decision.themes.allSatisfy(isTheme)
      && isMemo(decision.memo)
      && decision.passages.allSatisfy { passage in
        isTheme(passage.theme) && isMemo(passage.memo) && !passage.range.isEmpty
          && (0...1_000_000).contains(passage.range.lowerBound)
          && passage.range.upperBound <= 1_000_000 && (1...64).contains(passage.question.utf8.count)
      }
  }

  private static func isTheme(_ id: String) -> Bool {
    (1...64).contains(id.utf8.count)
      && id.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x5f }
  }

  private static func isMemo(_ memo: String?) -> Bool { (memo ?? "").utf8.count <= 10_000 }
  private static func isHash(_ text: String) -> Bool { isHex(text, 64) }

  private static func isHex(_ text: String, _ count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
