// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation

/// Writes a folder of results, whole or not at all; nothing that is there already is touched.
struct NewFolder {
  /// The folder as it was named, without a slash at its end.
  let path: String
  private let part: URL

  /// Makes an empty folder beside the wanted one: what cannot be written is known before anything is kept.
  init(_ out: String) throws {
    path = Self.plain(out)
    let target = URL(filePath: path)
    let parent = target.deletingLastPathComponent()
    // A name that nobody uses: a folder whose name is known beforehand may be somebody's.
    let name = Hex.text(try RandomBytes.fresh(8))
    part = parent.appending(path: "ovoz-\(name).part")
    try Self.make(parent, andParents: true, for: path)
    // Only now: a path that ends in a dot is there as soon as its parent is.
    try Self.check(path)
    try Self.make(part, andParents: false, for: path)
  }

  /// Says early that a folder cannot be written.
  static func check(_ out: String) throws {
    let path = plain(out)
    guard !path.isEmpty else {
      throw Failure("--out names no folder", hint: "name one that is not there yet", code: 64)
    }
    try NewFile.check(path)
  }

  /// Writes all files, and gives the folder its name at the end.
  func write(_ files: [String: [UInt8]]) throws {
    do {
      for (name, bytes) in files { try Data(bytes).write(to: part.appending(path: name)) }
      try FileManager.default.moveItem(at: part, to: URL(filePath: path))
    } catch { throw NewFile.unwritable(path) }
  }

  /// Takes away what a failed writing left.
  func remove() { try? FileManager.default.removeItem(at: part) }

  private static func make(_ folder: URL, andParents: Bool, for path: String) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: andParents)
    } catch { throw NewFile.unwritable(path) }
  }

  /// `summary/` is `summary`: with the slash, the folder beside it would lie inside.
  private static func plain(_ out: String) -> String {
    guard let end = out.lastIndex(where: { $0 != "/" }) else { return out }
    return String(out[...end])
  }
}
