// SPDX-License-Identifier: Apache-2.0

import CryptoPrimitives
import Foundation
import Glibc
import Sealing
import Testing
import TestimonyTesting

@testable import IntakeStore

/// The keys that stand beside the databases: never replaced while something rests on them.
@Suite struct KeyFileTests {
  // G6
  @Test func `a receipt key that is gone is missed where receipts or slips are out`() async throws {
    for isSlip in [false, true] {
      let desk = try Desk()
      if isSlip {
        try desk.inbox.addSlips([try RandomBytes.fresh(32)])
      } else {
        _ = try await desk.submitted()
      }
      let file = desk.scratch.folder.appending(path: "receipt.key")
      let before = try Data(contentsOf: file)
      try FileManager.default.removeItem(at: file)
      #expect(throws: IntakeStoreError.keyMissing("receipt.key")) { try desk.reopened() }
      #expect(!FileManager.default.fileExists(atPath: file.path))
      try before.write(to: file)
      #expect(throws: Never.self) { try desk.reopened() }
    }
  }

  @Test func `where nothing is out a fresh one is made, for its owner alone`() throws {
    let desk = try Desk()
    let file = desk.scratch.folder.appending(path: "receipt.key")
    let before = try KeyFile.read(file)
    try FileManager.default.removeItem(at: file)
    _ = try desk.reopened()
    let after = try #require(try KeyFile.read(file))
    #expect(after != before)
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
  }

  @Test(arguments: ["", "not a key", String(repeating: "0", count: 63)])
  func `one that is there and cannot be read is never replaced`(content: String) throws {
    let desk = try Desk()
    let file = desk.scratch.folder.appending(path: "receipt.key")
    try Data(content.utf8).write(to: file)
    #expect(throws: IntakeStoreError.keyUnreadable("receipt.key")) { try desk.reopened() }
    #expect(try Data(contentsOf: file) == Data(content.utf8))
  }

  @Test func `a folder in its place, or a key that is there, is not written over`() throws {
    let scratch = try Scratch()
    let file = scratch.folder.appending(path: "some.key")
    // What a run left that was cut short.
    try Data("half".utf8).write(to: scratch.folder.appending(path: "some.key.\(getpid()).new"))
    let secret = try KeyFile.make(file)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path)
    #expect(names == ["some.key"])
    #expect(throws: IntakeStoreError.cannotOpen) { try KeyFile.make(file) }
    #expect(try KeyFile.read(file) == secret)
    #expect(try KeyFile.read(scratch.folder.appending(path: "none.key")) == nil)
    #expect(throws: IntakeStoreError.self) { try KeyFile.read(scratch.folder) }
  }
}
