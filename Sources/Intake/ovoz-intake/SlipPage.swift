// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A page on its way: whole under its name once its slips are stored, or not at all.
struct SlipPage {
  private let path: String
  private let part: String

  /// Writes beside the target, for the owner alone; neither file may be there.
  init(path: String, html: String) throws {
    self.path = path
    part = path + ".part"
    for taken in [path, part] where FileManager.default.fileExists(atPath: taken) {
      throw Failure("\(taken) exists already", hint: "choose another name with --out", code: 64)
    }
    do {
      try Data(html.utf8).write(to: URL(filePath: part), options: .withoutOverwriting)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: part)
      try Self.sync(part)
    } catch {
      try? FileManager.default.removeItem(atPath: part)
      throw Failure("the page could not be written", hint: "is there room where it goes?")
    }
  }

  /// Stores first: paper whose digits nobody knows would send people away.
  func appear(after store: () throws -> Void) throws {
    do {
      try store()
      // A link, since renaming would replace a file that came in between.
      try FileManager.default.linkItem(atPath: part, toPath: path)
    } catch {
      try? FileManager.default.removeItem(atPath: part)
      throw error
    }
    try FileManager.default.removeItem(atPath: part)
  }

  private static func sync(_ path: String) throws {
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.synchronize()
    try file.close()
  }
}
