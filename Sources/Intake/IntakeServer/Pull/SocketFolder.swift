// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// The folder in which a unix socket is to be made.
public struct SocketFolder: Sendable {
  /// Where it is.
  public let path: String

  /// Names the folder of a socket.
  public init(of socket: URL) { path = socket.deletingLastPathComponent().path }

  /// What keeps a socket from being made there, to follow “is”; nil where nothing does.
  public var lack: String? {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: path, isDirectory: &isFolder) else { return "missing" }
    guard isFolder.boolValue else { return "a file" }
    // To make a file in a folder takes both (path_resolution(7)).
    let isOurs = files.isWritableFile(atPath: path) && files.isExecutableFile(atPath: path)
    return isOurs ? nil : "not the intake's to write to"
  }
}
