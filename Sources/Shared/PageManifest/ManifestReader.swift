// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import TestimonyModel

/// Reads a manifest's text, whose signature was checked.
struct ManifestReader {
  private var sets: [Int: [ServedReply.Field]] = [:]
  private var pages: [PageEntry] = []
  private var answers: [AnswerEntry] = []

  static func read(_ text: String) throws(PageManifestError) -> Manifest {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard lines.popFirst().map(String.init) == DomainLabel.manifest.rawValue else {
      throw text.hasPrefix("ovoz manifest ") ? .unknownVersion : .unreadable(line: 1)
    }
    guard let campaign = hex("campaign ", lines.popFirst(), 16) else { throw .unreadable(line: 2) }
    guard let print = hex("fingerprint ", lines.popFirst(), 32) else { throw .unreadable(line: 3) }
    guard let line = lines.popFirst(), line.hasPrefix("day "),
      let day = Day(String(line.dropFirst(4)))
    else { throw .unreadable(line: 4) }
    var reader = ManifestReader()
    for (number, line) in lines.dropLast().enumerated() where !reader.take(line) {
      throw .unreadable(line: number + 5)
    }
    return Manifest(
      campaign: campaign, fingerprint: print, day: day, pages: reader.pages,
      answers: reader.answers)
  }

  private static func hex(_ word: String, _ line: Substring?, _ count: Int) -> [UInt8]? {
    guard let line, line.hasPrefix(word), let bytes = Hex.bytes(line.dropFirst(word.count)),
      bytes.count == count
    else { return nil }
    return bytes
  }

  private mutating func take(_ line: Substring) -> Bool {
    if line.hasPrefix("header ") { return header(line) }
    let words = line.split(separator: " ").map(String.init)
    return words.first == "page" ? page(words) : answer(words)
  }

  private mutating func header(_ line: Substring) -> Bool {
    let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, let set = Int(parts[1]), parts[2].last == ":" else { return false }
    sets[set, default: []].append(.init(String(parts[2].dropLast()), String(parts[3])))
    return true
  }

  private mutating func page(_ words: [String]) -> Bool {
    guard words.count >= 7, words[1].hasPrefix("/"), let status = Int(words[2]),
      let length = Int(words[3]), length >= 0, let digest = Hex.bytes(words[4]),
      digest.count == Digest.length,
      words[5] == "headers", let fields = Int(words[6]).flatMap({ sets[$0] }),
      let holes = Self.holes(Array(words.dropFirst(7)), in: length)
    else { return false }
    pages.append(
      PageEntry(
        words[1], status: status, fields: fields, length: length, digest: digest, holes: holes))
    return true
  }

  private static func holes(_ words: [String], in length: Int) -> [Range<Int>]? {
    var holes: [Range<Int>] = []
    for start in stride(from: 0, to: words.count, by: 3) {
      guard words.count >= start + 3, words[start] == "hole", let first = Int(words[start + 1]),
        let count = Int(words[start + 2]), first >= 0, (Holes.least...64).contains(count),
        first <= length - count
      else { return nil }
      holes.append(first..<first + count)
    }
    return holes
  }

  private mutating func answer(_ words: [String]) -> Bool {
    guard words.count == 4, words[0] == "answer", let length = Int(words[2]),
      let digest = Hex.bytes(words[3]), digest.count == Digest.length
    else { return false }
    answers.append(AnswerEntry(words[1], length: length, digest: digest))
    return true
  }
}
