// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import ModelShelf

/// A folder with a shelf in it that is there while a test runs.
final class Workplace {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  let known: [KnownModel]

  init(known bytes: [UInt8]...) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let entries = bytes.enumerated().map { number, bytes in
      """
        - name: invented-\(number)
          sha256: \(Hex.text(Digest.sha256(bytes)))
          bytes: \(bytes.count)
          inside: packet/model-\(number).bin
          licence: MIT
          source: made by a test
      """
    }
    let list = entries.isEmpty ? "models: []" : "models:\n" + entries.joined(separator: "\n")
    known = try KnownModel.list(parsing: list, file: "models.yaml")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var shelf: ModelShelf { ModelShelf(folder: folder.appending(path: "shelf"), known: known) }

  func file(_ bytes: [UInt8], named name: String = "given") throws -> URL {
    let url = folder.appending(path: name)
    try Data(bytes).write(to: url)
    return url
  }

  /// Names of what is on the shelf.
  var kept: [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "shelf").path)
    return (names ?? []).sorted()
  }
}

/// The smallest file that is read as a model: one layer of zeros.
enum SmallestModel {
  static func bytes(marked mark: UInt8 = 0) -> [UInt8] {
    let letters = ["<s>", "<pad>", "</s>", "<unk>", "▁"].map { Array($0.utf8) }
    var head = Array("E5S1".utf8) + little(1)
    for size in [384, 1, 12, 32, 5, 16, 1] as [UInt32] { head += little(size) }
    head += little(Float(1e-6).bitPattern) + little(32)
    for number in [5, 0, 2, 1, 3] as [UInt32] { head += little(number) }
    head += little(UInt32(letters.reduce(0) { $0 + $1.count })) + little(0)
    var start: UInt32 = 0
    for text in letters + [[]] {
      head += little(start)
      start += UInt32(text.count)
    }
    head += letters.indices.flatMap { little((-Float($0)).bitPattern) } + letters.flatMap(\.self)
    head += little(0) + little(0)
    return head + tables(from: head.count, mark)
  }

  private static func tables(from start: Int, _ mark: UInt8) -> [UInt8] {
    let (wide, square) = (UInt32(384), UInt32(384 * 384))
    var tables: [(String, UInt8, UInt32)] = [
      ("emb.word", 1, 5 * wide), ("emb.pos", 0, 16 * wide), ("emb.type", 0, wide),
      ("emb.ln.w", 0, wide), ("emb.ln.b", 0, wide),
    ]
    for name in ["q", "k", "v", "ao"] {
      tables += [("l0.\(name).w", 1, square), ("l0.\(name).b", 0, wide)]
    }
    tables += [("l0.fi.w", 1, 32 * wide), ("l0.fi.b", 0, 32)]
    tables += [("l0.fo.w", 1, 32 * wide), ("l0.fo.b", 0, wide)]
    for name in ["aln", "oln"] { tables += [("l0.\(name).w", 0, wide), ("l0.\(name).b", 0, wide)] }
    let directory = tables.reduce(4) { $0 + 23 + $1.0.utf8.count }
    var (bytes, offset) = (little(UInt32(tables.count)), UInt32(start + directory))
    for (name, kind, numbers) in tables {
      let length = kind == 1 ? numbers / 32 * 18 : numbers * 4
      bytes += [UInt8(name.utf8.count), 0] + Array(name.utf8) + [kind]
      bytes += little(numbers) + little(offset) + little(0) + little(length) + little(0)
      offset += length
    }
    return bytes + [0, 0, mark] + [UInt8](repeating: 0, count: Int(offset) - start - directory - 3)
  }

  private static func little(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}

/// A ZIP archive of one file, as a packager writes it.
enum Archive {
  static func of(_ name: String, method: UInt16, packed: [UInt8], length: Int) -> [UInt8] {
    let sizes = little(packed.count, 4) + little(length, 4)
    let common = little(20, 2) + little(0, 2) + little(Int(method), 2) + little(0, 8) + sizes
    let letters = Array(name.utf8)
    let local = little(0x0403_4b50, 4) + common + little(letters.count, 2) + little(0, 2) + letters
    let entry =
      little(0x0201_4b50, 4) + little(20, 2) + common + little(letters.count, 2) + little(0, 16)
      + letters
    let end =
      little(0x0605_4b50, 4) + little(0, 4) + little(1, 2) + little(1, 2)
      + little(entry.count, 4) + little(local.count + packed.count, 4) + little(0, 2)
    return local + packed + entry + end
  }

  private static func little(_ number: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
  }
}
