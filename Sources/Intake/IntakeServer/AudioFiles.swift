// SPDX-License-Identifier: Apache-2.0

import ConfigFile
public import Foundation
import TestimonyModel

/// The questions as sound, where an operator has made any; read once, at the start.
///
/// They stay in memory: no path that a visitor sends ever reaches the disk.
public struct AudioFiles: Sendable {
  /// No sounds.
  public static let none = AudioFiles([:])
  /// The most bytes of one sound, which is about half a minute of speech.
  static let mostBytes = 200_000

  private let sounds: [String: [UInt8]]

  private init(_ sounds: [String: [UInt8]]) { self.sounds = sounds }

  /// Reads `<language>/<question id>.mp3` below a folder; what is too large or empty is left out.
  public init(folder: URL, questions: [String]) {
    var sounds: [String: [UInt8]] = [:]
    for language in Language.spoken {
      for question in questions {
        let name = "\(language.rawValue)/\(question).mp3"
        guard let sound = Self.read(folder.appending(path: name)) else { continue }
        sounds["/audio/\(name)"] = sound
      }
    }
    self.init(sounds)
  }

  private static func read(_ file: URL) -> [UInt8]? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    guard let size = (attributes?[.size] as? NSNumber)?.intValue, (1...mostBytes).contains(size)
    else { return nil }
    return FileManager.default.contents(atPath: file.path).map(Array.init)
  }

  /// The addresses of all sounds.
  var paths: [String] { sounds.keys.sorted() }

  var isEmpty: Bool { sounds.isEmpty }

  /// Where a question can be heard.
  func path(of question: String, in language: Language) -> String? {
    let path = "/audio/\(language.rawValue)/\(question).mp3"
    return sounds[path] == nil ? nil : path
  }

  /// Whether others can listen, but not in this language.
  func lacksVoice(in language: Language) -> Bool {
    !isEmpty && !sounds.keys.contains { $0.hasPrefix("/audio/\(language.rawValue)/") }
  }

  subscript(path: String) -> [UInt8]? { sounds[path] }
}
