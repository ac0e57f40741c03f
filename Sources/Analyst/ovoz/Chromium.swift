// SPDX-License-Identifier: Apache-2.0

import Foundation
import OfficeDocuments

/// Prints a page with the Chromium of this machine, without any network.
struct Chromium {
  /// The page on paper, without a trace of when and with what it was printed.
  func pdf(_ page: String) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "ovoz-print-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (source, sheet) = (folder.appending(path: "page.html"), folder.appending(path: "page.pdf"))
    try Data(page.utf8).write(to: source)
    try run(
      Self.options + [
        "--user-data-dir=\(folder.appending(path: "profile").path)",
        "--print-to-pdf=\(sheet.path)", source.absoluteString,
      ])
    guard let printed = FileManager.default.contents(atPath: sheet.path) else {
      throw Failure("chromium printed nothing", hint: "does it start? leave out --pdf otherwise")
    }
    do { return try PrintedPage.withoutTraces(Array(printed)) } catch {
      throw Failure(
        "this Chromium writes facts of its own into a PDF that cannot be taken out",
        hint: "leave out --pdf, and print from the HTML by hand")
    }
  }

  private static var options: [String] {
    let options = [
      "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-extensions",
      "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
    ]
    // For root its sandbox does not start; the page is our own, and holds no script.
    return getuid() == 0 ? options + ["--no-sandbox"] : options
  }

  private func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = try Self.program()
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
  }

  private static func program() throws -> URL {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    for folder in path.split(separator: ":") {
      let file = "\(folder)/chromium"
      if FileManager.default.isExecutableFile(atPath: file) { return URL(filePath: file) }
    }
    throw Failure(
      "chromium is not installed", hint: "run `apt install chromium`, or leave out --pdf")
  }
}
