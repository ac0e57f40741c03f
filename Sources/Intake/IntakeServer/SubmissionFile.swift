// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation

/// What a device without a network handed on: files that it saved, or the texts of its codes (SubmissionFileFormat).
///
/// Any number of texts in any order; what stands there twice counts once. A testimony is whole or it is not given.
public struct SubmissionFile {
  /// The whole submissions, each once, in the order of their digests: it says nothing about arrival. (G3)
  public var submissions: [[UInt8]] {
    whole.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }
  /// What was found wrong with a line, a file or a series.
  public private(set) var faults: [Fault] = []

  /// Something that is missing or damaged.
  public enum Fault: Equatable, Sendable {
    /// A file that holds nothing, or blank lines only.
    case nothing(file: Int)
    /// A line that cannot be read or was changed; files and lines are counted from 1.
    case damaged(file: Int, line: Int)
    /// A file of a later version.
    case unknownVersion(file: Int)
    /// A file of another campaign.
    case otherCampaign(file: Int)
    /// A file that was cut off, or whose lines are not those that the device wrote.
    case cutOff(file: Int)
    /// Codes of a series that were not scanned.
    case missingCodes(series: String, numbers: [Int])
  }

  private let campaign: String
  private var whole: [[UInt8]: [UInt8]] = [:]
  private var frames: [String: [Int: CodeFrame]] = [:]
  private var files = 0

  /// Takes the campaign to which all of it has to belong.
  public init(campaign: [UInt8]) { self.campaign = Hex.text(campaign) }

  /// Reads one more text.
  public mutating func read(_ text: String) {
    files += 1
    guard text.contains(where: { !$0.isWhitespace }) else {
      return faults.append(.nothing(file: files))
    }
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    if lines.first?.hasPrefix("ovoz submissions ") == true {
      readFile(lines)
    } else {
      for (number, line) in lines.enumerated() where !line.isEmpty { readCode(line, number + 1) }
    }
  }

  /// Puts the codes together; call it once, after the last text.
  public mutating func finish() {
    for (series, parts) in frames.sorted(by: { $0.key < $1.key }) {
      let count = parts.values.first?.count ?? 0
      let missing = (1...max(1, count)).filter { parts[$0] == nil }
      guard missing.isEmpty else {
        faults.append(.missingCodes(series: series, numbers: missing))
        continue
      }
      let bytes = (1...count).flatMap { parts[$0]?.bytes ?? [] }
      let digest = Digest.sha256(bytes)
      // Each code was checked: what does not fit now was never one series.
      guard Hex.text(digest.prefix(8)).uppercased() == series else {
        faults.append(.missingCodes(series: series, numbers: []))
        continue
      }
      whole[digest] = bytes
    }
    frames = [:]
  }

  private mutating func readFile(_ lines: [Substring]) {
    guard lines[0] == "ovoz submissions 1" else {
      return faults.append(.unknownVersion(file: files))
    }
    guard lines.count > 2, lines[1] == "campaign \(campaign)" else {
      return faults.append(.otherCampaign(file: files))
    }
    let body = lines.dropFirst(3).prefix { !$0.hasPrefix("end ") && !$0.isEmpty }
    for (number, line) in zip(4..., body) where !take(line) {
      faults.append(.damaged(file: files, line: number))
    }
    let read = lines.prefix(3 + body.count).map { "\($0)\n" }.joined()
    let end = lines.dropFirst(3 + body.count).first
    if lines[2] != "testimonies \(body.count)"
      || end.map(String.init) != "end \(Hex.text(Digest.sha256(Array(read.utf8))))"
    {
      faults.append(.cutOff(file: files))
    }
  }

  private mutating func take(_ line: Substring) -> Bool {
    let parts = line.split(separator: " ")
    guard parts.count == 2, let digest = Hex.bytes(parts[0]),
      let bytes = Data(base64Encoded: String(parts[1])).map(Array.init),
      Digest.sha256(bytes) == digest
    else { return false }
    whole[digest] = bytes
    return true
  }

  private mutating func readCode(_ line: Substring, _ number: Int) {
    guard let frame = CodeFrame(line),
      frames[frame.series]?.values.first.map({ $0.count == frame.count }) ?? true
    else { return faults.append(.damaged(file: files, line: number)) }
    frames[frame.series, default: [:]][frame.number] = frame
  }
}
