// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import Foundation
import Glibc

extension Failure {
  /// What is said of a file of the settings: that it is not there, or cannot be read, or which line is wrong.
  init(_ mistake: ConfigMistake) {
    switch Self.hindrance(to: mistake.file) {
    case 0:
      self.init("\(mistake)", hint: "mend that line, then run `ovoz-intake check`", code: 78)
    case ENOENT, ENOTDIR:
      self.init(
        "\(mistake.file) is missing",
        hint:
          "put the file there, or name its place: that of the settings with --settings, of the others in the settings",
        code: 78)
    case EISDIR:
      self.init("\(mistake.file) is a folder", hint: "name the file in it", code: 78)
    default:
      // In a folder that this user cannot enter nobody knows whether it is there.
      self.init(
        "\(mistake.file) cannot be read",
        hint: "run this as the intake's user, and let that user read the file", code: 78)
    }
  }

  /// The same as a line of `check`; a line that is wrong says itself what to do.
  static func line(of mistake: ConfigMistake) -> String {
    let failure = Failure(mistake)
    return failure.message == "\(mistake)" ? failure.message : "\(failure.message): \(failure.hint)"
  }

  /// What keeps a file from being read, as the system numbers it (errno(3)); 0 where nothing does.
  private static func hindrance(to path: String) -> Int32 {
    guard access(path, R_OK) == 0 else { return errno }
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return isFolder.boolValue ? EISDIR : 0
  }
}
